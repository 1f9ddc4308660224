import { setTimeout as delay } from 'node:timers/promises'
import type { Change, ChangeRequest } from '../../modules/audit/index.ts'
import { decodeId, type Principal, type RecordMeta, reachInto } from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'
import { viewerKeyOf } from './audience.ts'
import type { FeedEvent } from './feed-reader.ts'
import type { FeedCursor } from './live-feed.ts'

/** As long as a principal is cached: what was allowed that long ago is asked again before it is delivered. */
const freshMs = 1_000
const checkedAtOnce = 100
/** Viewers whose rows are looked up at the same time; each takes a connection. */
const askedTogether = 4

export type SignedInContext = OperationContext & { readonly principal: Principal }

/** Which changes somebody wants to hear of, and whether each of them or the latest from time to time. */
export interface Wanted {
  readonly request: ChangeRequest
  /** Milliseconds between two messages; null: each change is told. */
  readonly pulseMs: number | null
}

export interface Walker {
  /** The context of the moment, with who is listening now; fails when nobody may any more. */
  fresh(): Promise<SignedInContext>
  /** Where several listen who may do the same: a context for each who may see other rows than the rest. */
  viewers?(): readonly SignedInContext[]
  /** Asked whenever everything that this process knows of was passed on; true ends the walk. */
  leaves?(): boolean
}

/** Who may be told of something: everybody who listens, or whether each viewer may, by `viewerKeyOf`. */
export type Visibility = 'everybody' | ReadonlyMap<string, boolean>

export interface Step {
  readonly change: Change
  readonly to: Visibility
}

/** The way of one listener, or of several with the same permissions, along the feed of their tenant. */
export class FeedWalk {
  /** Everything up to this position was passed on, or was not for those who listen. */
  passed: number
  readonly #stop = new AbortController()

  constructor(
    readonly cursor: FeedCursor,
    private readonly wanted: Wanted,
    private readonly walker: Walker,
  ) {
    this.passed = cursor.position
  }

  /** As `steps`, for a single listener. */
  async *changes(): AsyncGenerator<Change, void, undefined> {
    for await (const { change } of this.steps()) yield change
  }

  /**
   * What somebody who listens may see at that moment; it ends when the walk is stopped, which is to be done at any
   * other end, too. In the order of the feed; of pulses the latest comes first, for those who may see it, and is the
   * only one for them.
   */
  steps(): AsyncGenerator<Step, void, undefined> {
    const passing = passes(this.wanted.request)
    const { pulseMs } = this.wanted
    return pulseMs === null ? this.#each(passing) : this.#pulses(passing, pulseMs)
  }

  stop(): void {
    this.#stop.abort()
    this.cursor.close()
  }

