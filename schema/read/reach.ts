import { reachInto } from '../access.ts'
import type { Principal } from '../principal.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta, Verb } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import type { Statement } from './statement.ts'

/**
 * The rows of a record that this person may see or act on, as an SQL predicate over `row`. Everything that reads
 * or writes records asks here: lists, counts, single rows, events.
 */
export function reachSql(
  meta: RecordMeta,
  verb: Verb,
  row: string,
  principal: Principal,
  relations: Relations,
  statement: Statement,
): string {
  const reach = reachInto(meta, verb, principal)
  if (reach === 'all') return 'true'
  if (reach === 'none' || principal.assigneeId === null) return 'false'
  const assignees = reach === 'own' ? [principal.assigneeId] : principal.teamIds
  const assigned = assignedSql(meta, row, statement.value(assignees, 'uuid[]'), relations, statement)
  return assigned.length > 0 ? `(${assigned.join(' or ')})` : 'false'
}

function assignedSql(
  meta: RecordMeta,
  row: string,
  assignees: string,
  relations: Relations,
  statement: Statement,
): string[] {
  if (meta.assignee) return [`${row}.id = any(${assignees})`]
  const ways: string[] = []
  for (const name of meta.assignedBy ?? []) {
    const reference = meta.attributes.get(name)
    if (!reference?.reference)
      throw new Error(`${meta.name} is assigned by "${name}", which is not a reference.`)
    const target = recordMeta(reference.reference.target())
    if (target.assignee) {
      ways.push(`${row}.${reference.column} = any(${assignees})`)
      continue
    }
    const alias = statement.alias()
    ways.push(
      ...exists(
        target,
        alias,
        `${alias}.id = ${row}.${reference.column}`,
        row,
        assignees,
        relations,
        statement,
      ),
    )
  }
  for (const carrier of relations.carriers(meta)) {
    const alias = statement.alias()
    const joined = `${alias}.${carrier.reference.column} = ${row}.id`
    ways.push(...exists(carrier.record, alias, joined, row, assignees, relations, statement))
  }
  return ways
}

function exists(
  target: RecordMeta,
  alias: string,
  joined: string,
  row: string,
  assignees: string,
  relations: Relations,
  statement: Statement,
): string[] {
  const inner = assignedSql(target, alias, assignees, relations, statement)
  if (inner.length === 0) return []
  const where = `${alias}.tenant_id = ${row}.tenant_id and ${joined} and (${inner.join(' or ')})`
  return [`exists (select 1 from ${target.table} ${alias} where ${where})`]
}
