import {
  type BlueprintSet,
  encodeId,
  LoncaError,
  type Reader,
  recordMeta,
  Statement,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { eventConditions } from './event-conditions.ts'
import { eventModule, eventTitle } from './event-title.ts'
import { safeLabelSql } from './safe-label.ts'
import type { EventFilter } from './tenant-event.ts'

const eventPrefix = 'evt'
const memberPrefix = recordMeta(Membership).prefix
const defaultPageSize = 20
const maxPageSize = 100

export interface EventPageArguments {
  readonly first?: number | null
  readonly after?: string | null
  readonly filter?: EventFilter | null
}

export interface StoredEvent {
  id: string
  type: string
  occurredAt: string
  actorKind: string
  actorName: string | null
  memberId: string | null
  requestId: string | null
  subjectType: string | null
  subjectId: string | null
  label: string | null
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
  const stored = await storedEvents(reader, set, { ...args, first: size + 1, isLabelled: true })
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
    totalCount: () => countEvents(reader, set, args.filter),
  }
}

/** The rows behind a page, as many as `first` says, with what their subjects are called when they are to be shown. */
export async function storedEvents(
  reader: Reader,
  set: BlueprintSet,
  {
    first,
    after,
    filter,
    isLabelled,
  }: EventPageArguments & {
    readonly first: number
    readonly isLabelled?: boolean
  },
): Promise<StoredEvent[]> {
  const statement = new Statement(reader.principal.tenantId)
  const where = [eventConditions(reader, set, filter, statement)]
  if (after != null) where.push(beyond(after, statement))
  const rows = `
    select e.id as "id", e.type as "type", e.request_id as "requestId",
      to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "occurredAt",
      e.actor_kind as "actorKind", m.name as "actorName", m.id as "memberId",
      e.subject_type as "subjectType", e.subject_id as "subjectId", e.payload as "payload"
    from tenant_event_logs e
    left join lateral (
      select m.id, m.name from memberships m where m.tenant_id = e.tenant_id and m.user_id = e.actor_id limit 1
    ) m on true
    where ${where.join(' and ')}
    order by e.occurred_at desc, e.id desc
    limit ${statement.value(first, 'int')}`
  const label = isLabelled
    ? safeLabelSql(reader, 'e."subjectType"', 'e."subjectId"', statement)
    : 'null::text'
  const plan = `select coalesce(json_agg(one), '[]'::json) from (select e.*, ${label} as "label" from (${rows}) e) one`
  return (await reader.ask(statement, plan)) as StoredEvent[]
}

async function countEvents(
  reader: Reader,
  set: BlueprintSet,
  filter: EventFilter | null | undefined,
): Promise<number> {
  const statement = new Statement(reader.principal.tenantId)
  const plan = `select count(*)::int from tenant_event_logs e where ${eventConditions(reader, set, filter, statement)}`
  return (await reader.ask(statement, plan)) as number
}

function shown(event: StoredEvent, reader: Reader, set: BlueprintSet) {
  const record = event.subjectType ? reader.relations.byName.get(event.subjectType) : undefined
  const named = record && !record.internal && event.subjectId
  return {
    id: encodeId(eventPrefix, event.id),
    type: event.type,
    title: eventTitle(set, event.type),
    occurredAt: event.occurredAt,
    module: eventModule(set, event.type, event.subjectType),
    actor: {
      kind: event.actorKind,
      id: event.memberId && encodeId(memberPrefix, event.memberId),
      name: event.actorName,
    },
    subject: named
      ? {
          type: record.name,
          id: encodeId(record.prefix, named),
          title: record.title,
          label: event.label,
        }
      : null,
    requestId: event.requestId,
    payload: event.payload,
  }
}

export function cursorOf(event: StoredEvent): string {
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
