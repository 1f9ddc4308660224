import {
  byColumn,
  newRow,
  type Principal,
  type Reader,
  type RecordClass,
  Refusal,
  type RequestContext,
  reachInto,
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
  assertOffered,
  bookedValues,
  enteredBooking,
  planBooking,
  readOffer,
  timeOf,
  toldBooking,
  type WantedBooking,
} from './booking.ts'
import { dayMs, overlap } from './intervals.ts'
import { knownOffersKey, type Offer } from './known-offers.ts'
import { dayBounds, daysTouched, localDayOf } from './local-day.ts'
import { type Busy, insertOccupanciesSql, lockSubjectsSql } from './occupancies.ts'
import { farthestMs, type TimePlan } from './plan-time.ts'
import { Resource } from './resource.ts'
import { isCurrentSql, readRosterAhead } from './roster.ts'
import { StaffMember } from './staff-member.ts'
import { chooseTime, type TakenTime, windowOf } from './take-time.ts'

const meta = recordMeta(Appointment)

/** Rosters are known for so long beyond the last day that can be booked, so that they stay good for as long. */
const kept = 30 * dayMs

/**
 * A booking as one statement that writes what was chosen: under the locks of those who were chosen, where the services
 * and the roster are still those that it was planned with, and refused as a whole by the database when somebody else
 * was faster. Services and rosters are known to the process; what is not, and what is taken where there is a choice, is
 * read in one statement before. Null when it wrote nothing. Refuses what the transaction would refuse.
 */
export async function bookAtOnce(
  context: RequestContext,
  input: BookAppointmentInput,
): Promise<Written | null> {
  const wanted = enteredBooking(input)
  if (!wanted) return null
  const booking = { wanted, now: context.clock.now(), principal: context.read.principal }
  const known = context.service(knownOffersKey).of(booking.principal, wanted.serviceId)
  const written = known && tellsOf(known, booking) && (await bookByMemory(context, booking, known))
  if (written) return written
  const facts = await readFacts(context, booking)
  if (!facts) return null
  return context.writeAtOnce((statement) => bookingMessage(statement, booking, planned(booking, facts)))
}

interface Booking {
  readonly wanted: WantedBooking
  readonly now: Date
  readonly principal: Principal
}

interface Planned extends Offer {
  readonly plan: TimePlan
  readonly taken: TakenTime
}

