export const filesTabWords = {
  use: { tr: 'Kullanılan alan', en: 'Storage used' },
  useOf: { tr: '{used} / {quota}', en: '{used} of {quota}' },
  full: {
    tr: 'Alan dolmak üzere. Gerekmeyen dosyaları silin.',
    en: 'Almost full. Remove files that are no longer needed.',
  },
  find: { tr: 'Dosya adı ara', en: 'Find by file name' },
  kinds: { tr: 'Türe göre süz', en: 'Filter by kind' },
  all: { tr: 'Hepsi', en: 'All' },
  list: { tr: 'Bütün dosyalar', en: 'All files' },
  none: { tr: 'Bu aramaya uyan dosya yok.', en: 'No file matches this.' },
  empty: {
    tr: 'Henüz dosya yok. Bir kaydı açıp ilk dosyayı ekleyebilirsiniz.',
    en: 'No files yet. Open a record and add the first one.',
  },
  more: { tr: 'Daha fazla göster', en: 'Show more' },
} as const
