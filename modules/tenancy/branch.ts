import { Phone, Record, TenantRecord, Text } from '../../schema/index.ts'

/** A place where the business works. Every tenant has at least one. */
@Record({
  prefix: 'bra',
  title: { en: 'Branch', tr: 'Şube' },
  pluralTitle: { en: 'Branches', tr: 'Şubeler' },
  table: 'branches',
  plural: 'branches',
  crud: ['create', 'update'],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class Branch extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true })
  name!: string

  @Phone({ label: { en: 'Phone', tr: 'Telefon' }, privacy: 'none', optional: true, list: true })
  phone!: string | null

  @Text({ label: { en: 'Address', tr: 'Adres' }, privacy: 'none', optional: true, maxLength: 500 })
  address!: string | null
}
