import { Appointment, StaffMember } from '../../../modules/calendar/index.ts'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import { Instant, Record, Reference, TenantRecord, Text } from '../../../schema/index.ts'

/**
 * What was done for a client on one day, and how it turned out. Its colour formula is what makes the result
 * repeatable by somebody else; everyone in the salon may read it, its stylist writes it.
 */
@Record({
  prefix: 'vis',
  title: { en: 'Visit', tr: 'Ziyaret' },
  pluralTitle: { en: 'Visits', tr: 'Ziyaretler' },
  table: 'salon_customer_visits',
  crud: true,
  events: 'salon.visit',
  assignedBy: ['staff'],
  order: [{ field: 'visitedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
})
export class CustomerVisit extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'visits',
    carriesReach: true,
    writable: 'create',
    label: { en: 'Client', tr: 'Müşteri' },
  })
  customer!: Customer

  @Reference(() => StaffMember, { inverse: 'visits', label: { en: 'Stylist', tr: 'Uzman' } })
  staff!: StaffMember

  @Reference(() => Service, { optional: true, inverse: 'visits', label: { en: 'Service', tr: 'Hizmet' } })
  service!: Service | null

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'visits',
    writable: 'create',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @Reference(() => Branch, { optional: true, inverse: 'visits', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch | null

  @Instant({ label: { en: 'Visited', tr: 'Ziyaret zamanı' }, privacy: 'none', list: true })
  visitedAt!: Date

  @Text({
    label: { en: 'Result', tr: 'Sonuç notu' },
    description: 'How the colour or cut turned out, for the next time.',
    privacy: 'body',
    optional: true,
    maxLength: 2000,
    list: true,
  })
  resultNote!: string | null
}
