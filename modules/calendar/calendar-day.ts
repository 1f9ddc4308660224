import type { GraphQLResolveInfo } from 'graphql'
import { LoncaError, Lookup, type RequestContext, type Statement } from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'
import { Appointment } from './appointment.ts'
import { type CalendarColumn, type CalendarDay, timeSpan } from './calendar-day.types.ts'
import { appointmentsOfDaySql, type DayAppointment, type DayFacts, readDay } from './day-facts.ts'
import { type Interval, intersection, merged, minuteMs, minutesOf, overlap, without } from './intervals.ts'
import { askedIds } from './known-ids.ts'
import { dayBounds } from './local-day.ts'
import { staffWithin } from './reach.ts'
import { Resource } from './resource.ts'
import { type Roster, readRoster } from './roster.ts'
import { StaffMember } from './staff-member.ts'

/** A free stretch that is worth offering. */
const fillableMinutes = 30

/** What a day's views are made of: bounds, roster, facts, and the branch when one was asked for. */
export interface DayScope {
  readonly day: string
  readonly bounds: Interval
  readonly roster: Roster
  readonly facts: DayFacts
  readonly branchId: string | null
  readonly now: number
}

/** Reads a day in one round. Throws BAD_USER_INPUT for a day beyond reason and NOT_FOUND for an unknown branch. */
export async function readDayScope(
  context: RequestContext,
  day: string,
  branch?: string | null,
): Promise<DayScope> {
  refuseUnreasonableDay(day)
  const { read } = context
  const now = context.clock.now()
  const bounds = dayBounds(day, read.principal.timeZone)
  const { ids, seen } = askedIds(read, { branchId: [Branch, branch] })
  const [roster, facts] = await Promise.all([readRoster(read, [day], null), readDay(read, bounds, now), seen])
  return { day, bounds, roster, facts, branchId: ids.branchId, now: now.getTime() }
}

export function refuseUnreasonableDay(day: string): void {
  if (day < '1970' || day >= '2200')
    throw LoncaError.badInput('A day of the calendar lies between 1970 and 2199.')
}

/** Everything that a view of one day shows, for one branch or for all. */
export async function calendarDay(
  context: RequestContext,
  info: GraphQLResolveInfo,
  day: string,
  branch?: string | null,
): Promise<CalendarDay> {
  const [scope] = await Promise.all([readDayScope(context, day, branch), readShown(context, info, day)])
  const { roster, branchId } = scope
  const columns = [...staffOf(scope, context), ...resourcesOf(scope)]
  const ids = new Set(columns.map(({ id }) => id))
  const appointments = scope.facts.appointments.filter(({ spans, staffId }) =>
    branchId === null ? true : ids.has(staffId) || spans.some(({ subjectId }) => ids.has(subjectId)),
  )
  const open = merged(
    (branchId ? [branchId] : roster.branchIds).flatMap((id) => roster.workingTime(day, id) ?? []),
  )
  const built = columns.map((column) => ({ kind: column.kind, column: columnOf(scope, column) }))
  return {
    day,
    opensAt: open[0] ? new Date(open[0].start) : null,
    closesAt: open.length > 0 ? new Date(Math.max(...open.map(({ end }) => end))) : null,
    staff: built.filter(({ kind }) => kind === 'STAFF').map(({ column }) => column),
    resources: built.filter(({ kind }) => kind === 'RESOURCE').map(({ column }) => column),
    appointments: shown(appointments),
    conflicts: appointments.filter(({ isConflict }) => isConflict).length,
  }
}

interface Subject {
  readonly kind: 'STAFF' | 'RESOURCE'
  readonly id: string
  readonly branchId: string
  readonly capacity: number
  /** Can be booked at all. */
  readonly active: boolean
}

/** People whose appointments the viewer sees: those who take appointments, and those who have one on the day. */
export function staffOf({ roster, facts, branchId }: DayScope, context: RequestContext): Subject[] {
  const reached = staffWithin(context.read.principal, 'see')
  const present = new Set(facts.appointments.map(({ staffId }) => staffId))
  return roster.staff
    .filter((one) => branchId === null || one.branchId === branchId)
    .filter(({ id }) => reached === null || reached.includes(id))
    .filter(({ id, active }) => active || present.has(id))
    .map(({ id, branchId: branch, active }) => ({ kind: 'STAFF', id, branchId: branch, capacity: 1, active }))
}

