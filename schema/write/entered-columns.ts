import { decodeId, newId } from '../ids.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { enteredValues } from './entered-values.ts'
import type { EventSetting } from './event-rows.ts'
import type { WriteStatement } from './write-statement.ts'

/** Values by column; references are UUIDs. */
export type Columns = Readonly<{ [column: string]: unknown }>

/** A new row of a tenant, by column. */
export type NewRow = Columns & { readonly id: string }

/**
 * What a caller entered for a record, checked and normalised; null when something in it is wrong, which `Work.entered`
 * then says. Whether references lead anywhere is not looked up, see `referencesSeen`.
 */
export function enteredColumns(
  meta: RecordMeta,
  input: Readonly<{ [name: string]: unknown }>,
  mode: 'create' | 'update',
): Columns | null {
  const { values, references, reasons } = enteredValues(meta, input, mode)
  if (reasons.length > 0) return null
  for (const { attribute, id } of references) {
    const decoded = id === null ? null : decodeId(id)
    const target = attribute.reference && recordMeta(attribute.reference.target())
    if (id !== null && decoded?.prefix !== target?.prefix) return null
    values[attribute.name] = decoded?.uuid ?? null
  }
  return byColumn(meta, values)
}

/** Values by attribute as columns; a reference may be a UUID or a row. */
export function byColumn(meta: RecordMeta, values: Readonly<{ [name: string]: unknown }>): Columns {
  const columns: { [column: string]: unknown } = {}
  for (const { name, column, reference } of meta.attributes.values()) {
    if (!(name in values)) continue
    const value = values[name]
    columns[column] = reference && typeof value === 'object' ? ((value as NewRow | null)?.id ?? null) : value
  }
  return columns
}

/** A row that is written for the first time now. */
export function newRow(columns: Columns, { principal, now }: EventSetting): NewRow {
  return {
    version: 1,
    ...columns,
    tenant_id: principal.tenantId,
    id: newId(),
    created_at: now,
    updated_at: now,
  }
}

/** Conditions over a row: each reference that was entered leads to something that the viewer may see. */
export function referencesSeen(
  statement: WriteStatement,
  meta: RecordMeta,
  entered: Columns,
  row: string,
): string[] {
  const conditions: string[] = []
  for (const { column, reference } of meta.attributes.values()) {
    if (!reference || typeof entered[column] !== 'string') continue
    conditions.push(statement.reaches(recordMeta(reference.target()), 'see', `${row}.${column}`))
  }
  return conditions
}
