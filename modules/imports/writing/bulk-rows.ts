import { columnsOf, newId, type RecordMeta, type Work } from '../../../schema/index.ts'

/** Values by attribute name; a reference is given by the UUID. `id` may bring one of its own. */
export type BulkRow = { readonly id?: string; readonly [attribute: string]: unknown }

/**
 * Inserts rows of a record in one statement and returns their UUIDs in the order given. Attributes that a row leaves
 * out get the default of the declaration. Observers see the rows when the transaction ends; events are the caller's.
 */
export async function insertRows(work: Work, meta: RecordMeta, rows: readonly BulkRow[]): Promise<string[]> {
  if (rows.length === 0) return []
  const types = new Map(columnsOf(meta).map(({ name, type }) => [name, type]))
  const attributes = [...meta.attributes.values()].filter(
    ({ name, kind }) => kind !== 'derived' && !provided.has(name),
  )
  const stored = rows.map((row) => ({
    id: row.id ?? newId(),
    ...Object.fromEntries(
      attributes.map(({ name, column, default: fallback }) => [
        column,
        onWire(row[name] ?? fallback ?? null),
      ]),
    ),
  }))
  const columns = attributes.map(({ column }) => column)
  await work.sql(
    `insert into ${meta.table} (tenant_id, id, version, created_at, updated_at, ${columns.join(', ')})
     select $1, r.id, 1, $2, $2, ${columns.map((column) => `r.${column}`).join(', ')}
     from jsonb_to_recordset($3::jsonb) as r(id uuid, ${columns.map((column) => `${column} ${types.get(column)}`).join(', ')})`,
    [work.principal.tenantId, work.now, JSON.stringify(stored)],
  )
  const ids = stored.map(({ id }) => id)
  work.created(meta, ids)
  return ids
}

/**
 * Sets the given attributes of rows in one statement and counts their versions up. Every row gives all of
 * `attributes`. Observers see the rows before and after.
 */
export async function updateRows(
  work: Work,
  meta: RecordMeta,
  attributes: readonly string[],
  rows: readonly (BulkRow & { readonly id: string })[],
): Promise<void> {
  if (rows.length === 0) return
  await work.changing(
    meta,
    rows.map(({ id }) => id),
  )
  const types = new Map(columnsOf(meta).map(({ name, type }) => [name, type]))
  const columns = attributes.map((name) => ({ name, column: meta.attributes.get(name)?.column ?? name }))
  const stored = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(columns.map(({ name, column }) => [column, onWire(row[name] ?? null)])),
  }))
  await work.sql(
    `update ${meta.table} t set ${columns.map(({ column }) => `${column} = r.${column}, `).join('')}
       version = t.version + 1, updated_at = $2
     from jsonb_to_recordset($3::jsonb) as r(id uuid, ${columns.map(({ column }) => `${column} ${types.get(column)}`).join(', ')})
     where t.tenant_id = $1 and t.id = r.id`,
    [work.principal.tenantId, work.now, JSON.stringify(stored)],
  )
}

const provided = new Set(['id', 'version', 'createdAt', 'updatedAt'])

/** What JSON has no form for. */
function onWire(value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value
}
