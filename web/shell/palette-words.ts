export const paletteWords = {
  find: { tr: 'Ara: ad, telefon, saat, görev', en: 'Find: name, phone, time, task' },
  found: { tr: 'Kayıtlar', en: 'Records' },
  recent: { tr: 'Son açılanlar', en: 'Opened lately' },
  commands: { tr: 'Git ve oluştur', en: 'Go and create' },
  none: { tr: '“{text}” için bir şey bulunamadı.', en: 'Nothing was found for “{text}”.' },
} as const
