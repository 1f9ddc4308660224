/** Words of the language and region tab. */
export const languageWords = {
  title: { tr: 'Dil ve bölge', en: 'Language and region' },
  language: { tr: 'Dil', en: 'Language' },
  timeZone: { tr: 'Saat dilimi', en: 'Time zone' },
  currency: { tr: 'Para birimi', en: 'Currency' },
} as const
