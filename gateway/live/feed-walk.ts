import { setTimeout as delay } from 'node:timers/promises'
import type { Change, ChangeRequest } from '../../modules/audit/index.ts'
import {
  decodeId,
  type Principal,
  type RecordMeta,
  type RequestContext,
  reachInto,
} from '../../schema/index.ts'
import type { FeedEvent } from './feed-reader.ts'
import type { FeedCursor } from './live-feed.ts'

/** As long as a principal is cached: what was allowed that long ago is asked again before it is delivered. */
export const freshMs = 1_000
const checkedAtOnce = 100

export type SignedInContext = RequestContext & { readonly principal: Principal }

/** Which changes somebody wants to hear of, and whether each of them or the latest from time to time. */
export interface Wanted {
  readonly request: ChangeRequest
  /** Milliseconds between two messages; null: each change is told. */
  readonly pulseMs: number | null
}

export interface Walker {
  /** The context of the moment, with who is listening now; fails when nobody may any more. */
  fresh(): Promise<SignedInContext>
  /** Asked whenever everything that this process knows of was passed on; true ends the walk. */
  leaves?(): boolean
}

/** The way of one listener, or of several who see the same, along the feed of their tenant. */
export class FeedWalk {
  /** Everything up to this position was passed on, or was not for this listener. */
  passed: number
  readonly #stop = new AbortController()

  constructor(
    readonly cursor: FeedCursor,
    private readonly wanted: Wanted,
    private readonly walker: Walker,
  ) {
    this.passed = cursor.position
  }

  /**
   * What the listener may see at that moment, in the order of the feed; it ends when the walk is stopped, which is to
   * be done at any other end, too.
   */
  changes(): AsyncGenerator<Change, void, undefined> {
    const passing = passes(this.wanted.request)
    const { pulseMs } = this.wanted
    return pulseMs === null ? this.#each(passing) : this.#latest(passing, pulseMs)
  }

  stop(): void {
    this.#stop.abort()
    this.cursor.close()
  }

  async *#each(passing: Passing): AsyncGenerator<Change, void, undefined> {
    while (!this.#leaves()) {
      const events = await this.cursor.next()
      if (events.length === 0) return
      const wanted = events.filter(passing)
      while (wanted.length > 0) yield* this.#whileFresh(wanted)
      this.passed = this.cursor.position
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

  async *#latest(passing: Passing, pulseMs: number): AsyncGenerator<Change, void, undefined> {
    let latest: FeedEvent | undefined
    while (latest || !this.#leaves()) {
      const events = await this.cursor.next()
      if (events.length === 0) return
      const wanted = events.filter(passing)
      if (wanted.length > 0) {
        const visible = await this.#visible(wanted)
        latest = wanted.findLast((event) => visible.has(event)) ?? latest
      }
      if (latest && this.cursor.caughtUp) {
        yield changeOf(latest)
        latest = undefined
        await delay(pulseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined)
      }
      if (!latest) this.passed = this.cursor.position
    }
  }

  #leaves(): boolean {
    return this.cursor.caughtUp && (this.walker.leaves?.() ?? false)
  }

  /** Which of these events the listener may see now: their records are in the schema and within reach. */
  async #visible(events: readonly FeedEvent[]): Promise<Set<FeedEvent>> {
    const context = await this.walker.fresh()
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
