/** Words of the settings frame; each tab keeps its own beside it. */
export const settingsWords = {
  title: { tr: 'Ayarlar', en: 'Settings' },
  tabs: { tr: 'Ayar bölümleri', en: 'Settings sections' },
  business: { tr: 'İşletme', en: 'Business' },
  team: { tr: 'Ekip', en: 'Team' },
  links: { tr: 'Dosyalar ve bağlantılar', en: 'Files and connections' },
  watch: { tr: 'İzleme', en: 'Oversight' },
  missing: {
    tr: 'Bu ayar bölümü yok ya da rolünüz için kapalı.',
    en: 'There is no such section, or your role may not open it.',
  },
  saved: { tr: 'Kaydedildi', en: 'Saved' },
  ownerOnly: {
    tr: 'Bunları işletme sahibi değiştirebilir.',
    en: 'The owner of the business can change these.',
  },
} as const
