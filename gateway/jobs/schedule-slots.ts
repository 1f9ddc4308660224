import { Temporal } from 'temporal-polyfill'
import type { ScheduleDeclaration } from '../../schema/index.ts'

/** One time at which a schedule is due. */
export interface Slot {
  /** The same whoever computes it, and for a daily one also after a change of its hour or of the time zone. */
  readonly name: string
  readonly startsAt: Date
}

/**
 * The slot that a schedule is in: the minute or hour in UTC, or the local day whose time has come. A daily time that
 * the clocks skip comes an hour later that day, one that they show twice counts the first time.
 */
export function slotAt(every: ScheduleDeclaration['every'], now: Date, timeZone: string): Slot {
  if (every === 'minute' || every === 'hour') {
    const name = `${now.toISOString().slice(0, every === 'minute' ? 16 : 13)}Z`
    const length = every === 'minute' ? 60_000 : 3_600_000
    return { name, startsAt: new Date(Math.floor(now.getTime() / length) * length) }
  }
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const time = Temporal.PlainTime.from(every.dailyAt)
  for (const daysAgo of [0, 1]) {
    const day = today.toPlainDate().subtract({ days: daysAgo })
    const startsAt = day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
    if (daysAgo === 1 || startsAt <= now.getTime())
      return { name: day.toString(), startsAt: new Date(startsAt) }
  }
  throw new Error('A day has a day before it.')
}
