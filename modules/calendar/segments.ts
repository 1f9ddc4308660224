import type { ServiceSegment } from '../catalog/index.ts'
import { type Interval, merged, minuteMs, without } from './intervals.ts'

/** How an appointment divides a staff member's time. */
export interface StaffTime {
  /** Hands on: the staff member is taken. */
  readonly busy: readonly Interval[]
  /** The customer waits for something to take effect: the staff member is free, the resource is not. */
  readonly processing: readonly Interval[]
}

/**
 * Lays a service's segments over an appointment. An appointment that lasts longer or shorter than its service (one
 * from an earlier system, say) cannot be divided by it, and takes the staff member for all of its time.
 */
export function staffTime(time: Interval, segments: readonly ServiceSegment[] | null): StaffTime {
  const minutes = (segments ?? []).reduce((sum, segment) => sum + segment.minutes, 0)
  if (!segments || time.start + minutes * minuteMs !== time.end) return { busy: [time], processing: [] }
  const busy: Interval[] = []
  let start = time.start
  for (const segment of segments) {
    const end = start + segment.minutes * minuteMs
    if (segment.kind !== 'PROCESSING') busy.push({ start, end })
    start = end
  }
  const joined = merged(busy)
  return { busy: joined, processing: without([time], joined) }
}
