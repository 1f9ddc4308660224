import { Temporal } from 'temporal-polyfill'

/**
 * A date and time of day as clocks on a wall show it. Plain numbers instead of Temporal objects, of which an
 * import would make several per row: with them 100,000 rows grew the process by 150 MB.
 */
export interface WallTime {
  year: number
  /** 1 to 12. */
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

/** Days of one or two business zones over more than five years; then the memory starts anew. */
const REMEMBERED_DAYS = 4096

/** Offset from UTC in milliseconds for a day that has only one, null for a day on which the clocks change. */
const offsets = new Map<string, number | null>()

/** Whether a date exists in the calendar, between the years 1900 and 2199 that a business may mean. */
export function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2199 || month < 1 || month > 12) return false
  return day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A date as `YYYY-MM-DD`, moved by days. */
export function isoDate(date: Pick<WallTime, 'year' | 'month' | 'day'>, days = 0): string {
  return new Date(Date.UTC(date.year, date.month - 1, date.day + days)).toISOString().slice(0, 10)
}

/**
 * The instant at which the clocks of a zone show a time; of a time that happens twice the first, and null for
 * one that the clocks skip. The offset is looked up once per day: nearly every day has only one.
 */
export function instantOfWallTime(wall: WallTime, timeZone: string): Date | null {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second)
  const offset = offsetOfDay(new Date(asUtc).toISOString().slice(0, 10), timeZone)
  if (offset !== null) return new Date(asUtc - offset)
  const local = Temporal.PlainDateTime.from(new Date(asUtc).toISOString().slice(0, 19))
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' })
  // "compatible" moves a skipped time forward; then it no longer shows what was asked for.
  const isSkipped = Temporal.PlainDateTime.compare(zoned.toPlainDateTime(), local) !== 0
  return isSkipped ? null : new Date(zoned.epochMilliseconds)
}

/** What the clocks of a zone show at an instant, to the second. */
export function wallTimeOf(instant: Date, timeZone: string): WallTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone)
  const { year, month, day, hour, minute, second } = zoned
  return { year, month, day, hour, minute, second }
}

function offsetOfDay(date: string, timeZone: string): number | null {
  const key = `${timeZone} ${date}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  if (offsets.size >= REMEMBERED_DAYS) offsets.clear()
  const start = Temporal.PlainDate.from(date).toZonedDateTime(timeZone)
  const isPlain = start.hour === 0 && start.hoursInDay === 24
  const offset = isPlain ? Math.round(start.offsetNanoseconds / 1_000_000) : null
  offsets.set(key, offset)
  return offset
}
