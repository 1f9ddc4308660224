import {
  Choice,
  Email,
  LocalDate,
  Phone,
  Record,
  Reference,
  refuse,
  Tags,
  TenantRecord,
  Text,
} from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'
import { normaliseIdentityNumber, normaliseTaxNumber } from './turkish-numbers.ts'

/** A person or company that the business serves. Each sector has its own word for it. */
@Record({
  prefix: 'cus',
  title: { en: 'Customer', tr: 'Müşteri' },
  pluralTitle: { en: 'Customers', tr: 'Müşteriler' },
  table: 'customers',
  crud: true,
  order: [{ field: 'name', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (customer: Customer) => customer.completeName(),
})
export class Customer extends TenantRecord {
  @Choice({
    name: 'CustomerKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: { PERSON: { en: 'Person', tr: 'Kişi' }, COMPANY: { en: 'Company', tr: 'Şirket' } },
    default: 'PERSON',
  })
  kind!: 'PERSON' | 'COMPANY'

  @Text({
    label: { en: 'Name', tr: 'Ad' },
    description: 'The name to show: given and family name of a person, title of a company.',
    privacy: 'pii',
    optional: true,
    list: true,
  })
  name!: string | null

  @Text({ label: { en: 'Given name', tr: 'Ad' }, privacy: 'pii', optional: true })
  givenName!: string | null

  @Text({ label: { en: 'Family name', tr: 'Soyad' }, privacy: 'pii', optional: true })
  familyName!: string | null

  @Phone({ label: { en: 'Phone', tr: 'Telefon' }, privacy: 'pii', optional: true, list: true })
  phone!: string | null

  @Tags({ label: { en: 'Other phones', tr: 'Diğer telefonlar' }, privacy: 'pii' })
  otherPhones!: string[]

  @Email({ label: { en: 'E-mail', tr: 'E-posta' }, privacy: 'pii', optional: true, list: true })
  email!: string | null

  @Tags({ label: { en: 'Other e-mails', tr: 'Diğer e-postalar' }, privacy: 'pii' })
  otherEmails!: string[]

  @Tags({ label: { en: 'Tags', tr: 'Etiketler' }, privacy: 'pii', list: true })
  tags!: string[]

  @Choice({
    name: 'CustomerSource',
    label: { en: 'Source', tr: 'Kaynak' },
    values: {
      IMPORT: { en: 'Import', tr: 'İçe aktarma' },
      WALK_IN: { en: 'Walk-in', tr: 'Kapıdan' },
      PHONE: { en: 'Phone', tr: 'Telefon' },
      WEB: { en: 'Web', tr: 'Web' },
      REFERRAL: { en: 'Referral', tr: 'Tavsiye' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    default: 'OTHER',
  })
  source!: 'IMPORT' | 'WALK_IN' | 'PHONE' | 'WEB' | 'REFERRAL' | 'OTHER'

  @LocalDate({ label: { en: 'Birthday', tr: 'Doğum tarihi' }, privacy: 'pii', optional: true })
  birthday!: string | null

  @Text({
    label: { en: 'Tax number', tr: 'Vergi no (VKN)' },
    description: 'Ten digits with a check digit.',
    privacy: 'pii',
    optional: true,
    visibleTo: ['owner', 'manager'],
    normalise: normaliseTaxNumber,
  })
  taxNumber!: string | null

  @Text({
    label: { en: 'Identity number', tr: 'T.C. kimlik no' },
    description: 'Eleven digits with two check digits.',
    privacy: 'pii',
    optional: true,
    visibleTo: ['owner', 'manager'],
    normalise: normaliseIdentityNumber,
  })
  identityNumber!: string | null

  @LocalDate({ label: { en: 'Customer since', tr: 'Kayıt tarihi' }, privacy: 'none', optional: true })
  registeredOn!: string | null

  @Text({
    label: { en: 'Number in the earlier system', tr: 'Eski sistemdeki no' },
    privacy: 'none',
    optional: true,
    writable: 'create',
  })
  externalRef!: string | null

  @Reference(() => Branch, { optional: true, inverse: 'customers', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch | null

  /** A person is shown by given and family name; whoever has neither must at least have a name. */
  completeName(): void {
    const whole = [this.givenName, this.familyName].filter(Boolean).join(' ')
    if (this.kind === 'PERSON' && whole !== '') this.name = whole
    if (!this.name) refuse('REQUIRED', ['name'])
  }
}