/** Null also where memory would refuse: only what was read just now may. */
async function bookByMemory(
  context: RequestContext,
  booking: Booking,
  known: Offer,
): Promise<Written | null> {
  try {
    assertOffered(known.service)
    const plan = planOf(booking, known)
    const busy = leavesChoice(plan) ? await readBusy(context.read, booking) : []
    if (!busy) return null
    const taken = chosen(booking, plan, busy)
    return await context.writeAtOnce((statement) =>
      bookingMessage(statement, booking, { ...known, plan, taken }),
    )
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function planned(booking: Booking, { busy, ...offer }: Facts): Planned {
  const plan = planOf(booking, offer)
  return { ...offer, plan, taken: chosen(booking, plan, busy) }
}

function planOf({ wanted, now, principal }: Booking, { roster, service }: Offer): TimePlan {
  return planBooking(roster, wanted, service, now, principal)
}

function chosen({ principal }: Booking, plan: TimePlan, busy: readonly Busy[]): TakenTime {
  const window = windowOf(plan, principal.timeZone)
  return chooseTime(
    plan,
    busy.filter((one) => overlap(one, window)),
  )
}

/** Does it depend on what is taken who or what serves? */
function leavesChoice({ staffIds, needs }: TimePlan): boolean {
  return staffIds.length > 1 || needs.some((need) => need.length > 1 || (need[0]?.capacity ?? 0) > 1)
}

/** Does the offer know of everyone and everything that was named, and of the days? Nothing takes longer than a day. */
function tellsOf({ roster, service, days }: Offer, { wanted, principal }: Booking): boolean {
  const { staffId, resourceId, branchId } = wanted
  const time = timeOf(wanted, service)
  return (
    time.end <= time.start + dayMs &&
    daysTouched(time, principal.timeZone).every((day) => days.first <= day && day <= days.last) &&
    (staffId === null || roster.staffMember(staffId) !== undefined) &&
    (resourceId === null || roster.resource(resourceId) !== undefined) &&
    (branchId === null || roster.branchIds.includes(branchId))
  )
}

function bookingMessage(
  statement: WriteStatement,
  { wanted }: Booking,
  { service, roster, plan, taken }: Planned,
): string | null {
  const values = bookedValues(wanted, service, plan, taken, statement.setting)
  const made = newRow(byColumn(meta, values), statement.setting)
  const columns = Object.keys(made).join(', ')
  const occupancies = taken.occupancies.map((one) => ({ ...one, appointmentId: made.id, blocking: true }))
  const conditions = [
    isCurrentSql(statement, roster),
    ...namedAreSeen(statement, wanted),
    `(select c.archived_at is null from customers c
      where c.tenant_id = ${statement.tenant} and c.id = ${statement.value(wanted.customerId, 'uuid')})`,
  ]
  statement.part('planned', `select true where ${conditions.join(' and ')}`)
  const subjects = statement.value([taken.staffId, ...taken.resourceIds], 'text[]')
  statement.part('locked', lockSubjectsSql(`(select ${subjects} from planned)`))
  // Of rows that are not all free none may stay: without the appointment that they are of, the statement fails.
  statement.part(
    'taken',
    `${insertOccupanciesSql(statement, occupancies)} where (select count(*) from locked) > 0
     on conflict do nothing returning true`,
  )
  const all = statement.value(occupancies.length, 'int')
  const asked = statement.permitted(
    `select r.* from planned, ${statement.rowOf(meta, made)} r where (select count(*) from taken) = ${all}`,
  )
  statement.part('made', `insert into appointments (${columns}) select ${columns} from ${asked} returning *`)
  statement.changed({ meta, before: null, after: 'made' })
  const known = { staffMembershipId: roster.staffMember(taken.staffId)?.membershipId }
  statement.tell('appointment.created', { meta, id: made.id }, 'made', toldBooking(values, taken), {}, known)
  return statement.message(meta, 'made')
}

/** Conditions: the viewer sees everyone and everything that was named. Who sees all of a record sees what is there. */
function namedAreSeen(statement: WriteStatement, wanted: WantedBooking): string[] {
  return namedIn(wanted).flatMap(([record, id]) => {
    const named = recordMeta(record)
    if (id === null || reachInto(named, 'see', statement.principal) === 'all') return []
    return statement.reaches(named, 'see', statement.value(id, 'uuid'))
  })
}

function namedIn(wanted: WantedBooking): [record: RecordClass, id: string | null][] {
  return [
    [Customer, wanted.customerId],
    [Service, wanted.serviceId],
    [StaffMember, wanted.staffId],
    [Resource, wanted.resourceId],
    [Branch, wanted.branchId],
  ]
}

interface Facts extends Offer {
  readonly busy: readonly Busy[]
}

/** All in one round; null where something is not there to be booked. */
async function readFacts(context: RequestContext, booking: Booking): Promise<Facts | null> {
  const { wanted, now, principal } = booking
  const { read } = context
  const day = (instant: number) => localDayOf(instant, principal.timeZone)
  const days = { first: day(now.getTime() - dayMs), last: day(now.getTime() + farthestMs + kept) }
  // The roster is asked for first: what comes in the same round is never older than its version.
  const [roster, busy, ...named] = await Promise.all([
    readRosterAhead(read, days, wanted.serviceId),
    readBusy(read, booking),
    ...namedIn(wanted).map(([record, id]) => id === null || read.byId(recordMeta(record), id)),
  ])
  if (!busy || named.includes(null)) return null
  const offer = { service: await readOffer(read, wanted), roster, days }
  context.service(knownOffersKey).keep(principal, wanted.serviceId, offer)
  return tellsOf(offer, booking) ? { ...offer, busy } : null
}

/**
 * What is taken of those who could serve: at the time itself, or on its whole days where somebody is to be chosen. Null
 * where a hold that has run out is in the way, which has to be cleared away first.
 */
async function readBusy(read: Reader, { wanted, now, principal }: Booking): Promise<readonly Busy[] | null> {
  const { startsAt, serviceId, staffId, resourceId } = wanted
  const start = startsAt.getTime()
  const days = daysTouched({ start, end: start + dayMs }, principal.timeZone)
  const statement = new Statement(principal.tenantId)
  const { tenant } = statement
  const instant = (at: number | Date) => statement.value(new Date(at).toISOString(), 'timestamptz')
  const bounds = days.map((day) => dayBounds(day, principal.timeZone))
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
