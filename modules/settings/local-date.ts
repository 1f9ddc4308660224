import { Temporal } from 'temporal-polyfill'

/** The calendar day, `2026-11-20`, that a moment falls on in a time zone. */
export function localDate(moment: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}
