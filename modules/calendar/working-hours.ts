import { Integer, LocalTime, Record, Reference, refuse, TenantRecord } from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'
import { Resource } from './resource.ts'
import { StaffMember } from './staff-member.ts'

/**
 * A stretch of a weekday in which a branch, a member of staff or a resource works, in the tenant's time zone. One that
 * closes at 23:59 lasts until the end of the day.
 */
@Record({
  prefix: 'whr',
  title: { en: 'Working hours', tr: 'Çalışma saati' },
  pluralTitle: { en: 'Working hours', tr: 'Çalışma saatleri' },
  table: 'working_hours',
  singular: 'workingHoursEntry',
  plural: 'workingHours',
  crud: true,
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
  prepare: (hours: WorkingHours) => hours.refuseNonsense(),
})
export class WorkingHours extends TenantRecord {
  @Reference(() => Branch, { inverse: 'workingHours', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch

  @Reference(() => StaffMember, {
    optional: true,
    inverse: 'workingHours',
    label: { en: 'Staff member', tr: 'Personel' },
  })
  staff!: StaffMember | null

  @Reference(() => Resource, {
    optional: true,
    inverse: 'workingHours',
    label: { en: 'Resource', tr: 'Kaynak' },
  })
  resource!: Resource | null

  @Integer({
    label: { en: 'Weekday', tr: 'Gün' },
    description: 'ISO: 1 is Monday, 7 is Sunday.',
    privacy: 'none',
    min: 1,
    max: 7,
  })
  weekday!: number

  @LocalTime({ label: { en: 'From', tr: 'Başlangıç' }, privacy: 'none' })
  opensAt!: string

  @LocalTime({ label: { en: 'To', tr: 'Bitiş' }, privacy: 'none' })
  closesAt!: string

  /** Refuses hours that end before they begin, and hours of a person and a resource at once. */
  refuseNonsense(): void {
    if (this.closesAt.slice(0, 5) <= this.opensAt.slice(0, 5)) refuse('HOURS_REVERSED', ['closesAt'])
    if (this.staff && this.resource) refuse('HOURS_OF_TWO', ['resourceId'])
  }
}
