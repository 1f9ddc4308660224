import {
  type BlueprintSet,
  decodeId,
  LoncaError,
  type Reader,
  reachInto,
  recordMeta,
  type Statement,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import type { EventFilter } from './tenant-event.ts'

const maxNames = 50

/**
 * Which rows of the log (alias `e`) a viewer asks for and may see, as SQL. Events of records that they do not reach
 * throughout, or that are not part of the tenant's blueprints, are left out as if they were not there.
 */
export function eventConditions(
  reader: Reader,
  set: BlueprintSet,
  filter: EventFilter | null | undefined,
  statement: Statement,
): string {
  const seen = reader.relations.records.filter(
    (record) => reachInto(record, 'see', reader.principal) === 'all',
  )
  const parts = [
    `e.tenant_id = ${statement.tenant}`,
    `(e.subject_type is null or e.subject_type = any(${names(
      seen.map(({ name }) => name),
      statement,
    )}))`,
  ]
  if (filter?.types) parts.push(`e.type = any(${names(atMost('types', filter.types), statement)})`)
  if (filter?.modules) parts.push(ofModules(reader, set, atMost('modules', filter.modules), statement))
  if (filter?.actorKind) parts.push(`e.actor_kind = ${statement.value(filter.actorKind, 'text')}`)
  if (filter?.actorId != null) parts.push(byMember(filter.actorId, statement))
  if (filter?.subjectType) parts.push(`e.subject_type = ${statement.value(filter.subjectType, 'text')}`)
  if (filter?.subjectId != null) parts.push(aboutRecord(reader, filter.subjectId, statement))
  if (filter?.from) parts.push(`e.occurred_at >= ${statement.value(filter.from, 'timestamptz')}`)
  if (filter?.to) parts.push(`e.occurred_at < ${statement.value(filter.to, 'timestamptz')}`)
  return parts.join(' and ')
}

function names(list: readonly string[], statement: Statement): string {
  return statement.value(list, 'text[]')
}

function atMost(name: string, list: readonly string[]): readonly string[] {
  if (list.length > maxNames) throw LoncaError.badInput(`"${name}" takes at most ${maxNames} names.`)
  return list
}

/** What a module declares, and for names that nobody declares, what happened to its records. */
function ofModules(
  reader: Reader,
  set: BlueprintSet,
  modules: readonly string[],
  statement: Statement,
): string {
  const declared = Object.entries(set.eventOwners)
  const types = declared.filter(([, owner]) => modules.includes(owner)).map(([type]) => type)
  const records = reader.relations.records.filter(({ module }) => modules.includes(module))
  const known = names(
    declared.map(([type]) => type),
    statement,
  )
  const subjects = names(
    records.map(({ name }) => name),
    statement,
  )
  return `(e.type = any(${names(types, statement)}) or (e.subject_type = any(${subjects}) and not e.type = any(${known})))`
}

function byMember(id: string, statement: Statement): string {
  const decoded = decodeId(id)
  if (decoded?.prefix !== recordMeta(Membership).prefix) return 'false'
  return `e.actor_id = (select m.user_id from memberships m
    where m.tenant_id = ${statement.tenant} and m.id = ${statement.value(decoded.uuid, 'uuid')})`
}

/** An id of no record matches nothing, exactly as an unknown one does. */
function aboutRecord(reader: Reader, id: string, statement: Statement): string {
  const decoded = decodeId(id)
  const record = decoded && reader.relations.byPrefix.get(decoded.prefix)
  if (!decoded || !record) return 'false'
  return `e.subject_type = ${statement.value(record.name, 'text')}
    and e.subject_id = ${statement.value(decoded.uuid, 'uuid')}`
}
