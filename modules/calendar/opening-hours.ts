import {
  answered,
  type Payload,
  type Reader,
  Refusal,
  type RefusalReason,
  type RequestContext,
  recordMeta,
  Statement,
  type Work,
} from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'
import type { OpeningDay, SetOpeningHoursInput } from './opening.types.ts'
import { WorkingHours } from './working-hours.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** The week of a branch (its UUID): seven days, each with its stretches in order; none for a day off. */
export async function openingHours(read: Reader, branchId: string): Promise<OpeningDay[]> {
  const statement = new Statement(read.principal.tenantId)
  const plan = `
    select coalesce(json_agg(json_build_object('weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
      'closesAt', to_char(h.closes_at, 'HH24:MI')) order by h.weekday, h.opens_at), '[]'::json)
    from working_hours h where h.tenant_id = ${statement.tenant} and h.archived_at is null
      and h.branch_id = ${statement.value(branchId, 'uuid')} and h.staff_id is null and h.resource_id is null`
  const rows = (await read.ask(statement, plan)) as {
    weekday: number
    opensAt: string
    closesAt: string
  }[]
  return weekdays.map((weekday) => ({
    weekday,
    spans: rows
      .filter((row) => row.weekday === weekday)
      .map(({ opensAt, closesAt }) => ({ opensAt, closesAt })),
  }))
}

/**
 * Replaces the week of a branch by the days given; a day that is left out becomes a day off. Hours of people and
 * resources stay as they are, within the new ones. Refuses stretches that overlap or end before they begin.
 */
export function setOpeningHours(context: RequestContext, input: SetOpeningHoursInput): Promise<Payload> {
  return answered(context, 'openingHours', async () => {
    const branchId = await context.write(async (work) => {
      const branch = await work.change<Branch>(Branch, input.branchId, undefined, ['branchId'])
      refuseNonsense(input.days)
      await archiveWeek(work, branch.id)
      for (const { weekday, spans } of input.days)
        for (const { opensAt, closesAt } of spans)
          work.create<WorkingHours>(WorkingHours, {
            branch,
            staff: null,
            resource: null,
            weekday,
            opensAt,
            closesAt,
          })
      await work.flush()
      work.tell('workingHours.replaced', branch, {
        days: input.days.filter(({ spans }) => spans.length > 0).length,
      })
      return branch.id
    })
    return openingHours(context.read, branchId)
  })
}

function refuseNonsense(days: SetOpeningHoursInput['days']): void {
  const reasons: RefusalReason[] = []
  const seen = new Set<number>()
  days.forEach(({ weekday, spans }, index) => {
    const field = ['days', String(index)]
    if (!weekdays.includes(weekday)) reasons.push({ code: 'INVALID', field: [...field, 'weekday'] })
    if (seen.has(weekday)) reasons.push({ code: 'WEEKDAY_TWICE', field: [...field, 'weekday'] })
    seen.add(weekday)
    if (spans.some(({ opensAt, closesAt }) => closesAt.slice(0, 5) <= opensAt.slice(0, 5)))
      reasons.push({ code: 'HOURS_REVERSED', field })
    const sorted = [...spans].sort((one, other) => one.opensAt.localeCompare(other.opensAt))
    if (sorted.some((span, at) => at > 0 && span.opensAt < (sorted[at - 1]?.closesAt ?? '')))
      reasons.push({ code: 'HOURS_OVERLAP', field })
  })
  if (reasons.length > 0) throw new Refusal(reasons)
}

async function archiveWeek(work: Work, branchId: string): Promise<void> {
  const { tenantId } = work.principal
  const rows = await work.sql<{ id: string }>(
    `select id from working_hours where tenant_id = $1 and branch_id = $2 and staff_id is null and resource_id is null
       and archived_at is null for update`,
    [tenantId, branchId],
  )
  const ids = rows.map(({ id }) => id)
  await work.changing(recordMeta(WorkingHours), ids)
  await work.sql(
    `update working_hours set archived_at = $3, updated_at = $3, version = version + 1
     where tenant_id = $1 and id = any($2)`,
    [tenantId, ids, work.now],
  )
}
