import type { GraphQLResolveInfo } from 'graphql'
import { Lookup, type RequestContext } from '../../schema/index.ts'
import { Service, type ServiceSegment } from '../catalog/index.ts'
import { Branch } from '../tenancy/index.ts'
import { Appointment } from './appointment.ts'
import { idsOf, refuseUnreasonableDay } from './calendar-day.ts'
import type { AvailableSlot } from './calendar-day.types.ts'
import { readDay } from './day-facts.ts'
import { type Interval, minuteMs } from './intervals.ts'
import { askedIds } from './known-ids.ts'
import { dayBounds, daysTouched } from './local-day.ts'
import { type Busy, freeLane } from './occupancies.ts'
import { staffWithin } from './reach.ts'
import { Resource } from './resource.ts'
import { type Roster, type RosterResource, type RosterStaff, readRoster } from './roster.ts'
import { staffTime } from './segments.ts'
import { StaffMember } from './staff-member.ts'

/** No service takes longer than a day. */
const longestMs = 24 * 60 * minuteMs

/** Slots start on quarters of an hour. */
const gridMs = 15 * minuteMs

export interface SlotQuestion {
  readonly serviceId: string
  readonly day: string
  readonly staffId?: string | null
  readonly resourceId?: string | null
  readonly branchId?: string | null
  readonly movingId?: string | null
}

/**
 * Every start of a day at which the viewer could book a service, from now on, with whom and where. Whoever works and
 * is qualified, free for the segments that need hands, with a free resource of each needed type. People without any
 * hours are not offered, though they can be booked by name.
 */
export async function availableSlots(
  context: RequestContext,
  info: GraphQLResolveInfo,
  question: SlotQuestion,
): Promise<AvailableSlot[]> {
  const { day } = question
  refuseUnreasonableDay(day)
  const { read } = context
  const { ids, seen } = askedIds(read, {
    serviceId: [Service, question.serviceId],
    staffId: [StaffMember, question.staffId],
    resourceId: [Resource, question.resourceId],
    branchId: [Branch, question.branchId],
    movingId: [Appointment, question.movingId],
  })
  const { serviceId, staffId, resourceId, branchId, movingId } = ids
  const bounds = dayBounds(day, read.principal.timeZone)
  // The last start of the day may end on the next one.
  const window = { start: bounds.start, end: bounds.end + longestMs }
  const now = context.clock.now()
  const [service, roster, facts] = await Promise.all([
    read.byTypedId(Service, question.serviceId),
    readRoster(read, daysTouched(window, read.principal.timeZone), serviceId),
    readDay(read, window, now),
    seen,
    read.ahead(info, 'staff', StaffMember, idsOf('staff_members')),
    read.ahead(info, 'resource', Resource, idsOf('tenant_resources')),
  ])
  if (!service?.active || service.archivedAt !== null) return []
  const length = (service.durationMinutes as number) * minuteMs
  const own = facts.appointments.find(({ id }) => id === movingId)?.spans ?? []
  const search: Search = {
    roster,
    busy: facts.busy.filter((one) => !own.some((span) => isSame(span, one))),
    segments: service.segments as ServiceSegment[] | null,
    types: service.resourceTypes as string[],
    resourceId,
  }
  const reached = staffWithin(read.principal, 'act')
  const people = roster.staff
    .filter(({ id, active, qualified }) => active && qualified && (staffId === null || id === staffId))
    .filter(
      ({ id, branchId: branch }) => (!reached || reached.includes(id)) && (!branchId || branch === branchId),
    )
    .filter((person) => roster.workingTime(day, person.branchId, person.id) !== null)
  return startsOf(bounds, now.getTime()).flatMap((start) =>
    people.flatMap((person) => {
      const time = { start, end: start + length }
      const resources = fitting(search, person, time)
      if (!resources) return []
      const [resource] = resources
      return {
        startsAt: new Date(time.start),
        endsAt: new Date(time.end),
        staff: Lookup.record(StaffMember, person.id),
        resource: resource ? Lookup.record(Resource, resource.id) : null,
      }
    }),
  )
}

interface Search {
  readonly roster: Roster
  readonly busy: readonly Busy[]
  readonly segments: readonly ServiceSegment[] | null
  readonly types: readonly string[]
  readonly resourceId: string | null
}

/** What would be taken if somebody served at a time; null when that is not possible. */
function fitting(search: Search, person: RosterStaff, time: Interval): RosterResource[] | null {
  const { roster, busy, segments, types } = search
  const hands = staffTime(time, segments).busy
  if (hands.some((one) => freeLane(busy, person.id, 1, one) === null)) return null
  if (!roster.works([time], person.branchId) || !roster.works(hands, person.branchId, person.id)) return null
  const chosen = search.resourceId === null ? null : roster.resource(search.resourceId)
  if (chosen && types.length > 0 && !types.includes(chosen.type)) return null
  const wanted = chosen ? [[chosen], ...types.filter((type) => type !== chosen.type)] : types
  const taken: RosterResource[] = []
  for (const need of wanted) {
    const candidates = typeof need === 'string' ? roster.resources.filter(({ type }) => type === need) : need
    const free = candidates.find(
      (one) =>
        one.active &&
        one.branchId === person.branchId &&
        freeLane(busy, one.id, one.capacity, time) !== null &&
        roster.works([time], one.branchId, one.id),
    )
    if (!free) return null
    taken.push(free)
  }
  return taken
}

/** Quarters counted from the first instant of the day, from now on. */
function startsOf({ start, end }: Interval, now: number): number[] {
  const starts: number[] = []
  const first = start + Math.ceil(Math.max(0, now - start) / gridMs) * gridMs
  for (let at = first; at < end; at += gridMs) starts.push(at)
  return starts
}

function isSame(one: Busy, other: Busy): boolean {
  return (
    one.subjectId === other.subjectId &&
    one.lane === other.lane &&
    one.start === other.start &&
    one.end === other.end
  )
}
