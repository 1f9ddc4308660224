import { setTimeout as delay } from 'node:timers/promises'
import type { Change, ChangeRequest, Live } from '../../modules/audit/index.ts'
import {
  decodeId,
  LoncaError,
  type Principal,
  type RecordClass,
  type RecordMeta,
  type RequestContext,
  reachInto,
  recordMeta,
} from '../../schema/index.ts'
import type { FeedEvent } from './feed-reader.ts'
import type { FeedCursor, LiveFeed } from './live-feed.ts'
import { stoppable } from './stoppable.ts'

/** As long as a principal is cached: what was allowed that long ago is asked again before it is delivered. */
const freshMs = 1_000
const checkedAtOnce = 100

/** The tenant's feed as one person may see it, event by event. */
export class ViewerFeed implements Live {
  /**
   * @param fresh the context of the moment, with who the person is now; fails when the session is over, and with it
   *   every iteration.
   */
  constructor(
    private readonly feed: LiveFeed,
    private readonly pulseMs: number,
    private readonly fresh: () => Promise<RequestContext & { readonly principal: Principal }>,
  ) {}

  async changes(request: ChangeRequest): Promise<AsyncIterable<Change>> {
    const cursor = await this.#listen(request.after ?? null)
    return stoppable(this.#each(cursor, passes(request)), () => cursor.close())
  }

  async pulses(request: ChangeRequest): Promise<AsyncIterable<Change>> {
    const cursor = await this.#listen(request.after ?? null)
    const stop = new AbortController()
    return stoppable(this.#latest(cursor, passes(request), stop.signal), () => {
      stop.abort()
      cursor.close()
    })
  }

  async follow(record: RecordClass, id: string): Promise<AsyncIterable<Change>> {
    const meta = recordMeta(record)
    const decoded = decodeId(id)
    const cursor = await this.#listen(null)
    const start = {
      position: cursor.position,
      eventType: null,
      type: meta.name,
      id: decoded?.uuid ?? '',
      at: null,
    }
    try {
      const context = await this.fresh()
      const known = decoded?.prefix === meta.prefix && (await context.read.byId(meta, decoded.uuid))
      if (!known)
        throw new LoncaError('NOT_FOUND', `There is no ${meta.title.en.toLowerCase()} with this id.`)
    } catch (error) {
      cursor.close()
      throw error
    }
    const stop = new AbortController()
    const passing = passes({ ids: [id], types: [meta.name] })
    const rest = this.#latest(cursor, passing, stop.signal)
    return stoppable(startingWith(start, rest), () => {
      stop.abort()
      cursor.close()
    })
  }

  async #listen(after: string | null): Promise<FeedCursor> {
    const { principal } = await this.fresh()
    return this.feed.listen(principal.tenantId, after)
  }

  async *#each(cursor: FeedCursor, passing: Passing): AsyncGenerator<Change, void, undefined> {
    try {
      for (let events = await cursor.next(); events.length > 0; events = await cursor.next()) {
        const wanted = events.filter(passing)
        while (wanted.length > 0) yield* this.#whileFresh(wanted)
      }
    } finally {
      cursor.close()
    }
  }

  /** Takes events off the front of `wanted` for as long as the answer to "may they see this" is fresh. */
  async *#whileFresh(wanted: FeedEvent[]): AsyncGenerator<Change, void, undefined> {
    const some = wanted.slice(0, checkedAtOnce)
    const visible = await this.#visible(some)
    const until = performance.now() + freshMs
    for (const event of some) {
      if (performance.now() > until) return
      wanted.shift()
      if (visible.has(event)) yield changeOf(event)
    }
  }

  async *#latest(
    cursor: FeedCursor,
    passing: Passing,
    signal: AbortSignal,
  ): AsyncGenerator<Change, void, undefined> {
    let latest: FeedEvent | undefined
    try {
      for (let events = await cursor.next(); events.length > 0; events = await cursor.next()) {
        const wanted = events.filter(passing)
        if (wanted.length > 0) {
          const visible = await this.#visible(wanted)
          latest = wanted.findLast((event) => visible.has(event)) ?? latest
        }
        if (!latest || !cursor.caughtUp) continue
        yield changeOf(latest)
        latest = undefined
        await delay(this.pulseMs, undefined, { signal }).catch(() => undefined)
      }
    } finally {
      cursor.close()
    }
  }

  /** Which of these events the person may see now: their records are in the schema and within reach. */
  async #visible(events: readonly FeedEvent[]): Promise<Set<FeedEvent>> {
    const context = await this.fresh()
    const seen = new Set<FeedEvent>()
    const asked = new Map<RecordMeta, FeedEvent[]>()
    for (const event of events) {
      const meta = event.subjectType && context.set.relations.byName.get(event.subjectType)
      if (!meta || meta.internal || !event.subjectId) continue
      const reach = reachInto(meta, 'see', context.principal)
      if (reach === 'none') continue
      // Whoever sees the whole tenant is also told of rows that are gone.
      if ((reach === 'all' && !meta.hangsOn) || left(event, meta, context.principal)) seen.add(event)
      else asked.set(meta, [...(asked.get(meta) ?? []), event])
    }
    for (const [meta, ofRecord] of asked) {
      const ids = [...new Set(ofRecord.map((event) => event.subjectId ?? ''))]
      const reachable = await context.read.reachable(meta, ids, 'see')
      for (const event of ofRecord) if (reachable.has(event.subjectId ?? '')) seen.add(event)
    }
    return seen
  }
}

type Passing = (event: FeedEvent) => boolean

function passes({ types, ids, concerns }: ChangeRequest): Passing {
  const uuids = ids && new Set(ids.map((id) => decodeId(id)?.uuid))
  const names = types && new Set(types)
  return ({ eventType, subjectType, subjectId }) =>
    subjectType !== null &&
    subjectId !== null &&
    (!names || names.has(subjectType)) &&
    (!uuids || uuids.has(subjectId)) &&
    (!concerns || concerns(eventType))
}

/** Someone from whom the event took the record must hear that it is gone. */
function left(event: FeedEvent, meta: RecordMeta, principal: Principal): boolean {
  const previous = event.previousStaffId && decodeId(event.previousStaffId)?.uuid
  if (!previous) return false
  const isTeam = reachInto(meta, 'see', principal) === 'team'
  return isTeam ? principal.teamIds.includes(previous) : principal.assigneeId === previous
}

function changeOf({ position, eventType, subjectType, subjectId, at }: FeedEvent): Change {
  return { position, eventType, type: subjectType ?? '', id: subjectId ?? '', at }
}

async function* startingWith<T>(
  first: T,
  rest: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  yield first
  yield* rest
}
