import { reachInto } from '../access.ts'
import type { Principal } from '../principal.ts'
import { attributeOf, recordMeta } from '../record/record.ts'
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
  if (reach !== 'none' && meta.hangsOn) return hangingSql(meta, verb, row, principal, relations, statement)
  if (reach === 'all') return 'true'
  if (reach === 'none') return 'false'
  // PostgreSQL refuses a parameter that no text mentions: each is added when it is first asked for.
  const people: People = {
    assignees: once(() => statement.viewer(principal, reach === 'own' ? ownIds : teamIds, 'uuid[]')),
    member: once(() => statement.viewer(principal, ({ membershipId }) => membershipId, 'uuid')),
  }
  const assigned = assignedSql(meta, row, people, relations, statement)
  return assigned.length > 0 ? `(${assigned.join(' or ')})` : 'false'
}

/** Whose rows are within reach, as placeholders: assignees of the own or the team's, and the person as a member. */
interface People {
  readonly assignees: () => string
  readonly member: () => string
}

const teamIds = (principal: Principal) => principal.teamIds
const ownIds = ({ assigneeId }: Principal) => (assigneeId === null ? [] : [assigneeId])

function once(make: () => string): () => string {
  let made: string | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Rows whose own record is within reach; a record that the set does not have is within nobody's. */
function hangingSql(
  meta: RecordMeta,
  verb: Verb,
  row: string,
  principal: Principal,
  relations: Relations,
  statement: Statement,
): string {
  const [type, uuid] = [meta.hangsOn?.type ?? '', meta.hangsOn?.uuid ?? ''].map(
    (name) => `${row}.${attributeOf(meta, name).column}`,
  )
  const whole: string[] = []
  const ways: string[] = []
  for (const target of relations.records) {
    if (target.internal || target.hangsOn) continue
    const alias = statement.alias()
    const reached = reachSql(target, verb, alias, principal, relations, statement)
    if (reached === 'true') whole.push(target.name)
    if (reached === 'true' || reached === 'false') continue
    const within = `${alias}.tenant_id = ${row}.tenant_id and ${alias}.id = ${uuid}::uuid and ${reached}`
    ways.push(
      `(${type} = ${statement.value(target.name, 'text')} and exists (select 1 from ${target.table} ${alias} where ${within}))`,
    )
  }
  return `(${[`${type} = any(${statement.value(whole, 'text[]')})`, ...ways].join(' or ')})`
}

function assignedSql(
  meta: RecordMeta,
  row: string,
  people: People,
  relations: Relations,
  statement: Statement,
): string[] {
  if (meta.assignee) return [`${row}.id = any(${people.assignees()})`]
  const ways: string[] = []
  for (const name of meta.assignedBy ?? []) {
    const reference = meta.attributes.get(name)
    if (!reference?.reference)
      throw new Error(`${meta.name} is assigned by "${name}", which is not a reference.`)
    const target = recordMeta(reference.reference.target())
    const pointed = `${row}.${reference.column}`
    if (target.assignee) ways.push(`${pointed} = any(${people.assignees()})`)
    else if (target.member) ways.push(...memberSql(target, pointed, row, people, relations, statement))
    else {
      const alias = statement.alias()
      ways.push(...exists(target, alias, `${alias}.id = ${pointed}`, row, people, relations, statement))
    }
  }
  for (const carrier of relations.carriers(meta)) {
    const alias = statement.alias()
    const joined = `${alias}.${carrier.reference.column} = ${row}.id`
    ways.push(...exists(carrier.record, alias, joined, row, people, relations, statement))
  }
  return ways
}

/** The person, or the member behind one of the assignees. */
function memberSql(
  member: RecordMeta,
  pointed: string,
  row: string,
  people: People,
  relations: Relations,
  statement: Statement,
): string[] {
  const ways = [`${pointed} = ${people.member()}`]
  for (const assignee of relations.records.filter((record) => record.assignee)) {
    for (const { reference, column } of assignee.attributes.values()) {
      if (!reference || recordMeta(reference.target()) !== member) continue
      const alias = statement.alias()
      ways.push(
        `exists (select 1 from ${assignee.table} ${alias} where ${alias}.tenant_id = ${row}.tenant_id ` +
          `and ${alias}.${column} = ${pointed} and ${alias}.id = any(${people.assignees()}))`,
      )
    }
  }
  return ways
}

function exists(
  target: RecordMeta,
  alias: string,
  joined: string,
  row: string,
  people: People,
  relations: Relations,
  statement: Statement,
): string[] {
  const inner = assignedSql(target, alias, people, relations, statement)
  if (inner.length === 0) return []
  const where = `${alias}.tenant_id = ${row}.tenant_id and ${joined} and (${inner.join(' or ')})`
  return [`exists (select 1 from ${target.table} ${alias} where ${where})`]
}
