import { Temporal } from 'temporal-polyfill'

/**
 * How many whole weeks lie between the week of `from` and the week of `to` in a zone, weeks starting on
 * Monday. The demo adds that many to every date of an export, so that weekdays and hours stay and the
 * export's own week becomes the current one. Negative when `to` is earlier.
 */
export function weeksBetween(from: Date, to: Date, timeZone: string): number {
  const days = mondayOf(from, timeZone).until(mondayOf(to, timeZone), { largestUnit: 'days' }).days
  return days / 7
}

/** Moves an instant by whole weeks of wall-clock time: 14:30 stays 14:30 across a change of daylight saving. */
export function shiftWeeks(instant: Date, weeks: number, timeZone: string): Date {
  const moved = zoned(instant, timeZone).add({ weeks })
  return new Date(moved.epochMilliseconds)
}

function mondayOf(instant: Date, timeZone: string): Temporal.PlainDate {
  const date = zoned(instant, timeZone).toPlainDate()
  return date.subtract({ days: date.dayOfWeek - 1 })
}

function zoned(instant: Date, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone)
}
