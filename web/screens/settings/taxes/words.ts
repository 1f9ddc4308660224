/** Words of the taxes tab. */
export const taxesWords = {
  today: { tr: 'Bugün geçerli KDV oranları', en: 'VAT rates of today' },
  history: { tr: 'Bütün oranlar', en: 'All rates' },
  STANDARD: { tr: 'Genel oran', en: 'Standard rate' },
  REDUCED: { tr: 'İndirimli oran', en: 'Reduced rate' },
  LOW: { tr: 'En düşük oran', en: 'Lowest rate' },
  since: { tr: '{day} tarihinden beri', en: 'since {day}' },
  from: { tr: '{day} tarihinden itibaren', en: 'from {day}' },
  LAW: { tr: 'Mevzuat', en: 'By law' },
  OWN: { tr: 'İşletmenin', en: 'Your own' },
  coming: { tr: 'Gelecek', en: 'To come' },
  add: { tr: 'Oran ekle', en: 'Add a rate' },
  addHint: {
    tr: 'Mevzuattan farklı bir oran kullanıyorsanız girin. Geçmiş satışların oranı değişmez.',
    en: 'Only if yours differs from the law. What was sold before keeps its rate.',
  },
  taxClass: { tr: 'Sınıf', en: 'Class' },
  rate: { tr: 'Oran (%)', en: 'Rate (%)' },
  validFrom: { tr: 'Geçerlilik başlangıcı', en: 'Valid from' },
} as const
