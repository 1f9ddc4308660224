import type { RecordMeta, Work } from '../../../schema/index.ts'

/**
 * Which of these rows other records still point at, so that they cannot be removed. Rows that go as
 * well (`except`, UUIDs) do not count, nor do archived ones, nor sales that are reversed.
 */
export async function inUse(
  work: Work,
  meta: RecordMeta,
  ids: readonly string[],
  except: readonly string[],
): Promise<Set<string>> {
  const { tenantId } = work.principal
  const parts = work.setting.relations.inverses(meta).map(({ record, reference }) => {
    const live =
      record.table === 'revenue_events'
        ? `t.kind = 'SALE' and not exists (select from revenue_events r where r.tenant_id = t.tenant_id and r.reversal_of_id = t.id)`
        : 't.archived_at is null'
    return `select t.${reference.column} as id from ${record.table} t
      where t.tenant_id = $1 and t.${reference.column} = any($2::uuid[]) and not t.id = any($3::uuid[]) and ${live}`
  })
  if (ids.length === 0 || parts.length === 0) return new Set()
  const rows = await work.sql<{ id: string }>(parts.join(' union '), [tenantId, ids, except])
  return new Set(rows.map(({ id }) => id))
}

/**
 * Archives rows in one statement and tells `<record>.deleted` of each; with `tells` false nothing is told, for records
 * whose removal no module declares.
 */
export async function archiveRows(
  work: Work,
  meta: RecordMeta,
  ids: readonly string[],
  tells = true,
): Promise<void> {
  if (ids.length === 0) return
  await work.changing(meta, ids)
  const branch = meta.attributes.has('branch') ? 'branch_id' : 'null::uuid'
  const rows = await work.sql<{ id: string; branchId: string | null }>(
    `update ${meta.table} set archived_at = $2, updated_at = $2, version = version + 1
     where tenant_id = $1 and id = any($3::uuid[]) and archived_at is null returning id, ${branch} as "branchId"`,
    [work.principal.tenantId, work.now, ids],
  )
  if (!tells) return
  for (const { id, branchId } of rows)
    work.tellOf(`${meta.events}.deleted`, { meta, id }, branchId, { source: 'IMPORT' })
}
