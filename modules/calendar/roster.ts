import { type Reader, Statement } from '../../schema/index.ts'
import { type Interval, intersection, isWithin, merged } from './intervals.ts'
import { dayBounds, daysTouched, instantAt, weekdayOf } from './local-day.ts'

export interface RosterStaff {
  readonly id: string
  readonly branchId: string
  /** The member who this person is when they sign in. */
  readonly membershipId: string | null
  /** Takes appointments and is not archived. */
  readonly active: boolean
  /** Performs the service that the roster was read for. */
  readonly qualified: boolean
}

export interface RosterResource {
  readonly id: string
  readonly branchId: string
  readonly type: string
  readonly capacity: number
  /** In use: neither out of order, retired nor archived. */
  readonly active: boolean
  /** Gone for good: retired or archived. */
  readonly retired: boolean
}

interface Hours {
  readonly branchId: string
  readonly staffId: string | null
  readonly resourceId: string | null
  readonly weekday: number
  readonly opensAt: string
  readonly closesAt: string
}

/** A day on which a branch (null: every branch) does not open, or only until a time. */
interface Closed {
  readonly branchId: string | null
  readonly day: string
  readonly closesAt: string | null
}

interface Facts {
  /** Another one whenever something of this, or of the services, has changed; null: nothing ever has. */
  readonly version: string | null
  readonly branchIds: readonly string[]
  readonly staff: readonly RosterStaff[]
  readonly resources: readonly RosterResource[]
  readonly hours: readonly Hours[]
  /** Branches, staff and resources that have hours of their own on any weekday. */
  readonly subjectsWithHours: readonly string[]
  readonly closedDays: readonly Closed[]
}

/** Who and what a business has, and when they work. Days begin in the time zone of the tenant. */
export class Roster {
  readonly #staff: ReadonlyMap<string, RosterStaff>
  readonly #resources: ReadonlyMap<string, RosterResource>
  readonly #withHours: ReadonlySet<string>

  constructor(
    private readonly facts: Facts,
    readonly timeZone: string,
  ) {
    this.#staff = new Map(facts.staff.map((one) => [one.id, one]))
    this.#resources = new Map(facts.resources.map((one) => [one.id, one]))
    this.#withHours = new Set(facts.subjectsWithHours)
  }

  /** Of the roster as the database has it: see `isCurrentSql`. */
  get version(): string | null {
    return this.facts.version
  }

  /** How many rows it was made of. */
  get size(): number {
    const { staff, resources, hours, closedDays } = this.facts
    return staff.length + resources.length + hours.length + closedDays.length
  }

  /** Oldest first. */
  get branchIds(): readonly string[] {
    return this.facts.branchIds
  }

  get staff(): readonly RosterStaff[] {
    return this.facts.staff
  }

  get resources(): readonly RosterResource[] {
    return this.facts.resources
  }

  staffMember(id: string): RosterStaff | undefined {
    return this.#staff.get(id)
  }

  resource(id: string): RosterResource | undefined {
    return this.#resources.get(id)
  }

  /**
   * When a branch, or somebody or something in it, works on a day: its own hours within those of the branch, as far as
   * no closed day cuts them. Null when neither ever had hours entered, which restricts nothing; an empty list is a day
   * off.
   */
  workingTime(day: string, branchId: string, subjectId: string | null = null): Interval[] | null {
    const branch = this.#withHours.has(branchId) ? this.#hoursOf(day, branchId, null) : null
    const own = subjectId && this.#withHours.has(subjectId) ? this.#hoursOf(day, branchId, subjectId) : null
    const weekly = branch && own ? intersection(branch, own) : (branch ?? own)
    const open = this.#openPart(day, branchId)
    return weekly && open ? intersection(weekly, open) : (weekly ?? open)
  }

  /** Does it work for all of each of these stretches? */
  works(stretches: readonly Interval[], branchId: string, subjectId: string | null = null): boolean {
    return stretches.every((stretch) => {
      const days = daysTouched(stretch, this.timeZone).map((day) =>
        this.workingTime(day, branchId, subjectId),
      )
      const known = days.filter((day) => day !== null)
      return known.length < days.length || isWithin(stretch, merged(known.flat()))
    })
  }

