import { Choice, Flag, Instant, Money, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Service } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch } from '../tenancy/index.ts'
import { Resource } from './resource.ts'
import { StaffMember } from './staff-member.ts'

export type AppointmentStatus =
  | 'HELD' | 'BOOKED' | 'CONFIRMED' | 'ARRIVED' | 'IN_SERVICE' | 'DONE' | 'NO_SHOW' | 'CANCELLED' // biome-ignore format: one glance

/** A customer's time with a member of staff, from booking to done. Its verbs are the only way to change it. */
@Record({
  prefix: 'apt',
  title: { en: 'Appointment', tr: 'Randevu' },
  pluralTitle: { en: 'Appointments', tr: 'Randevular' },
  table: 'appointments',
  assignedBy: ['staff'],
  order: [{ field: 'startsAt', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'team' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
})
export class Appointment extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'appointments',
    carriesReach: true,
    label: { en: 'Customer', tr: 'Müşteri' },
  })
  customer!: Customer

  @Reference(() => Service, { inverse: 'appointments', label: { en: 'Service', tr: 'Hizmet' } })
  service!: Service

  @Reference(() => StaffMember, { inverse: 'appointments', label: { en: 'Staff member', tr: 'Personel' } })
  staff!: StaffMember

  @Reference(() => Resource, {
    optional: true,
    inverse: 'appointments',
    label: { en: 'Resource', tr: 'Kaynak' },
  })
  resource!: Resource | null

  @Reference(() => Branch, { inverse: 'appointments', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch

  @Instant({ label: { en: 'Starts', tr: 'Başlangıç' }, privacy: 'none', list: true })
  startsAt!: Date

  @Instant({ label: { en: 'Ends', tr: 'Bitiş' }, privacy: 'none' })
  endsAt!: Date

  @Choice({
    name: 'AppointmentStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      HELD: { en: 'Held', tr: 'Tutuldu' },
      BOOKED: { en: 'Booked', tr: 'Bekliyor' },
      CONFIRMED: { en: 'Confirmed', tr: 'Onaylı' },
      ARRIVED: { en: 'Arrived', tr: 'Geldi' },
      IN_SERVICE: { en: 'In service', tr: 'İşlemde' },
      DONE: { en: 'Done', tr: 'Tamamlandı' },
      NO_SHOW: { en: 'No-show', tr: 'Gelmedi' },
      CANCELLED: { en: 'Cancelled', tr: 'İptal' },
    },
    list: true,
  })
  status!: AppointmentStatus

  @Choice({
    name: 'CancelReason',
    label: { en: 'Cancelled because', tr: 'İptal nedeni' },
    values: {
      CUSTOMER: { en: 'Customer cancelled', tr: 'Müşteri iptal etti' },
      BUSINESS: { en: 'Business cancelled', tr: 'İşletme iptal etti' },
      POSTPONED: { en: 'Postponed', tr: 'Ertelendi' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    optional: true,
  })
  cancelReason!: 'CUSTOMER' | 'BUSINESS' | 'POSTPONED' | 'OTHER' | null

  @Instant({ label: { en: 'Status since', tr: 'Durum zamanı' }, privacy: 'none' })
  statusChangedAt!: Date

  @Choice({
    name: 'AppointmentSource',
    label: { en: 'Source', tr: 'Kaynak' },
    values: {
      PANEL: { en: 'Panel', tr: 'Panel' },
      API: { en: 'API', tr: 'API' },
      IMPORT: { en: 'Import', tr: 'İçe aktarma' },
      WEB: { en: 'Web', tr: 'Web' },
    },
  })
  source!: 'PANEL' | 'API' | 'IMPORT' | 'WEB'

  @Money({ label: { en: 'Price', tr: 'Tutar' }, privacy: 'none', optional: true })
  priceMinor!: string | null

  @Text({ label: { en: 'Currency', tr: 'Para birimi' }, privacy: 'none', optional: true })
  currency!: string | null

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'body', optional: true, maxLength: 2000 })
  note!: string | null

  @Flag({
    label: { en: 'Conflict', tr: 'Çakışma' },
    description:
      'Came with an import and overlaps another appointment: it takes no time until someone resolves it.',
    default: false,
  })
  conflict!: boolean

  @Text({
    label: { en: 'Number in the earlier system', tr: 'Eski sistemdeki no' },
    privacy: 'none',
    optional: true,
  })
  externalRef!: string | null
}
