import { Temporal } from 'temporal-polyfill'
import { dayMs, type Interval } from './intervals.ts'

/** Days and times of which a process remembers when they are. */
const maxKnown = 5_000

/** Rules of time zones take long to look up, and the same days are asked for all the time. */
const knownBounds = new Map<string, Interval>()
const knownInstants = new Map<string, number>()

/** Years of four digits: the only ones whose days are written the same here and by `Date`. */
const [earliestMs, latestMs] = [Date.UTC(1000, 0, 1), Date.UTC(9999, 0, 1)]

/** The calendar day, `2026-11-20`, on which an instant (milliseconds since the epoch) falls in a time zone. */
export function localDayOf(instant: number, timeZone: string): string {
  if (instant < earliestMs || instant >= latestMs)
    return Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString()
  const day = utcDayOf(instant)
  const { start, end } = dayBounds(day, timeZone)
  if (instant < start) return utcDayOf(instant - dayMs)
  return instant < end ? day : utcDayOf(instant + dayMs)
}

function utcDayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10)
}

/** From the first instant of a day to that of the next: 23, 24 or 25 hours where clocks change. */
export function dayBounds(day: string, timeZone: string): Interval {
  return remembered(knownBounds, `${day} ${timeZone}`, () => {
    const date = Temporal.PlainDate.from(day)
    return {
      start: date.toZonedDateTime(timeZone).epochMilliseconds,
      end: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
    }
  })
}

/** When the clocks of a time zone show `HH:mm` on a day; a time that a change of clocks skips is read as the later one. */
export function instantAt(day: string, time: string, timeZone: string): number {
  return remembered(
    knownInstants,
    `${day} ${time} ${timeZone}`,
    () =>
      Temporal.PlainDate.from(day)
        .toPlainDateTime(Temporal.PlainTime.from(time))
        .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds,
  )
}

function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  let found = known.get(key)
  if (found === undefined) {
    found = find()
    if (known.size >= maxKnown) known.clear()
    known.set(key, found)
  }
  return found
}

/** ISO weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

/** The days that a stretch of time touches, in order. */
export function daysTouched({ start, end }: Interval, timeZone: string): string[] {
  const [from, to] = [localDayOf(start, timeZone), localDayOf(Math.max(start, end - 1), timeZone)]
  if (from === to) return [from]
  const days: string[] = []
  const last = Temporal.PlainDate.from(to)
  let day = Temporal.PlainDate.from(from)
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day.toString())
  return days
}
