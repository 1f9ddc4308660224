import { type Measure, type Reader, recordMeta, Statement, type Work } from '../../schema/index.ts'
import { byRecord, type MeasuredSum, measuredSql, nobody, sumColumns } from './measured.ts'

/** Sends SQL to the database, as `pg.Pool` does. */
export interface Queries {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

const foldedAtOnce = 5_000

/**
 * Moves deltas of all tenants into their rollups until none is left that nobody else is folding. Figures are the same
 * before and after; reading gets cheaper. Call it every few seconds, from as many processes as there are.
 *
 * @returns how many deltas it moved.
 */
export async function foldDeltas(database: Queries): Promise<number> {
  let folded = 0
  for (let moved = foldedAtOnce; moved === foldedAtOnce; folded += moved) {
    const { rows } = await database.query('select fold_kpi_deltas($1) as moved', [foldedAtOnce])
    moved = (rows[0] as { moved: number }).moved
  }
  return folded
}

/**
 * Counts the tenant's measures anew from its rows: after a change of time zone or currency, or when a measure is
 * declared differently. Writers of the tenant wait. It needs a transaction in which no measured row was changed yet.
 */
export async function rebuildMeasures(work: Work, measures: readonly Measure[]): Promise<void> {
  const { tenantId } = work.principal
  await work.flush()
  await work.sql('select pg_advisory_xact_lock(lonca_measure_key($1))', [tenantId])
  await work.sql('delete from kpi_deltas where tenant_id = $1', [tenantId])
  await work.sql('delete from kpi_months where tenant_id = $1', [tenantId])
  for (const recounted of recount(measures, '$1')) {
    await work.sql(
      `insert into kpi_months (tenant_id, measure, assignee_id, month, branch_id, amounts)
       select $1, measure, assignee_id, lonca_month_of(day), branch_id, lonca_month(day, amount)
       from (${perAssigneeAndTotal(recounted)}) s group by 2, 3, 4, 5`,
      [tenantId],
    )
  }
}

/** A measure whose kept sum is not what its rows say: a defect. */
export interface Drift {
  readonly measure: string
  readonly day: string
  readonly branchId: string
  readonly assigneeId: string
  readonly kept: string | null
  readonly counted: string | null
}

/** Holds rollups plus deltas against the rows they were made of. Empty when all is well. */
export async function measureDrift(read: Reader, measures: readonly Measure[]): Promise<Drift[]> {
  const statement = new Statement(read.principal.tenantId)
  const { tenant } = statement
  const counted = recount(measures, tenant).map(perAssigneeAndTotal).join(' union all ')
  const deltas = `select ${sumColumns} from kpi_deltas where tenant_id = ${tenant}`
  const plan = `
    with kept as (
      select measure, day, branch_id, assignee_id, sum(amount) as amount from (
        select ${sumColumns} from kpi_rollups where tenant_id = ${tenant}
        union all ${perAssigneeAndTotal(deltas)}) s
      group by 1, 2, 3, 4 having sum(amount) <> 0
    ), counted as (${counted || `select ${sumColumns} from kpi_rollups where false`})
    select coalesce(json_agg(json_build_object('measure', measure, 'day', day, 'branchId', branch_id,
      'assigneeId', assignee_id, 'kept', k.amount::text, 'counted', c.amount::text)
      order by measure, day, branch_id, assignee_id), '[]'::json)
    from kept k full join counted c using (measure, day, branch_id, assignee_id)
    where k.amount is distinct from c.amount`
  return (await read.ask(statement, plan)) as Drift[]
}

function recount(measures: readonly Measure[], tenant: string): string[] {
  return [...byRecord(measures)].map(([record, counted]) => {
    const meta = recordMeta(record)
    const rows = `select * from ${meta.table} where tenant_id = ${tenant}`
    const settings = `select time_zone, currency from tenants where tenant_id = ${tenant}`
    return measuredSql(meta, counted, rows, settings)
  })
}

/** Rollups hold each assignee's sum and, under the nil id, the sum over all. */
function perAssigneeAndTotal(sums: string): string {
  return `select s.measure, s.day, s.branch_id, a.assignee_id, sum(s.amount)::bigint as amount from (${sums}) s
    cross join lateral (select s.assignee_id union select '${nobody}'::uuid) a group by 1, 2, 3, 4
    having sum(s.amount) <> 0`
}

export type { MeasuredSum }
