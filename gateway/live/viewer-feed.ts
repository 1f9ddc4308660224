import type { Change, ChangeRequest, Live } from '../../modules/audit/index.ts'
import { decodeId, LoncaError, type RecordClass, recordMeta } from '../../schema/index.ts'
import { FeedWalk, type SignedInContext, type Wanted } from './feed-walk.ts'
import type { FeedCursor, LiveFeed } from './live-feed.ts'
import { stoppable } from './stoppable.ts'

type Fresh = () => Promise<SignedInContext>

/** The tenant's feed as one person may see it, event by event. */
export class ViewerFeed implements Live {
  /**
   * @param fresh the context of the moment, with who the person is now; fails when the session is over, and with it
   *   every iteration.
   */
  constructor(
    private readonly feed: LiveFeed,
    private readonly pulseMs: number,
    private readonly fresh: Fresh,
  ) {}

  async changes(request: ChangeRequest): Promise<Listening> {
    const cursor = await this.#listen(request.after ?? null)
    return new Listening(cursor, { request, pulseMs: null }, null, this.fresh)
  }

  async pulses(request: ChangeRequest): Promise<Listening> {
    const cursor = await this.#listen(request.after ?? null)
    return new Listening(cursor, { request, pulseMs: this.pulseMs }, null, this.fresh)
  }

  async follow(record: RecordClass, id: string): Promise<Listening> {
    const meta = recordMeta(record)
    const decoded = decodeId(id)
    const cursor = await this.#listen(null)
    const { position } = cursor
    const start = { position, eventType: null, type: meta.name, id: decoded?.uuid ?? '', at: null }
    try {
      const context = await this.fresh()
      const known = decoded?.prefix === meta.prefix && (await context.read.byId(meta, decoded.uuid))
      if (!known)
        throw new LoncaError('NOT_FOUND', `There is no ${meta.title.en.toLowerCase()} with this id.`)
    } catch (error) {
      cursor.close()
      throw error
    }
    const request = { ids: [id], types: [meta.name] }
    return new Listening(cursor, { request, pulseMs: this.pulseMs }, start, this.fresh)
  }

  async #listen(after: string | null): Promise<FeedCursor> {
    const { principal } = await this.fresh()
    return this.feed.listen(principal.tenantId, after)
  }
}

/**
 * What a subscription listens to. Whoever iterates over it hears it alone; the gateway takes it apart instead, so that
 * all who would hear the same share one walk along the feed.
 */
export class Listening implements AsyncIterable<Change> {
  constructor(
    readonly cursor: FeedCursor,
    readonly wanted: Wanted,
    /** Told before anything that happens; null for most. */
    readonly start: Change | null,
    private readonly fresh: Fresh,
  ) {}

  [Symbol.asyncIterator](): AsyncGenerator<Change, void, undefined> {
    const walk = new FeedWalk(this.cursor, this.wanted, { fresh: this.fresh })
    return stoppable(this.#changes(walk), () => walk.stop())
  }

  async *#changes(walk: FeedWalk): AsyncGenerator<Change, void, undefined> {
    try {
      if (this.start) yield this.start
      yield* walk.changes()
    } finally {
      walk.stop()
    }
  }
}
