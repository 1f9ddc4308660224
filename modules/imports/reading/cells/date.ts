import { blank, type CellParser, type ReadingContext, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { instantOfWallTime, isCalendarDate, isoDate, type WallTime, wallTimeOf } from '../wall-time.ts'
import { plainText } from './text.ts'

/** A date as written, not yet checked against the calendar, with its time and offset where it has them. */
interface Written extends WallTime {
  hasTime: boolean
  /** Minutes ahead of UTC, null for wall-clock time. */
  offsetMinutes: number | null
}

const DAY_MONTH_YEAR = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(.+))?$/
const YEAR_MONTH_DAY = /^(\d{4})([./-])(\d{1,2})\2(\d{1,2})(?:[ T,]+(.+))?$/
const TIME = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/

/**
 * A calendar date as `YYYY-MM-DD`, from `01.03.2026`, `1.3.2026`, `01/03/2026`, `1-3-2026` or `2026-03-01`; a
 * time behind it is left out. The day stands first unless the context says otherwise. Years of two digits are
 * refused, because 26 may be a birth year.
 *
 * @param options.past refuse a date after today in the business's zone (birthdays, registrations)
 * @param options.moves whether the demo's shift by weeks applies (registrations, not birthdays)
 */
export function dateCell(options: { past?: boolean; moves?: boolean } = {}): CellParser<string> {
  return (text, context) => {
    const given = plainText(text)
    if (given === '') return blank
    const written = writtenDate(given, context)
    if (typeof written === 'string') return unread(cellProblem(written, { given }))
    const date = isoDate(written, options.moves ? 7 * (context.shiftWeeks ?? 0) : 0)
    if (options.past && date > today(context)) return unread(cellProblem('FUTURE_DATE', { given }))
    return read(date)
  }
}

/**
 * An instant from a local date and time such as `01.03.2026 14:30` (also `14.30`, `14:30:00`), which is
 * wall-clock time in the business's zone; with `Z` or an offset behind it the zone is not used. A time that
 * daylight saving skipped is refused, of a time that happened twice the first is taken.
 */
export const instantCell: CellParser<Date> = (text, context) => {
  const given = plainText(text)
  if (given === '') return blank
  const written = writtenDate(given, context)
  if (typeof written === 'string') return unread(cellProblem(written, { given }))
  if (!written.hasTime) return unread(cellProblem('TIME_MISSING', { given }))
  const wall = written.offsetMinutes === null ? written : localTime(written, written.offsetMinutes, context)
  const day = wall.day + 7 * (context.shiftWeeks ?? 0)
  const instant = instantOfWallTime({ ...wall, day }, context.timeZone)
  return instant ? read(instant) : unread(cellProblem('SKIPPED_TIME', { given }))
}

function localTime(written: Written, offsetMinutes: number, context: ReadingContext): WallTime {
  const { year, month, day, hour, minute, second } = written
  const exact = new Date(Date.UTC(year, month - 1, day, hour, minute - offsetMinutes, second))
  return wallTimeOf(exact, context.timeZone)
}

function writtenDate(
  given: string,
  context: ReadingContext,
): Written | 'UNREADABLE_DATE' | 'IMPOSSIBLE_DATE' {
  const european = DAY_MONTH_YEAR.exec(given)
  const parts = european ?? YEAR_MONTH_DAY.exec(given)
  const clock = parts?.[5] === undefined ? null : TIME.exec(parts[5])
  if (!parts || (parts[5] !== undefined && !clock)) return 'UNREADABLE_DATE'
  const [first, second, third] = [Number(parts[1]), Number(parts[3]), Number(parts[4])]
  const [day, month] = context.dateOrder === 'MONTH_FIRST' ? [second, first] : [first, second]
  const written: Written = {
    ...(european ? { year: third, month, day } : { year: first, month: second, day: third }),
    hour: Number(clock?.[1] ?? 0),
    minute: Number(clock?.[2] ?? 0),
    second: Number(clock?.[3] ?? 0),
    hasTime: clock !== null,
    offsetMinutes: offsetOf(clock),
  }
  const exists =
    isCalendarDate(written.year, written.month, written.day) &&
    written.hour < 24 &&
    written.minute < 60 &&
    written.second < 60
  return exists ? written : 'IMPOSSIBLE_DATE'
}

function offsetOf(clock: RegExpExecArray | null): number | null {
  if (clock?.[4]) return 0
  if (!clock?.[5]) return null
  const minutes = Number(clock[6]) * 60 + Number(clock[7])
  return clock[5] === '-' ? -minutes : minutes
}

let todayFor: { now: number; timeZone: string; date: string } | null = null

/** Asked for every row of a run with the same answer, so the last one is kept. */
function today({ now, timeZone }: ReadingContext): string {
  if (todayFor?.now !== now.getTime() || todayFor.timeZone !== timeZone)
    todayFor = { now: now.getTime(), timeZone, date: isoDate(wallTimeOf(now, timeZone)) }
  return todayFor.date
}
