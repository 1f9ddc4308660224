import { Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { Customer } from './customer.ts'

/** Something a member of staff wrote down about a customer. */
@Record({
  prefix: 'nte',
  title: { en: 'Note', tr: 'Not' },
  pluralTitle: { en: 'Notes', tr: 'Notlar' },
  table: 'customer_notes',
  crud: ['create', 'archive'],
  events: 'crm.note',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
})
export class CustomerNote extends TenantRecord {
  @Reference(() => Customer, { inverse: 'notes', label: { en: 'Customer', tr: 'Müşteri' } })
  customer!: Customer

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'body', maxLength: 5000, list: true })
  body!: string

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    fill: 'viewer',
    label: { en: 'Author', tr: 'Yazan' },
  })
  author!: Membership | null
}
