import {
  type ChangeObserver,
  type Measure,
  type RecordClass,
  type RecordMeta,
  recordMeta,
  type StatementChange,
  type Work,
  type WriteStatement,
} from '../../schema/index.ts'
import { byRecord, type MeasuredSum, measuredSql, sumColumns } from './measured.ts'

/** One observer per record that a measure counts. */
export function measureObservers(measures: readonly Measure[]): ChangeObserver[] {
  return [...byRecord(measures)].map(([record, counted]) => new MeasureObserver(record, counted))
}

const settings = 'select time_zone, currency from lonca_measure_settings($1)'

/**
 * Writes to `kpi_deltas`, in the transaction of a change, by how much the change moved each measure: the sums of the
 * rows after it less their sums before it. A change that moves nothing writes nothing, and 500 rows that an import
 * inserts write one delta per measure, day, branch and assignee.
 */
class MeasureObserver implements ChangeObserver {
  readonly #meta: RecordMeta
  readonly #before = new WeakMap<Work, MeasuredSum[]>()

  constructor(
    private readonly recordClass: RecordClass,
    private readonly measures: readonly Measure[],
  ) {
    this.#meta = recordMeta(recordClass)
  }

  record = (): RecordClass => this.recordClass

  /** Locks the rows: two changes of one row must not both start from the same state. */
  async before(work: Work, ids: readonly string[]): Promise<void> {
    const rows = `select * from ${this.#meta.table} where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update`
    const sums = await work.sql<MeasuredSum>(
      `with locked as materialized (${rows})
       select measure, day::text, branch_id as "branchId", assignee_id as "assigneeId", amount::text
       from (${measuredSql(this.#meta, this.measures, 'select * from locked', settings)}) s`,
      [work.principal.tenantId, ids],
    )
    this.#before.set(work, [...(this.#before.get(work) ?? []), ...sums])
  }

  async after(work: Work, ids: readonly string[]): Promise<void> {
    const rows = `select * from ${this.#meta.table} where tenant_id = $1 and id = any($2::uuid[])`
    const sums = [
      measuredSql(this.#meta, this.measures, rows, settings),
      `select b.measure, b.day, b."branchId", b."assigneeId", -b.amount
       from jsonb_to_recordset($3::jsonb) as b(measure text, day date, "branchId" uuid, "assigneeId" uuid, amount bigint)`,
    ]
    await work.sql(insertDeltas('$1', sums), [
      work.principal.tenantId,
      ids,
      JSON.stringify(this.#before.get(work) ?? []),
    ])
    this.#before.delete(work)
  }

  inStatement(statement: WriteStatement, { before, after }: StatementChange): void {
    const settings = statement.part(
      'measure_settings',
      `select s.time_zone, s.currency from (select tenant_id from ${after} limit 1) changed
       cross join lateral lonca_measure_settings(changed.tenant_id) s`,
    )
    const measured = (rows: string) =>
      measuredSql(this.#meta, this.measures, `select * from ${rows}`, `select * from ${settings}`)
    const sums = [measured(after)]
    if (before)
      sums.push(`select measure, day, branch_id, assignee_id, -amount from (${measured(before)}) was`)
    statement.part('deltas', insertDeltas(statement.tenant, sums))
  }
}

/** Stores what selects of `sumColumns` add up to, where it is not nothing. */
function insertDeltas(tenant: string, sums: readonly string[]): string {
  return `insert into kpi_deltas (tenant_id, ${sumColumns})
    select ${tenant}, s.measure, s.day, s.branch_id, s.assignee_id, sum(s.amount)
    from (${sums.join(' union all ')}) s
    group by s.measure, s.day, s.branch_id, s.assignee_id
    having sum(s.amount) <> 0`
}
