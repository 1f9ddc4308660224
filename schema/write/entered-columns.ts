import { decodeId, newId } from '../ids.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { enteredValues, filledWithViewer } from './entered-values.ts'
import type { WriteStatement } from './write-statement.ts'

/** A new row by column, as JSON can carry it. */
export interface EnteredColumns {
  readonly id: string
  readonly [column: string]: unknown
}

/**
 * What a caller entered for a new record, checked and normalised, by column; null when something in it is wrong, which
 * `Work.entered` then says. Whether references lead anywhere the statement itself finds out, see `referencesSeen`.
 */
export function enteredColumns(
  { principal, setting }: WriteStatement,
  meta: RecordMeta,
  input: Readonly<{ [name: string]: unknown }>,
): EnteredColumns | null {
  const { values, references, reasons } = enteredValues(meta, input, 'create')
  if (reasons.length > 0) return null
  const columns: { [column: string]: unknown } = {}
  for (const { name, column } of meta.attributes.values()) {
    if (name in values) columns[column] = values[name]
  }
  for (const { attribute, id } of references) {
    const decoded = id === null ? null : decodeId(id)
    const target = attribute.reference && recordMeta(attribute.reference.target())
    if (id !== null && decoded?.prefix !== target?.prefix) return null
    columns[attribute.column] = decoded?.uuid ?? null
  }
  for (const { column } of filledWithViewer(meta)) columns[column] = principal.membershipId
  return {
    ...columns,
    tenant_id: principal.tenantId,
    id: newId(),
    created_at: setting.now,
    updated_at: setting.now,
  }
}

/** Conditions over a row: each reference that was entered leads to something that the viewer may see. */
export function referencesSeen(
  statement: WriteStatement,
  meta: RecordMeta,
  columns: EnteredColumns,
  row: string,
): string[] {
  const conditions: string[] = []
  for (const { column, reference } of meta.attributes.values()) {
    if (!reference || reference.fill || typeof columns[column] !== 'string') continue
    conditions.push(statement.reaches(recordMeta(reference.target()), 'see', `${row}.${column}`))
  }
  return conditions
}