function resourcesOf({ roster, facts, branchId }: DayScope): Subject[] {
  const present = new Set(facts.appointments.flatMap(({ spans }) => spans.map(({ subjectId }) => subjectId)))
  return roster.resources
    .filter((one) => branchId === null || one.branchId === branchId)
    .filter(({ id, retired }) => !retired || present.has(id))
    .map((one) => ({
      kind: 'RESOURCE',
      id: one.id,
      branchId: one.branchId,
      capacity: one.capacity,
      active: one.active,
    }))
}

function columnOf(scope: DayScope, subject: Subject): CalendarColumn {
  const { day, bounds, roster, facts, now } = scope
  const { kind, id } = subject
  const working = roster.workingTime(day, subject.branchId, id) ?? []
  const appointments = facts.appointments.filter(
    ({ staffId, spans }) =>
      (kind === 'STAFF' && staffId === id) || spans.some(({ subjectId }) => subjectId === id),
  )
  const workingMinutes = minutesOf(working) * subject.capacity
  const bookedMinutes = minutesOf(
    servedTime(appointments, id).flatMap((lane) => intersection(lane, [bounds])),
  )
  const processing = kind === 'STAFF' ? processingOf(appointments, id) : []
  const full = fullTime(facts, subject)
  const free = without(working, [...full, ...processing.map(({ gap }) => gap), { start: 0, end: now }])
  return {
    staff: kind === 'STAFF' ? Lookup.record(StaffMember, id) : null,
    resource: kind === 'RESOURCE' ? Lookup.record(Resource, id) : null,
    working: working.map(timeSpan),
    workingMinutes,
    bookedMinutes,
    utilisationPct: workingMinutes === 0 ? null : Math.round((100 * bookedMinutes) / workingMinutes),
    appointments: shown(appointments),
    processing: processing.map(({ gap, appointmentId }) => ({
      ...timeSpan(gap),
      appointment: Lookup.record(Appointment, appointmentId),
      free: gap.end > now && !full.some((one) => overlap(one, gap)),
    })),
    fillable: subject.active
      ? free.filter((gap) => gap.end - gap.start >= fillableMinutes * minuteMs).map(timeSpan)
      : [],
  }
}

/** Time that served customers or will, lane by lane. */
export function servedTime(appointments: readonly DayAppointment[], subjectId: string): Interval[][] {
  const lanes = new Map<number, Interval[]>()
  for (const { status, spans } of appointments) {
    if (status === 'CANCELLED' || status === 'NO_SHOW') continue
    for (const span of spans) {
      if (span.subjectId === subjectId) lanes.set(span.lane, [...(lanes.get(span.lane) ?? []), span])
    }
  }
  return [...lanes.values()].map(merged)
}

/** Time at which no lane of the subject is free. */
function fullTime({ busy }: DayFacts, { id, capacity }: Subject): Interval[] {
  const lanes = new Map<number, Interval[]>()
  for (const one of busy) {
    if (one.subjectId === id && one.lane < capacity)
      lanes.set(one.lane, [...(lanes.get(one.lane) ?? []), one])
  }
  if (lanes.size < capacity) return []
  return [...lanes.values()].map(merged).reduce(intersection)
}

function processingOf(appointments: readonly DayAppointment[], staffId: string) {
  return appointments
    .filter(({ status }) => status !== 'CANCELLED' && status !== 'NO_SHOW')
    .flatMap((one) => {
      const busy = one.spans.filter(({ subjectId }) => subjectId === staffId)
      const gaps = busy.length > 0 ? without([one], busy) : []
      return gaps.map((gap) => ({ gap, appointmentId: one.id }))
    })
}

function shown(appointments: readonly DayAppointment[]): Lookup {
  return Lookup.each(
    Appointment,
    appointments.map(({ id }) => id),
  )
}

/** Reads what a day leads to while it is found out what of it is shown. */
async function readShown({ read }: RequestContext, info: GraphQLResolveInfo, day: string): Promise<void> {
  const time = dayBounds(day, read.principal.timeZone)
  const ofDay = (statement: Statement) => appointmentsOfDaySql(read, time, statement)
  const shownAs = [
    'appointments',
    'staff.appointments',
    'resources.appointments',
    'staff.processing.appointment',
  ]
  await Promise.all([
    ...shownAs.map((path) => read.ahead(info, path, Appointment, ofDay)),
    read.ahead(info, 'staff.staff', StaffMember, idsOf('staff_members')),
    read.ahead(info, 'resources.resource', Resource, idsOf('tenant_resources')),
  ])
}

/** All of a small table. */
export function idsOf(table: string): (statement: Statement) => string {
  return ({ tenant }) => `select t.id from ${table} t where t.tenant_id = ${tenant}`
}
