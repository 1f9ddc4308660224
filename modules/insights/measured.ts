import { type Measure, type RecordClass, type RecordMeta, recordMeta } from '../../schema/index.ts'

/** Stands for "no branch", "no assignee" and, in rollups, for "all assignees": a key cannot hold null. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** What one measure adds on one day. */
export interface MeasuredSum {
  readonly measure: string
  readonly day: string
  readonly branchId: string
  readonly assigneeId: string
  readonly amount: string
}

export const sumColumns = 'measure, day, branch_id, assignee_id, amount'

/** Measures by the record whose rows they count. */
export function byRecord(measures: readonly Measure[]): Map<RecordClass, Measure[]> {
  const groups = new Map<RecordClass, Measure[]>()
  for (const measure of measures) {
    const record = measure.record()
    groups.set(record, [...(groups.get(record) ?? []), measure])
  }
  return groups
}

/**
 * Column that says whom a row is assigned to, when the record names the assignee itself. A record that shares the
 * reach of another one has none: its measures show to those who reach all of it.
 */
export function assigneeColumn(meta: RecordMeta): string | null {
  if (meta.assignee) return 'id'
  for (const name of meta.assignedBy ?? []) {
    const reference = meta.attributes.get(name)
    if (reference?.reference && recordMeta(reference.reference.target()).assignee) return reference.column
  }
  return null
}

/**
 * Sums of measures over rows as a SELECT of `sumColumns`: the one text behind deltas, rebuilding and checking. `rows`
 * yields rows of the record's table, `tenant` one row with `time_zone` and `currency`.
 */
export function measuredSql(
  meta: RecordMeta,
  measures: readonly Measure[],
  rows: string,
  tenant: string,
): string {
  const assignee = assigneeColumn(meta)
  const branch = meta.attributes.get('branch')?.reference ? 'coalesce(r.branch_id, none.id)' : 'none.id'
  const values = measures.map(
    ({ id, at, value }) => `('${id}', (${at('r')})::timestamptz, (${value('r', 't')})::bigint)`,
  )
  return `
    select m.measure, (m.at at time zone t.time_zone)::date as day, ${branch} as branch_id,
      ${assignee ? `coalesce(r.${assignee}, none.id)` : 'none.id'} as assignee_id, sum(m.amount)::bigint as amount
    from (${rows}) r
    cross join (${tenant}) t
    cross join (select '${nobody}'::uuid as id) none
    cross join lateral (values ${values.join(', ')}) m(measure, at, amount)
    where r.archived_at is null and m.at is not null and m.amount <> 0
    group by 1, 2, 3, 4`
}