  /** What closed days leave of a day; null when none of them is about it. */
  #openPart(day: string, branchId: string): Interval[] | null {
    const closed = this.facts.closedDays.filter(
      (one) => one.day === day && (one.branchId === null || one.branchId === branchId),
    )
    if (closed.length === 0) return null
    const { start } = dayBounds(day, this.timeZone)
    const ends = closed.map(({ closesAt }) =>
      closesAt === null ? start : instantAt(day, closesAt, this.timeZone),
    )
    const end = Math.min(...ends)
    return end > start ? [{ start, end }] : []
  }

  #hoursOf(day: string, branchId: string, subjectId: string | null): Interval[] {
    const weekday = weekdayOf(day)
    return merged(
      this.facts.hours
        .filter((hours) => hours.weekday === weekday && hours.branchId === branchId)
        .filter(({ staffId, resourceId }) => (staffId ?? resourceId) === subjectId)
        .map(({ opensAt, closesAt }) => ({
          start: instantAt(day, opensAt, this.timeZone),
          // A clock never shows 24:00: the last minute of a day stands for its end.
          end:
            closesAt === '23:59'
              ? dayBounds(day, this.timeZone).end
              : instantAt(day, closesAt, this.timeZone),
        })),
    )
  }
}

/** Reads the roster for some days in a row, and for a service (its UUID) whose staff are wanted. One statement. */
export function readRoster(read: Reader, days: readonly string[], serviceId: string | null): Promise<Roster> {
  const [first = '', last = first] = [days[0], days.at(-1)]
  return readRosterBetween(read, { first, last, weekdays: [...new Set(days.map(weekdayOf))] }, serviceId)
}

/** The same for all days between two, which are many. */
export function readRosterAhead(read: Reader, days: DayRange, serviceId: string | null): Promise<Roster> {
  return readRosterBetween(read, { ...days, weekdays: [1, 2, 3, 4, 5, 6, 7] }, serviceId)
}

/** A condition: nothing of what a roster tells, nor of the services, has changed since it was read. */
export function isCurrentSql(statement: Statement, { version }: Roster): string {
  return `(select v.version from roster_versions v where v.tenant_id = ${statement.tenant})
    is not distinct from ${statement.value(version, 'uuid')}`
}

/** Days from the first to the last, `2026-11-20`. */
export interface DayRange {
  readonly first: string
  readonly last: string
}

async function readRosterBetween(
  read: Reader,
  days: DayRange & { readonly weekdays: readonly number[] },
  serviceId: string | null,
): Promise<Roster> {
  const { tenantId, timeZone } = read.principal
  const statement = new Statement(tenantId)
  const weekdays = statement.value(days.weekdays, 'int[]')
  const [first, last] = [statement.value(days.first, 'date'), statement.value(days.last, 'date')]
  const service = statement.value(serviceId, 'uuid')
  const { tenant } = statement
  const plan = `
    select json_build_object(
      'version', (select v.version from roster_versions v where v.tenant_id = ${tenant}),
      'branchIds', (select coalesce(json_agg(b.id order by b.id), '[]'::json)
        from branches b where b.tenant_id = ${tenant} and b.archived_at is null),
      'staff', (select coalesce(json_agg(json_build_object('id', s.id, 'branchId', s.branch_id,
          'membershipId', s.membership_id, 'active', s.active and s.archived_at is null,
          'qualified', exists (select from staff_qualifications q where q.tenant_id = s.tenant_id and q.staff_id = s.id
            and q.service_id = ${service} and q.archived_at is null))
          order by s.name collate "tr-x-icu", s.id), '[]'::json)
        from staff_members s where s.tenant_id = ${tenant}),
      'resources', (select coalesce(json_agg(json_build_object('id', r.id, 'branchId', r.branch_id, 'type', r.type,
          'capacity', r.capacity, 'active', r.status = 'ACTIVE' and r.archived_at is null,
          'retired', r.status = 'RETIRED' or r.archived_at is not null)
          order by r.name collate "tr-x-icu", r.id), '[]'::json)
        from tenant_resources r where r.tenant_id = ${tenant}),
      'hours', (select coalesce(json_agg(json_build_object('branchId', h.branch_id, 'staffId', h.staff_id,
          'resourceId', h.resource_id, 'weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
          'closesAt', to_char(h.closes_at, 'HH24:MI'))), '[]'::json)
        from working_hours h where h.tenant_id = ${tenant} and h.archived_at is null and h.weekday = any(${weekdays})),
      'subjectsWithHours', (select coalesce(json_agg(distinct coalesce(h.staff_id, h.resource_id, h.branch_id)), '[]'::json)
        from working_hours h where h.tenant_id = ${tenant} and h.archived_at is null),
      'closedDays', (select coalesce(json_agg(json_build_object('branchId', d.branch_id,
          'day', to_char(d.day, 'YYYY-MM-DD'), 'closesAt', to_char(d.closes_at, 'HH24:MI'))), '[]'::json)
        from closed_days d where d.tenant_id = ${tenant} and d.archived_at is null and d.day between ${first} and ${last}))`
  return new Roster((await read.ask(statement, plan)) as Facts, timeZone)
}
