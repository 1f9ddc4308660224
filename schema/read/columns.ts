import type { Principal } from '../principal.ts'
import type { Attribute, AttributeKind } from '../record/attribute.ts'
import { valueKind } from '../record/attribute.ts'
import type { RecordMeta } from '../record/record-meta.ts'

/** The attribute's value as SQL, for comparing and ordering. */
export function valueSql(attribute: Attribute, row: string): string {
  return attribute.derived ? `(${attribute.derived.sql(row)})` : `${row}.${attribute.column}`
}

/** The attribute's value as SQL in the form that goes out: what is a string on the wire is a string here. */
export function wireSql(attribute: Attribute, row: string): string {
  return wireForm(valueKind(attribute), valueSql(attribute, row))
}

export function wireForm(kind: AttributeKind, value: string): string {
  switch (kind) {
    case 'instant':
      return `to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
    case 'time':
      return `to_char(${value}, 'HH24:MI')`
    case 'date':
    case 'money':
    case 'decimal':
      return `(${value})::text`
    default:
      return value
  }
}

/** May this person read, filter and order by the attribute? */
export function mayRead(attribute: Attribute, principal: Principal): boolean {
  return !attribute.visibleTo || attribute.visibleTo.includes(principal.role)
}

const selectLists = new WeakMap<RecordMeta, Map<string, string>>()

/** Every attribute of the row under its own name, null where the viewer may not read it. */
export function selectList(meta: RecordMeta, row: string, principal: Principal): string {
  let known = selectLists.get(meta)
  if (!known) {
    known = new Map()
    selectLists.set(meta, known)
  }
  // What may be read follows from the role; names of rows are few.
  const key = `${principal.role} ${row}`
  let list = known.get(key)
  if (list === undefined) {
    list = columnsAsRead(meta, row, principal)
    known.set(key, list)
  }
  return list
}

function columnsAsRead(meta: RecordMeta, row: string, principal: Principal): string {
  const columns = [`'${meta.name}' as "__typename"`, `${row}.id as "id"`]
  for (const attribute of meta.attributes.values()) {
    if (attribute.name === 'id' || attribute.privacy === 'secret') continue
    const value = mayRead(attribute, principal) ? wireSql(attribute, row) : 'null'
    columns.push(`${value} as "${attribute.name}"`)
  }
  return columns.join(', ')
}
