import { Email, Phone, Record, refuse, TenantRecord, Text } from '../../schema/index.ts'
import { normaliseIdentityNumber, normaliseTaxNumber } from '../customers/index.ts'

/**
 * Who the business is to the state and to its customers: what invoices, forms and the foot of an e-mail name. One row
 * per tenant, made when it is first filled in.
 */
@Record({
  prefix: 'bpr',
  title: { en: 'Business profile', tr: 'İşletme bilgileri' },
  pluralTitle: { en: 'Business profiles', tr: 'İşletme bilgileri' },
  table: 'business_profiles',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
  prepare: (profile: BusinessProfile) => profile.refuseNumberWithoutOffice(),
})
export class BusinessProfile extends TenantRecord {
  @Text({
    label: { en: 'Legal name', tr: 'Ticari unvan' },
    description: 'As it stands in the trade registry, or the full name of a sole trader.',
    privacy: 'pii',
    optional: true,
  })
  legalName!: string | null

  @Phone({ label: { en: 'Phone', tr: 'Telefon' }, privacy: 'pii', optional: true })
  phone!: string | null

  @Email({ label: { en: 'E-mail', tr: 'E-posta' }, privacy: 'pii', optional: true })
  email!: string | null

  @Text({ label: { en: 'Address', tr: 'Adres' }, privacy: 'pii', optional: true, maxLength: 500 })
  address!: string | null

  @Text({ label: { en: 'Tax office', tr: 'Vergi dairesi' }, privacy: 'none', optional: true })
  taxOffice!: string | null

  @Text({
    label: { en: 'Tax number', tr: 'Vergi numarası' },
    description:
      'VKN (10 digits), or the identity number (11 digits) of a sole trader; check digits are verified.',
    privacy: 'pii',
    optional: true,
    normalise: (entered) => normaliseTaxNumber(entered) ?? normaliseIdentityNumber(entered),
  })
  taxNumber!: string | null

  /** An invoice names both or neither. */
  refuseNumberWithoutOffice(): void {
    if (this.taxNumber && !this.taxOffice) refuse('TAX_OFFICE_MISSING', ['taxOffice'])
  }
}
