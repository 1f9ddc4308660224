import type { Work } from '../../schema/index.ts'
import { type Interval, minutesOf } from './intervals.ts'
import { dayBounds, daysTouched } from './local-day.ts'
import { type Busy, busyTime, freeLane, lockSubjects, type Occupancy, slotTaken } from './occupancies.ts'
import type { TimePlan } from './plan-time.ts'

/** Who and what serve an appointment, and what that takes. */
export interface TakenTime {
  readonly staffId: string
  /** The appointment's own resource first. */
  readonly resourceIds: readonly string[]
  readonly occupancies: readonly Occupancy[]
}

/**
 * Chooses among those of a plan who and what is free: the least busy person of the day, and for each need the first
 * resource with a free lane. Everyone in question stays locked until the transaction ends, so that the choice holds.
 * Refuses SLOT_TAKEN when nobody or nothing is free.
 */
export async function takeTime(
  work: Work,
  plan: TimePlan,
  exceptAppointmentId: string | null,
): Promise<TakenTime> {
  const subjects = [...new Set([...plan.staffIds, ...plan.needs.flat().map(({ id }) => id)])]
  await lockSubjects(work, subjects)
  const window = windowOf(plan, work.principal.timeZone)
  return chooseTime(plan, await busyTime(work, subjects, window, exceptAppointmentId))
}

/** The choice itself, among what is free beside `busy` as it was in the window of the plan. */
export function chooseTime(plan: TimePlan, busy: readonly Busy[]): TakenTime {
  const staffId = leastBusy(
    plan.staffIds.filter((id) => plan.staffBusy.every((time) => freeLane(busy, id, 1, time) !== null)),
    busy,
  )
  if (staffId === null) throw slotTaken()
  const occupancies: Occupancy[] = plan.staffBusy.map((time) => ({
    kind: 'STAFF',
    subjectId: staffId,
    lane: 0,
    ...time,
  }))
  const resourceIds: string[] = []
  // A resource has one type, so that needs never compete and the first free one of each is as good as any.
  for (const need of plan.needs) {
    const free = firstFree(need, busy, plan.time)
    if (!free) throw slotTaken(plan.needs.length === 1 && need.length === 1 ? 'resourceId' : 'startsAt')
    resourceIds.push(free.subjectId)
    occupancies.push({ kind: 'RESOURCE', ...free, ...plan.time })
  }
  return { staffId, resourceIds, occupancies }
}

/** The stretch that matters for a plan: the whole day where people are compared by how busy they are. */
export function windowOf({ time, staffIds }: TimePlan, timeZone: string): Interval {
  if (staffIds.length < 2) return time
  const days = daysTouched(time, timeZone).map((day) => dayBounds(day, timeZone))
  return { start: Math.min(...days.map(({ start }) => start)), end: Math.max(...days.map(({ end }) => end)) }
}

function leastBusy(staffIds: readonly string[], busy: readonly Busy[]): string | null {
  const load = (id: string) => minutesOf(busy.filter(({ subjectId }) => subjectId === id))
  return [...staffIds].sort((a, b) => load(a) - load(b))[0] ?? null
}

function firstFree(need: TimePlan['needs'][number], busy: readonly Busy[], time: Interval) {
  for (const { id, capacity } of need) {
    const lane = freeLane(busy, id, capacity, time)
    if (lane !== null) return { subjectId: id, lane }
  }
  return null
}
