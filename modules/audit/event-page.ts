import {
  type BlueprintSet,
  decodeId,
  encodeId,
  LoncaError,
  type Reader,
  reachInto,
  Statement,
} from '../../schema/index.ts'
import { eventTitle } from './event-title.ts'
import type { EventFilter, TenantEvent } from './tenant-event.ts'

const eventPrefix = 'evt'
const defaultPageSize = 20
const maxPageSize = 100
const maxTypes = 50

export interface EventPageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: EventFilter | null
}

interface StoredEvent {
  id: string
  type: string
  occurredAt: string
  actorKind: string
  actorName: string | null
  requestId: string | null
  subjectType: string | null
  subjectId: string | null
  payload: unknown
}

/**
 * One page of the event log in the shape of its connection, newest first. Events of records that the viewer's role
 * may not see throughout, or that are not part of the tenant's blueprints, are left out as if they were not there.
 */
export async function eventPage(reader: Reader, set: BlueprintSet, args: EventPageArguments) {
  const size = args.first ?? defaultPageSize
  if (size < 0 || size > maxPageSize) {
    throw LoncaError.badInput(`A page has 0 to ${maxPageSize} rows; "first" was ${size}.`)
  }
  const statement = new Statement(reader.principal.tenantId)
  const where = [conditions(reader, args.filter, statement)]
  if (args.after != null) where.push(beyond(args.after, statement))
  const rows = `
    select e.id as "id", e.type as "type", e.request_id as "requestId",
      to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt",
      e.actor_kind as "actorKind",
      (select m.name from memberships m where m.tenant_id = e.tenant_id and m.user_id = e.actor_id limit 1) as "actorName",
      e.subject_type as "subjectType", e.subject_id as "subjectId", e.payload as "payload"
    from tenant_event_logs e
    where ${where.join(' and ')}
    order by e.occurred_at desc, e.id desc
    limit ${statement.value(size + 1, 'int')}`
  const plan = `select coalesce(json_agg(one), '[]'::json) from (${rows}) one`
  const stored = (await reader.ask(statement.text(plan), statement.values)) as StoredEvent[]
  const edges = stored
    .slice(0, size)
    .map((event) => ({ cursor: cursorOf(event), node: shown(event, reader, set) }))
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: stored.length > size,
      hasPreviousPage: args.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: () => countEvents(reader, args.filter),
  }
}

async function countEvents(reader: Reader, filter: EventFilter | null | undefined): Promise<number> {
  const statement = new Statement(reader.principal.tenantId)
  const plan = `select count(*)::int from tenant_event_logs e where ${conditions(reader, filter, statement)}`
  return (await reader.ask(statement.text(plan), statement.values)) as number
}

function conditions(reader: Reader, filter: EventFilter | null | undefined, statement: Statement): string {
  const seen = reader.relations.records.filter(
    (record) => reachInto(record, 'see', reader.principal) === 'all',
  )
  const names = statement.value(
    seen.map((record) => record.name),
    'text[]',
  )
  const parts = [
    `e.tenant_id = ${statement.tenant}`,
    `(e.subject_type is null or e.subject_type = any(${names}))`,
  ]
  if (filter?.types) {
    if (filter.types.length > maxTypes) throw LoncaError.badInput(`"types" takes at most ${maxTypes} names.`)
    parts.push(`e.type = any(${statement.value(filter.types, 'text[]')})`)
  }
  if (filter?.subjectId != null) {
    const decoded = decodeId(filter.subjectId)
    const record = decoded && reader.relations.byPrefix.get(decoded.prefix)
    // An id of no record matches nothing, exactly as an unknown one does.
    if (!decoded || !record) parts.push('false')
    else {
      parts.push(`e.subject_type = ${statement.value(record.name, 'text')}`)
      parts.push(`e.subject_id = ${statement.value(decoded.uuid, 'uuid')}`)
    }
  }
  if (filter?.from) parts.push(`e.occurred_at >= ${statement.value(filter.from, 'timestamptz')}`)
  if (filter?.to) parts.push(`e.occurred_at < ${statement.value(filter.to, 'timestamptz')}`)
  return parts.join(' and ')
}

function shown(event: StoredEvent, reader: Reader, set: BlueprintSet): TenantEvent {
  const record = event.subjectType ? reader.relations.byName.get(event.subjectType) : undefined
  const named = record && !record.internal && event.subjectId
  return {
    id: encodeId(eventPrefix, event.id),
    type: event.type,
    title: eventTitle(set, event.type),
    occurredAt: event.occurredAt,
    actor: { kind: event.actorKind, name: event.actorName },
    subject: named ? { type: record.name, id: encodeId(record.prefix, named) } : null,
    requestId: event.requestId,
    payload: event.payload,
  }
}

function cursorOf(event: StoredEvent): string {
  return Buffer.from(JSON.stringify([event.occurredAt, event.id])).toString('base64url')
}

function beyond(cursor: string, statement: Statement): string {
  const [at, id] = readCursor(cursor)
  return `(e.occurred_at, e.id) < (${statement.value(at, 'timestamptz')}, ${statement.value(id, 'uuid')})`
}

function readCursor(cursor: string): [string, string] {
  try {
    const [at, id, ...more] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as string[]
    const isMoment =
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at ?? '') && !Number.isNaN(Date.parse(at ?? ''))
    const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id ?? '')
    if (at && id && isMoment && isId && more.length === 0) return [at, id]
  } catch {
    // What cannot be read is answered like what does not fit.
  }
  throw LoncaError.badInput('This cursor does not belong to the event log: start from the first page.')
}
