import { Temporal } from 'temporal-polyfill'
import type { Interval } from './intervals.ts'

/** The calendar day, `2026-11-20`, on which an instant (milliseconds since the epoch) falls in a time zone. */
export function localDayOf(instant: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** From the first instant of a day to that of the next: 23, 24 or 25 hours where clocks change. */
export function dayBounds(day: string, timeZone: string): Interval {
  const date = Temporal.PlainDate.from(day)
  return {
    start: date.toZonedDateTime(timeZone).epochMilliseconds,
    end: date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds,
  }
}

/** When the clocks of a time zone show `HH:mm` on a day; a time that a change of clocks skips is read as the later one. */
export function instantAt(day: string, time: string, timeZone: string): number {
  return Temporal.PlainDate.from(day)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

/** ISO weekday of a day: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek
}

/** The days that a stretch of time touches, in order. */
export function daysTouched({ start, end }: Interval, timeZone: string): string[] {
  const days: string[] = []
  const last = Temporal.PlainDate.from(localDayOf(Math.max(start, end - 1), timeZone))
  let day = Temporal.PlainDate.from(localDayOf(start, timeZone))
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day.toString())
  return days
}
