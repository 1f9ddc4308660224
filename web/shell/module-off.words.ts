/** What is said to whoever follows a link into a module that is off. */
export const moduleOffWords = {
  off: { tr: '{module} şu an kapalı', en: '{module} is switched off' },
  notInPlan: { tr: '{module} planınızda yok', en: '{module} is not part of your plan' },
  reason: { tr: 'Neden', en: 'Reason' },
  since: { tr: 'Ne zamandan beri', en: 'Since' },
  by: { tr: 'Kapatan', en: 'Switched off by' },
  ends: { tr: 'Açılacağı zaman', en: 'Back on' },
  byHand: { tr: 'Elle açılana kadar kapalı kalır', en: 'When somebody switches it on' },
  who: {
    tr: 'Modülü işletme sahibi açabilir. Kayıtlarınız duruyor; modül açılınca kaldığınız yerden devam edersiniz.',
    en: 'An owner of the business can switch it on. Your records are kept; you go on where you stopped.',
  },
  whoPlan: {
    tr: 'İşletme sahibi planı değiştirerek bu modülü açabilir.',
    en: 'An owner can add it by changing the plan.',
  },
  back: { tr: 'Bugün ekranına dön', en: 'Go to Today' },
}
