export const words = {
  title: { tr: 'İlk günler', en: 'First days' },
  skip: { tr: '{what}: listeden kaldır', en: '{what}: put aside' },
  FIRST_BOOKING: { tr: 'İlk randevuyu verin', en: 'Book the first appointment' },
  FIRST_BOOKING_hint: { tr: 'Müşteri ve hizmet seçmeniz yeterli', en: 'Choose a customer and a service' },
  INVITE_STAFF: { tr: 'Ekibinizi davet edin', en: 'Invite your team' },
  INVITE_STAFF_hint: { tr: 'E-posta ile, birkaç saniyede', en: 'By e-mail, in a few seconds' },
  IMPORT_CUSTOMERS: { tr: 'Listenizi içe aktarın', en: 'Import your list' },
  IMPORT_CUSTOMERS_hint: { tr: 'Excel’den alınmış bir CSV dosyası', en: 'A CSV file, as Excel saves it' },
  SAMPLE_DATA: { tr: 'Örnek verilerle deneyin', en: 'Try it with sample data' },
  SAMPLE_DATA_hint: { tr: 'Tek dokunuşla eklenir ve kaldırılır', en: 'Added and removed with one tap' },
  removeSample: { tr: 'Örnek verileri kaldırın', en: 'Remove the sample data' },
  removeSample_hint: { tr: 'Kendi kayıtlarınız olduğu gibi kalır', en: 'Your own records stay as they are' },
  INSTALL_APP: { tr: 'Uygulama olarak kurun', en: 'Install the app' },
  INSTALL_APP_hint: {
    tr: 'Ana ekrandan tek dokunuşla açılır',
    en: 'Opens with one tap from the home screen',
  },
  INSTALL_APP_menu: { tr: 'Paylaş › Ana Ekrana Ekle', en: 'Share › Add to Home Screen' },
  added: {
    tr: 'Örnek veriler eklendi. “Örnek” etiketinden tanırsınız.',
    en: 'Sample data added. It carries the tag “Sample”.',
  },
  removed: { tr: 'Örnek veriler kaldırıldı.', en: 'Sample data removed.' },
  removedBut: {
    tr: 'Örnek veriler kaldırıldı. İşlem yaptığınız {n} kişi kayıtlarınızda kaldı.',
    en: 'Sample data removed. {n} that you worked with stay.',
  },
} as const
