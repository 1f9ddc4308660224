/**
 * A business lives in its own time zone, wherever its owner's phone is. These few functions turn instants into
 * that zone's days and minutes and back, with what the browser knows about zones.
 */

/** Where an instant falls in a zone: the day as `2026-11-20`, and the minutes since its midnight. */
export interface ZonedMoment {
  day: string
  minute: number
}

const parts = new Map<string, Intl.DateTimeFormat>()

export function zoned(instant: Date | string, timeZone: string): ZonedMoment {
  let format = parts.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    parts.set(timeZone, format)
  }
  const found: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(new Date(instant))) found[type] = value
  return {
    day: `${found.year}-${found.month}-${found.day}`,
    minute: Number(found.hour) * 60 + Number(found.minute),
  }
}

/** The instant of a zone's day and minute. In the hour that a clock change skips, the later reading is taken. */
export function instantOf(day: string, minute: number, timeZone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  let guess = wanted
  for (let round = 0; round < 2; round++) {
    const seen = zoned(new Date(guess), timeZone)
    guess += wanted - (Date.parse(`${seen.day}T00:00:00Z`) + seen.minute * 60_000)
  }
  return new Date(guess)
}

/** Another day, counted in whole days: `addDays('2026-02-28', 1)` is `2026-03-01`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Monday is 1 and Sunday 7, as working hours count them. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7
}

export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day))
}

/** Minutes since midnight of a wall-clock time such as `09:30` or `09:30:00`. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
