import { Appointment, Resource, StaffMember } from '../../../modules/calendar/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import {
  Choice,
  Derived,
  Instant,
  Integer,
  Record,
  Reference,
  recordMeta,
  refuse,
  TenantRecord,
  Text,
  type Work,
} from '../../../schema/index.ts'
import { Vehicle } from './vehicle.ts'

export type JobStep =
  | 'RECEIVED' | 'INSPECTION' | 'ESTIMATE' | 'APPROVAL' | 'REPAIR' | 'READY' | 'DELIVERED' | 'CANCELLED' // biome-ignore format: one glance

/** Steps at which the car stands in the workshop. */
export const stepsInside: readonly JobStep[] = [
  'RECEIVED', 'INSPECTION', 'ESTIMATE', 'APPROVAL', 'REPAIR', 'READY',
] // biome-ignore format: one glance

/** One stay of a vehicle in the workshop, from taking it in to handing it back. */
@Record({
  prefix: 'job',
  title: { en: 'Job card', tr: 'İş emri' },
  pluralTitle: { en: 'Job cards', tr: 'İş emirleri' },
  table: 'auto_vehicle_job_cards',
  crud: ['create', 'update'],
  events: 'auto.jobCard',
  assignedBy: ['technician'],
  order: [{ field: 'receivedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (card: VehicleJobCard, work: Work) => card.complete(work),
})
export class VehicleJobCard extends TenantRecord {
  @Integer({
    label: { en: 'Number', tr: 'İş emri no' },
    description: 'Counts up within the business, from 1001.',
    privacy: 'none',
    writable: 'never',
    unique: true,
    list: true,
  })
  number!: number

  @Reference(() => Vehicle, {
    inverse: 'jobCards',
    carriesReach: true,
    writable: 'create',
    label: { en: 'Vehicle', tr: 'Araç' },
  })
  vehicle!: Vehicle

  @Reference(() => Customer, {
    inverse: 'jobCards',
    carriesReach: true,
    writable: 'never',
    label: { en: 'Customer', tr: 'Müşteri' },
  })
  customer!: Customer

  @Reference(() => StaffMember, { inverse: 'jobCards', label: { en: 'Technician', tr: 'Usta' } })
  technician!: StaffMember

  @Reference(() => Resource, { optional: true, inverse: 'jobCards', label: { en: 'Lift', tr: 'Lift' } })
  lift!: Resource | null

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'jobCards',
    writable: 'create',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @Reference(() => Branch, { optional: true, inverse: 'jobCards', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch | null

  @Text({
    label: { en: 'Work', tr: 'Yapılacak iş' },
    description: 'What the customer asked for, in their words.',
    privacy: 'none',
    list: true,
  })
  title!: string

  @Choice({
    name: 'JobStep',
    label: { en: 'Step', tr: 'Adım' },
    values: {
      RECEIVED: { en: 'Received', tr: 'Kabul' },
      INSPECTION: { en: 'Inspection', tr: 'Kontrol' },
      ESTIMATE: { en: 'Estimate', tr: 'Teklif' },
      APPROVAL: { en: 'Approval', tr: 'Onay' },
      REPAIR: { en: 'Repair', tr: 'Onarım' },
      READY: { en: 'Ready', tr: 'Hazır' },
      DELIVERED: { en: 'Delivered', tr: 'Teslim' },
      CANCELLED: { en: 'Cancelled', tr: 'İptal' },
    },
    writable: 'never',
    default: 'RECEIVED',
    list: true,
  })
  step!: JobStep

  @Choice({
    name: 'JobWaiting',
    label: { en: 'Waits for', tr: 'Bekleyen' },
    values: {
      WAITING_FOR_APPROVAL: { en: 'Waits for approval', tr: 'Onay bekliyor' },
      WAITING_FOR_PARTS: { en: 'Waits for parts', tr: 'Parça bekliyor' },
      WAITING_FOR_LIFT: { en: 'Waits for a lift', tr: 'Lift bekliyor' },
      WAITING_FOR_PICKUP: { en: 'Waits for pickup', tr: 'Teslim bekliyor' },
    },
    optional: true,
    list: true,
  })
  waiting!: 'WAITING_FOR_APPROVAL' | 'WAITING_FOR_PARTS' | 'WAITING_FOR_LIFT' | 'WAITING_FOR_PICKUP' | null

  @Instant({
    label: { en: 'Received', tr: 'Kabul zamanı' },
    privacy: 'none',
    optional: true,
    writable: 'create',
  })
  receivedAt!: Date | null

  @Instant({ label: { en: 'Promised', tr: 'Teslim sözü' }, privacy: 'none', optional: true, list: true })
  promisedAt!: Date | null

  @Instant({
    label: { en: 'Delivered', tr: 'Teslim zamanı' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  deliveredAt!: Date | null

  @Integer({
    label: { en: 'Odometer at intake, km', tr: 'Kabul kilometresi' },
    privacy: 'none',
    optional: true,
    min: 0,
    max: 3_000_000,
  })
  odometerKm!: number | null

  @Integer({ label: { en: 'Fuel, %', tr: 'Yakıt (%)' }, privacy: 'none', optional: true, min: 0, max: 100 })
  fuelPercent!: number | null

  @Text({
    label: { en: 'Condition at intake', tr: 'Kabul notu' },
    description: 'Scratches, dents, things left in the car.',
    privacy: 'none',
    optional: true,
    maxLength: 2000,
  })
  intakeNote!: string | null

  @Derived({
    as: 'money',
    label: { en: 'Approved', tr: 'Onaylanan' },
    privacy: 'none',
    sql: (row) => linesOf(row, 'coalesce(sum(l.price_minor), 0)', `l.approval = 'APPROVED'`),
  })
  approvedMinor!: string | null

  @Derived({
    as: 'money',
    label: { en: 'Waits for approval', tr: 'Onay bekleyen' },
    privacy: 'none',
    sql: (row) => linesOf(row, 'coalesce(sum(l.price_minor), 0)', `l.approval = 'PENDING'`),
  })
  pendingMinor!: string | null

  @Derived({
    as: 'integer',
    label: { en: 'Lines that wait', tr: 'Bekleyen kalem' },
    privacy: 'none',
    sql: (row) => linesOf(row, 'count(*)::int', `l.approval = 'PENDING'`),
  })
  pendingCount!: number | null

  /** Numbers a new card, takes the customer from the vehicle, and carries the odometer over to it. */
  async complete(work: Work): Promise<void> {
    const { tenantId } = work.principal
    const vehicle = await work.em.findOneOrFail(Vehicle, { tenantId, id: this.vehicle.id } as never)
    this.customer ??= vehicle.owner
    this.receivedAt ??= work.now
    this.number ??= await nextNumber(work)
    const { odometerKm } = this
    if (odometerKm === null || odometerKm === vehicle.odometerKm) return
    if (odometerKm < (vehicle.odometerKm ?? 0)) {
      refuse('ODOMETER_BACKWARDS', ['odometerKm'], { km: vehicle.odometerKm ?? 0 })
    }
    await work.changing(recordMeta(Vehicle), [vehicle.id])
    vehicle.odometerKm = odometerKm
    vehicle.updatedAt = work.now
    work.tell('vehicle.updated', vehicle, { changed: ['odometerKm'] })
  }
}

function linesOf(row: string, what: string, which: string): string {
  return `(select ${what} from auto_job_lines l
    where l.tenant_id = ${row}.tenant_id and l.job_card_id = ${row}.id and l.archived_at is null and ${which})`
}

async function nextNumber(work: Work): Promise<number> {
  const { tenantId } = work.principal
  // Two cards opened at once must not get one number; the lock ends with the transaction.
  await work.sql(`select pg_advisory_xact_lock(hashtextextended('auto_job_number ' || $1, 0))`, [tenantId])
  const [row] = await work.sql<{ next: number }>(
    'select coalesce(max(number), 1000) + 1 as next from auto_vehicle_job_cards where tenant_id = $1',
    [tenantId],
  )
  return row?.next ?? 1001
}