  async *#each(passing: Passing): AsyncGenerator<Step, void, undefined> {
    while (!this.#leaves()) {
      const events = await this.cursor.next()
      if (events.length === 0) return
      const wanted = events.filter(passing)
      while (wanted.length > 0) yield* this.#whileFresh(wanted)
      this.passed = this.cursor.position
    }
  }

  /** Takes events off the front of `wanted` for as long as the answer to "may they see this" is fresh. */
  async *#whileFresh(wanted: FeedEvent[]): AsyncGenerator<Step, void, undefined> {
    const some = wanted.slice(0, checkedAtOnce)
    const visible = await this.#visible(some)
    const until = performance.now() + freshMs
    for (const event of some) {
      if (performance.now() > until) return
      wanted.shift()
      const to = visible.get(event)
      if (to) yield { change: changeOf(event), to }
    }
  }

  async *#pulses(passing: Passing, pulseMs: number): AsyncGenerator<Step, void, undefined> {
    const latest = new LatestEvents()
    while (!latest.isEmpty || !this.#leaves()) {
      const events = await this.cursor.next()
      if (events.length === 0) return
      const wanted = events.filter(passing)
      if (wanted.length > 0) latest.add(await this.#visible(wanted))
      if (!latest.isEmpty && this.cursor.caughtUp) {
        yield* latest.take()
        await delay(pulseMs, undefined, { signal: this.#stop.signal }).catch(() => undefined)
      }
      if (latest.isEmpty) this.passed = this.cursor.position
    }
  }

  #leaves(): boolean {
    return this.cursor.caughtUp && (this.walker.leaves?.() ?? false)
  }

  /** Which of these events somebody may see now, and who: their records are in the schema and within reach. */
  async #visible(events: readonly FeedEvent[]): Promise<Map<FeedEvent, Visibility>> {
    const context = await this.walker.fresh()
    const visible = new Map<FeedEvent, Visibility>()
    const asked: FeedEvent[] = []
    for (const event of events) {
      const meta = metaOf(event, context)
      const reach = meta ? reachInto(meta, 'see', context.principal) : 'none'
      if (!meta || reach === 'none') continue
      // Whoever sees the whole tenant is also told of rows that are gone.
      if (reach === 'all' && !meta.hangsOn) visible.set(event, 'everybody')
      else asked.push(event)
    }
    if (asked.length === 0) return visible
    const viewers = [...(this.walker.viewers?.() ?? [context])]
    const answers = new Map(asked.map((event) => [event, new Map<string, boolean>()]))
    const askers = Array.from({ length: askedTogether }, async () => {
      for (let viewer = viewers.pop(); viewer; viewer = viewers.pop()) {
        const reachable = await reachableTo(viewer, asked)
        for (const [event, to] of answers) to.set(viewerKeyOf(viewer.principal), reachable.has(event))
      }
    })
    await Promise.all(askers)
    for (const [event, to] of answers) if ([...to.values()].includes(true)) visible.set(event, to)
    return visible
  }
}

/** Of what happened since the last pulse, the latest that each may see. */
class LatestEvents {
  #toAll: FeedEvent | null = null
  readonly #toSome = new Map<string, FeedEvent>()

  get isEmpty(): boolean {
    return this.#toAll === null && this.#toSome.size === 0
  }

  /** Later ones than those before. */
  add(visible: ReadonlyMap<FeedEvent, Visibility>): void {
    for (const [event, to] of [...visible].sort(([one], [other]) => one.position - other.position)) {
      if (to === 'everybody') {
        this.#toAll = event
        this.#toSome.clear()
      } else for (const [viewer, may] of to) if (may) this.#toSome.set(viewer, event)
    }
  }

  /** The latest first, so that whoever heard it needs no other. */
  *take(): Generator<Step, void, undefined> {
    const some = [...this.#toSome]
    const toAll = this.#toAll
    this.#toSome.clear()
    this.#toAll = null
    const events = [...new Set(some.map(([, event]) => event))].sort(
      (one, other) => other.position - one.position,
    )
    for (const event of events) {
      yield { change: changeOf(event), to: new Map(some.map(([viewer, its]) => [viewer, its === event])) }
    }
    if (toAll) yield { change: changeOf(toAll), to: 'everybody' }
  }
}

/** Null for an event of something that the schema does not show. */
function metaOf({ subjectType, subjectId }: FeedEvent, { set }: SignedInContext): RecordMeta | null {
  const meta = subjectType && subjectId ? set.relations.byName.get(subjectType) : undefined
  return meta && !meta.internal ? meta : null
}

/** Which of these events one person may see: of rows within reach, and of those that were taken from them. */
async function reachableTo(
  context: SignedInContext,
  events: readonly FeedEvent[],
): Promise<ReadonlySet<FeedEvent>> {
  const seen = new Set<FeedEvent>()
  const asked = new Map<RecordMeta, FeedEvent[]>()
  for (const event of events) {
    const meta = metaOf(event, context)
    if (!meta) continue
    if (left(event, meta, context.principal)) seen.add(event)
    else asked.set(meta, [...(asked.get(meta) ?? []), event])
  }
  for (const [meta, ofRecord] of asked) {
    const ids = [...new Set(ofRecord.map((event) => event.subjectId ?? ''))]
    const reachable = await context.read.reachable(meta, ids, 'see')
    for (const event of ofRecord) if (reachable.has(event.subjectId ?? '')) seen.add(event)
  }
  return seen
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
