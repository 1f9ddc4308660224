import type { RequestContext } from '../../schema/index.ts'
import { type DayScope, readDayScope, servedTime, staffOf } from './calendar-day.ts'
import type { CapacityBucket } from './calendar-day.types.ts'
import { type Interval, intersection, merged, minuteMs, minutesOf } from './intervals.ts'

const bucketMs = 30 * minuteMs

/**
 * A day in half hours from the first who begins to the last who leaves: how many people work, and how many of them are
 * taken. Empty on a day off, and where no hours were entered. Within the reach of the viewer.
 */
export async function capacity(
  context: RequestContext,
  day: string,
  branch?: string | null,
): Promise<CapacityBucket[]> {
  const scope = await readDayScope(context, day, branch)
  const people = staffOf(scope, context).map(({ id, branchId }) => {
    const working = scope.roster.workingTime(day, branchId, id) ?? []
    return { working, busy: intersection(servedTime(scope.facts.appointments, id).flat(), working) }
  })
  return bucketsOf(scope, merged(people.flatMap(({ working }) => working))).map((bucket) => {
    const within = people
      .map(({ working, busy }) => ({
        working: intersection(working, [bucket]),
        busy: intersection(busy, [bucket]),
      }))
      .filter(({ working }) => working.length > 0)
    return {
      startsAt: new Date(bucket.start),
      endsAt: new Date(bucket.end),
      workingStaff: within.length,
      busyStaff: within.filter(({ busy }) => busy.length > 0).length,
      workingMinutes: minutesOf(within.flatMap(({ working }) => working)),
      busyMinutes: minutesOf(within.flatMap(({ busy }) => busy)),
    }
  })
}

/** Half hours counted from the first instant of the day, which keeps them on :00 and :30 where clocks change too. */
function bucketsOf({ bounds }: DayScope, working: readonly Interval[]): Interval[] {
  const [first] = working
  const last = working.at(-1)
  if (!first || !last) return []
  const buckets: Interval[] = []
  let start = bounds.start + Math.floor((first.start - bounds.start) / bucketMs) * bucketMs
  for (; start < last.end; start += bucketMs) buckets.push({ start, end: start + bucketMs })
  return buckets
}
