import {
  byColumn,
  newRow,
  type Reader,
  type RecordClass,
  type RequestContext,
  recordMeta,
  Statement,
  type WriteStatement,
  type Written,
} from '../../schema/index.ts'
import { Service } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch } from '../tenancy/index.ts'
import type { BookAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import {
  bookedValues,
  enteredBooking,
  type OfferedService,
  planBooking,
  readOffer,
  timeOf,
  toldBooking,
  type WantedBooking,
} from './booking.ts'
import { dayMs, overlap } from './intervals.ts'
import { dayBounds, daysTouched } from './local-day.ts'
import { type Busy, insertOccupanciesSql, lockSubjectsSql } from './occupancies.ts'
import type { TimePlan } from './plan-time.ts'
import { Resource } from './resource.ts'
import { type Roster, readRoster } from './roster.ts'
import { StaffMember } from './staff-member.ts'
import { chooseTime, type TakenTime, windowOf } from './take-time.ts'

const meta = recordMeta(Appointment)

/**
 * A booking as one statement that reads all there is to know, and one that writes what was chosen from it: under the
 * locks of those who were chosen, and refused as a whole by the database when somebody else was faster. Null when it
 * wrote nothing. Refuses what the transaction would refuse.
 */
export async function bookAtOnce(
  context: RequestContext,
  input: BookAppointmentInput,
): Promise<Written | null> {
  const wanted = enteredBooking(input)
  const now = context.clock.now()
  const facts = wanted && (await readFacts(context.read, wanted, now))
  if (!facts) return null
  const { service, roster, busy } = facts
  const plan = planBooking(roster, wanted, service, now, context.read.principal)
  const window = windowOf(plan, context.read.principal.timeZone)
  const taken = chooseTime(
    plan,
    busy.filter((one) => overlap(one, window)),
  )
  return context.writeAtOnce((statement) => bookingMessage(statement, wanted, service, plan, taken))
}

function bookingMessage(
  statement: WriteStatement,
  wanted: WantedBooking,
  service: OfferedService,
  plan: TimePlan,
  taken: TakenTime,
): string | null {
  const values = bookedValues(wanted, service, plan, taken, statement.setting)
  const row = newRow(byColumn(meta, values), statement.setting)
  const columns = Object.keys(row).join(', ')
  const asked = statement.permitted(`select * from ${statement.rowOf(meta, row)}`)
  const subjects = statement.value([taken.staffId, ...taken.resourceIds], 'text[]')
  statement.part('locked', lockSubjectsSql(`(select ${subjects} from ${asked})`))
  statement.part(
    'made',
    `insert into appointments (${columns}) select ${columns} from ${asked}
     where (select count(*) from locked) > 0 returning *`,
  )
  const occupancies = taken.occupancies.map((one) => ({ ...one, appointmentId: row.id, blocking: true }))
  statement.part('taken', `${insertOccupanciesSql(statement, occupancies)} where exists (select from made)`)
  statement.changed({ meta, before: null, after: 'made' })
  statement.tell('appointment.created', { meta, id: row.id }, 'made', toldBooking(values, taken))
  return statement.message(meta, 'made')
}

interface Facts {
  readonly service: OfferedService
  readonly roster: Roster
  readonly busy: readonly Busy[]
}

/** All in one round; null where something is not there to be booked, or takes longer than the days that were read. */
async function readFacts(read: Reader, wanted: WantedBooking, now: Date): Promise<Facts | null> {
  const start = wanted.startsAt.getTime()
  const days = daysTouched({ start, end: start + dayMs }, read.principal.timeZone)
  const isThere = async (record: RecordClass, id: string | null) =>
    id === null || (await read.byId(recordMeta(record), id)) !== null
  const [busy, roster, ...known] = await Promise.all([
    readBusy(read, wanted, days, now),
    readRoster(read, days, wanted.serviceId),
    isThere(Customer, wanted.customerId),
    isThere(Service, wanted.serviceId),
    isThere(StaffMember, wanted.staffId),
    isThere(Resource, wanted.resourceId),
    isThere(Branch, wanted.branchId),
  ])
  if (!busy || known.includes(false)) return null
  const service = await readOffer(read, wanted)
  return timeOf(wanted, service).end > start + dayMs ? null : { service, roster, busy }
}

/**
 * What is taken of those who could serve: at the time itself, or on its whole days where somebody is to be chosen. Null
 * where a hold that has run out is in the way, which has to be cleared away first.
 */
async function readBusy(
  read: Reader,
  { startsAt, serviceId, staffId, resourceId }: WantedBooking,
  days: readonly string[],
  now: Date,
): Promise<readonly Busy[] | null> {
  const statement = new Statement(read.principal.tenantId)
  const { tenant } = statement
  const instant = (at: number | Date) => statement.value(new Date(at).toISOString(), 'timestamptz')
  const bounds = days.map((day) => dayBounds(day, read.principal.timeZone))
  const service = `from services s where s.tenant_id = ${tenant} and s.id = ${statement.value(serviceId, 'uuid')}`
  const [from, to] =
    staffId === null
      ? [instant(bounds[0]?.start ?? startsAt), instant(bounds.at(-1)?.end ?? startsAt)]
      : [
          instant(startsAt),
          `${instant(startsAt)} + (select make_interval(mins => s.duration_minutes) ${service})`,
        ]
  const staff =
    staffId === null
      ? `select s.id from staff_members s where s.tenant_id = ${tenant} and s.active and s.archived_at is null`
      : `select ${statement.value(staffId, 'uuid')}`
  const plan = `
    select coalesce(json_agg(json_build_object('subjectId', o.subject_id, 'lane', o.lane,
      'start', (extract(epoch from lower(o.during)) * 1000)::bigint,
      'end', (extract(epoch from upper(o.during)) * 1000)::bigint,
      'isOver', coalesce(o.expires_at <= ${instant(now)}, false))), '[]'::json)
    from (${staff} union all
      select r.id from tenant_resources r where r.tenant_id = ${tenant} and (r.id = ${statement.value(resourceId, 'uuid')}
        or r.type = any((select s.resource_types ${service})::text[]))) subject(id)
    join occupancies o on o.tenant_id = ${tenant} and o.subject_id = subject.id
    where o.blocking and o.during && tstzrange(${from}, ${to})`
  const busy = (await read.ask(statement, plan)) as (Busy & { readonly isOver: boolean })[]
  return busy.some(({ isOver }) => isOver) ? null : busy
}
