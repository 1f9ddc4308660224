import { Appointment } from '../../../modules/calendar/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import {
  Derived,
  Integer,
  LocalDate,
  Record,
  Reference,
  recordMeta,
  refuse,
  TenantRecord,
  Text,
  type Work,
} from '../../../schema/index.ts'
import { normalisePlate } from './plate.ts'
import { normaliseVin, vinCheckSql } from './vin.ts'

/** Days after the last visit when nobody wrote down when the next maintenance is. */
const usualIntervalDays = 365

/** A car, van or motorcycle that the workshop looks after. It is found by its plate. */
@Record({
  prefix: 'veh',
  title: { en: 'Vehicle', tr: 'Araç' },
  pluralTitle: { en: 'Vehicles', tr: 'Araçlar' },
  table: 'auto_vehicles',
  crud: true,
  assignedBy: ['owner'],
  order: [{ field: 'plate', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (vehicle: Vehicle, work: Work) => vehicle.keepOdometer(work),
})
export class Vehicle extends TenantRecord {
  @Reference(() => Customer, { inverse: 'vehicles', label: { en: 'Owner', tr: 'Sahibi' } })
  owner!: Customer

  @Text({
    label: { en: 'Plate', tr: 'Plaka' },
    description: 'Stored as "34 ABC 123"; one vehicle per plate.',
    privacy: 'pii',
    maxLength: 16,
    normalise: normalisePlate,
    unique: true,
    list: true,
  })
  plate!: string

  @Text({
    label: { en: 'Chassis number (VIN)', tr: 'Şasi no (VIN)' },
    description: '17 signs without I, O and Q.',
    privacy: 'pii',
    maxLength: 24,
    normalise: normaliseVin,
    optional: true,
  })
  vin!: string | null

  @Derived({
    as: 'flag',
    label: { en: 'VIN check digit fits', tr: 'Şasi no sağlaması tutuyor' },
    description:
      'False is a reason to look twice: European makers need not follow the check digit. Null without a VIN.',
    privacy: 'none',
    sql: (row) => vinCheckSql(`${row}.vin`),
  })
  vinCheckDigitFits!: boolean | null

  @Text({
    label: { en: 'Make and model', tr: 'Marka ve model' },
    privacy: 'none',
    maxLength: 120,
    list: true,
  })
  model!: string

  @Integer({
    label: { en: 'Model year', tr: 'Model yılı' },
    privacy: 'none',
    optional: true,
    min: 1900,
    max: 2100,
    list: true,
  })
  year!: number | null

  @Integer({
    label: { en: 'Odometer, km', tr: 'Kilometre' },
    description: 'The highest reading; it only goes up. A wrong one is put right with correctOdometer.',
    privacy: 'none',
    optional: true,
    min: 0,
    max: 3_000_000,
    list: true,
  })
  odometerKm!: number | null

  @Integer({
    label: { en: 'Next maintenance at, km', tr: 'Sonraki bakım (km)' },
    privacy: 'none',
    optional: true,
    min: 0,
    max: 3_000_000,
  })
  maintenanceDueKm!: number | null

  @LocalDate({
    label: { en: 'Next maintenance agreed for', tr: 'Kararlaştırılan bakım' },
    privacy: 'none',
    optional: true,
  })
  maintenanceAgreedOn!: string | null

  @LocalDate({
    label: { en: 'Inspection due', tr: 'Muayene tarihi' },
    description: 'The periodic technical inspection that the law asks for.',
    privacy: 'none',
    optional: true,
  })
  inspectionDueOn!: string | null

  @Derived({
    as: 'date',
    label: { en: 'Maintenance due', tr: 'Bakım zamanı' },
    description:
      'The agreed day, or a year after the last completed visit of its owner; at once when the kilometres are reached.',
    privacy: 'none',
    list: true,
    sql: maintenanceDueSql,
  })
  maintenanceDueOn!: string | null

  @Derived({
    as: 'instant',
    label: { en: 'Latest appointment', tr: 'En son randevu' },
    description: 'Of its owner, past or ahead, cancelled ones and no-shows left out.',
    privacy: 'none',
    sql: (row) => ownersAppointment(row, 'max(a.starts_at)', `a.status not in ('CANCELLED', 'NO_SHOW')`),
  })
  latestAppointmentAt!: Date | null

  /** Refuses a reading below the stored one: kilometres only go up. */
  async keepOdometer(work: Work): Promise<void> {
    const [stored] = await work.sql<{ km: number | null }>(
      'select odometer_km as km from auto_vehicles where tenant_id = $1 and id = $2',
      [work.principal.tenantId, this.id],
    )
    const km = stored?.km ?? null
    if (km !== null && (this.odometerKm === null || this.odometerKm < km))
      refuse('ODOMETER_BACKWARDS', ['odometerKm'], { km })
  }
}

/** An aggregate over the appointments `a` of a vehicle's owner, as SQL over a row. */
export function ownersAppointment(row: string, what: string, which: string): string {
  return `(select ${what} from ${recordMeta(Appointment).table} a
    where a.tenant_id = ${row}.tenant_id and a.customer_id = ${row}.owner_id and ${which})`
}

/** The day as SQL over a row; see the attribute. */
export function maintenanceDueSql(row: string): string {
  const lastVisit = ownersAppointment(row, 'max(a.starts_at)', `a.status = 'DONE'`)
  const lastDay = `(${lastVisit} at time zone 'UTC')::date`
  return `case when ${row}.maintenance_due_km <= ${row}.odometer_km
      then coalesce(${lastDay}, (${row}.created_at at time zone 'UTC')::date)
    else coalesce(${row}.maintenance_agreed_on, ${lastDay} + ${usualIntervalDays}) end`
}
