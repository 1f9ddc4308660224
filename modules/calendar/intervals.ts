/** A stretch of time in milliseconds since the epoch: `start` belongs to it, `end` does not. */
export interface Interval {
  readonly start: number
  readonly end: number
}

export const minuteMs = 60_000

export const dayMs = 24 * 60 * minuteMs

export function overlap(one: Interval, other: Interval): boolean {
  return one.start < other.end && other.start < one.end
}

/** The same time with touching and overlapping stretches joined, in order. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = []
  for (const next of [...intervals].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1)
    if (next.end <= next.start) continue
    if (last && next.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, next.end) }
    else joined.push(next)
  }
  return joined
}

/** Time that belongs to both lists. */
export function intersection(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  return merged(
    some.flatMap((one) =>
      others
        .filter((other) => overlap(one, other))
        .map((other) => ({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) })),
    ),
  )
}

/** Time of the first list that does not belong to the second. */
export function without(some: readonly Interval[], taken: readonly Interval[]): Interval[] {
  let left = merged(some)
  for (const gone of merged(taken)) {
    left = left.flatMap((one) =>
      overlap(one, gone)
        ? [
            { start: one.start, end: gone.start },
            { start: gone.end, end: one.end },
          ].filter(({ start, end }) => start < end)
        : [one],
    )
  }
  return left
}

/** Is all of `inner` inside one of the stretches, which touch nowhere (see `merged`)? */
export function isWithin(inner: Interval, stretches: readonly Interval[]): boolean {
  return stretches.some(({ start, end }) => start <= inner.start && inner.end <= end)
}

export function minutesOf(intervals: readonly Interval[]): number {
  return Math.round(intervals.reduce((sum, { start, end }) => sum + end - start, 0) / minuteMs)
}
