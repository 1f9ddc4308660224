import {
  answered,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { ClosedDay } from './closed-day.ts'
import { type OfficialHoliday, officialHolidays } from './official-holidays.ts'
import type { CloseOnHolidaysInput } from './opening.types.ts'

/**
 * Closes the whole business on official holidays of a year: those that are named by their keys, else all. A day that
 * is closed already stays as it is. Refuses HOLIDAYS_UNKNOWN for a year whose dates are not published.
 */
export function closeOnHolidays(context: RequestContext, input: CloseOnHolidaysInput): Promise<Payload> {
  return answered(context, 'closedDays', async () => {
    const known = officialHolidays(input.year)
    if (!known) refuse('HOLIDAYS_UNKNOWN', ['year'], { year: String(input.year) })
    const wanted = known.filter(({ key }) => !input.holidays || input.holidays.includes(key))
    const ids = await context.write((work) => close(work, wanted, context.locale))
    return Promise.all(ids.map((id) => context.read.byId(recordMeta(ClosedDay), id)))
  })
}

async function close(
  work: Work,
  holidays: readonly OfficialHoliday[],
  locale: 'tr' | 'en',
): Promise<string[]> {
  const taken = await work.sql<{ day: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day from closed_days
     where tenant_id = $1 and archived_at is null and branch_id is null and day = any($2::date[])`,
    [work.principal.tenantId, holidays.map(({ day }) => day)],
  )
  const made: string[] = []
  const days = new Set(taken.map(({ day }) => day))
  for (const { key, title, day, closesAt } of holidays) {
    if (days.has(day)) continue
    days.add(day)
    const closed = work.create<ClosedDay>(ClosedDay, {
      branch: null,
      day,
      closesAt,
      title: title[locale],
      holiday: key,
    })
    work.tell('closedDay.created', closed)
    made.push(closed.id)
  }
  return made
}
