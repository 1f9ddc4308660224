/** Words of the business tab. */
export const businessWords = {
  title: { tr: 'İşletme bilgileri', en: 'Business' },
  name: { tr: 'İşletme adı', en: 'Name of the business' },
  legalName: { tr: 'Ticari unvan', en: 'Legal name' },
  legalNameHint: { tr: 'Faturada yazan ad', en: 'As it stands on invoices' },
  phone: { tr: 'Telefon', en: 'Phone' },
  email: { tr: 'E-posta', en: 'E-mail' },
  address: { tr: 'Adres', en: 'Address' },
  tax: { tr: 'Vergi bilgileri', en: 'Tax' },
  taxOffice: { tr: 'Vergi dairesi', en: 'Tax office' },
  taxNumber: { tr: 'Vergi numarası', en: 'Tax number' },
  taxNumberHint: {
    tr: '10 haneli VKN; şahıs işletmesinde 11 haneli T.C. kimlik no',
    en: '10 digits (VKN), or the 11-digit identity number of a sole trader',
  },
} as const
