/** Words of the language and region tab. */
export const languageWords = {
  title: { tr: 'Dil ve bölge', en: 'Language and region' },
  language: { tr: 'İşletmenin dili', en: 'Language of the business' },
  languageHint: {
    tr: 'Müşterilere giden iletiler ve yeni kullanıcılar için. Kendi dilinizi profilinizden seçersiniz.',
    en: 'For messages to customers and new members. You choose your own in your profile.',
  },
  tr: { tr: 'Türkçe', en: 'Turkish' },
  en: { tr: 'İngilizce', en: 'English' },
  timeZone: { tr: 'Saat dilimi', en: 'Time zone' },
  timeZoneHint: {
    tr: 'Takvim günleri bu dilimde başlar. Değişince bütün göstergeler yeniden hesaplanır.',
    en: 'Days begin in it. When it changes, all key figures are counted anew.',
  },
  currency: { tr: 'Para birimi', en: 'Currency' },
  currencyLocked: {
    tr: 'Kayıtlı ciro olduğu için değiştirilemez.',
    en: 'It cannot be changed, because there is money in the ledger.',
  },
} as const
