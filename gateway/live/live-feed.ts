import { LoncaError, type Reader } from '../../schema/index.ts'
import type { FeedEnds } from '../relay.ts'
import type { FeedEvent, FeedReader } from './feed-reader.ts'

const batchRows = 500
/** Recent events kept for each tenant with listeners, and only as long as one of them has yet to take them. */
const keptEvents = 2_000
const parallelReads = 4
const retryMs = 1_000
/** How long the feed of a tenant that was asked for its position is followed without anybody listening. */
const warmMs = 60_000
const maxWarm = 5_000

/**
 * The feeds of the tenants that somebody listens to in this process. Listeners pull: each has its place in the feed
 * and takes the next events when it has passed on the last ones, so a slow one costs no memory. What several of them
 * are about to take is read once; one that is far behind reads for itself.
 */
export class LiveFeed {
  readonly #channels = new Map<string, Channel>()
  #again = false
  /** Where feeds end that are known to have grown, when nothing is known of the others. */
  #ends = new Map<string, number>()
  #reading: Promise<void> | null = null
  #retry: NodeJS.Timeout | undefined
  #closed = false

  constructor(
    readonly reader: FeedReader,
    private readonly maxReplay: number,
    private readonly onError: (error: unknown) => void,
    /** Hears of each tenant's events before any listener does. */
    private readonly onEvents: (tenantId: string, events: readonly FeedEvent[]) => void = () => undefined,
  ) {}

  /** To be called when any feed may have grown, with the `ends` of those that did where they are known. Never fails. */
  moved(ends?: FeedEnds): void {
    if (!ends) this.#again = true
    for (const [tenantId, end] of ends ?? []) if (this.#channels.has(tenantId)) this.#ends.set(tenantId, end)
    if (this.#closed || this.#channels.size === 0) return
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = null
      if (this.#isDue) this.moved(new Map())
    })
  }

  get #isDue(): boolean {
    return this.#again || this.#ends.size > 0
  }

  /**
   * The position that everything includes which an operation reads from now on: from memory for a tenant that is
   * listened to or was asked for lately (then perhaps a little early, which repeats an event and never loses one), else
   * asked in the operation's own round, of whose snapshot it is then; only that is a promise.
   */
  position(read: Reader): Promise<number> | number {
    const { tenantId } = read.principal
    const known = this.#channels.get(tenantId)
    const warmUntil = performance.now() + warmMs
    if (known?.ready) {
      known.warmUntil = warmUntil
      return known.position
    }
    return this.#asked(read)
  }

  async #asked(read: Reader): Promise<number> {
    const { tenantId } = read.principal
    const position = await this.reader.last(read)
    const warmUntil = performance.now() + warmMs
    if (!this.#channels.has(tenantId) && this.#channels.size < maxWarm) {
      const channel = Object.assign(new Channel(tenantId), { ready: true, position, warmUntil })
      this.#channels.set(tenantId, channel)
      // What the feed gained while the statement was under way.
      this.moved()
    }
    return position
  }

  /** A place in the tenant's feed: after a known position, or at the end. RESYNC_REQUIRED for what cannot be replayed. */
  async listen(tenantId: string, after: string | null): Promise<FeedCursor> {
    const channel = this.#channels.get(tenantId) ?? new Channel(tenantId)
    this.#channels.set(tenantId, channel)
    const cursor = new FeedCursor(channel, this.reader, this.maxReplay, () => this.#forgetUnwanted(channel))
    channel.cursors.add(cursor)
    try {
      const { first, last } = await this.reader.bounds(tenantId)
      // The first one to listen opens the channel; what comes in later is read from here on.
      if (!channel.ready) Object.assign(channel, { ready: true, position: last })
      const position = after === null ? channel.position : Number(after)
      if (position > last || position < first - 1 || position < last - this.maxReplay) throw resync()
      cursor.position = position
      this.moved()
      await cursor.reached()
    } catch (error) {
      cursor.close()
      throw error
    }
    return cursor
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#retry)
    for (const channel of this.#channels.values()) for (const cursor of [...channel.cursors]) cursor.close()
    await this.#reading
  }

  #forgetUnwanted(channel: Channel): void {
    const isWanted = channel.cursors.size > 0 || channel.warmUntil > performance.now()
    if (!isWanted && this.#channels.get(channel.tenantId) === channel) this.#channels.delete(channel.tenantId)
  }

  async #readOn(): Promise<void> {
    while (this.#isDue && !this.#closed) {
      const ends = this.#again ? null : this.#ends
      this.#again = false
      this.#ends = new Map()
      try {
        await this.#advanceAll(ends)
      } catch (error) {
        this.onError(error)
        clearTimeout(this.#retry)
        this.#retry = setTimeout(() => this.moved(), retryMs)
      }
    }
  }

  /** @param ends of the feeds that grew; null: they are asked for. */
  async #advanceAll(ends: FeedEnds | null): Promise<void> {
    for (const channel of this.#channels.values()) this.#forgetUnwanted(channel)
    const open = [...this.#channels.values()].filter((channel) => channel.ready)
    if (open.length === 0) return
    const positions = ends ?? (await this.reader.positions(open.map((channel) => channel.tenantId)))
    const behind = open.filter((channel) => (positions.get(channel.tenantId) ?? 0) > channel.position)
    const workers = Array.from({ length: Math.min(parallelReads, behind.length) }, async () => {
      for (let channel = behind.shift(); channel; channel = behind.shift()) {
        await this.#advance(channel, positions.get(channel.tenantId) ?? 0)
      }
    })
    await Promise.all(workers)
  }

  async #advance(channel: Channel, last: number): Promise<void> {
    if (channel.cursors.size === 0) return channel.jumpTo(last)
    if (last - channel.position > keptEvents) channel.jumpTo(last - keptEvents)
    while (channel.position < last && channel.cursors.size > 0) {
      const events = await this.reader.after(channel.tenantId, channel.position, batchRows)
      if (events.length === 0) return channel.jumpTo(last)
      this.onEvents(channel.tenantId, events)
      channel.append(events)
    }
  }
}

/** What this process knows of one tenant's feed. Its position only grows. */
class Channel {
  readonly cursors = new Set<FeedCursor>()
  ready = false
  position = 0
  warmUntil = 0
  #recent: FeedEvent[] = []

  constructor(readonly tenantId: string) {}

  append(events: readonly FeedEvent[]): void {
    const slowest = Math.min(...[...this.cursors].map((cursor) => cursor.position))
    const wanted = this.#recent.filter((event) => event.position > slowest)
    this.#recent = [...wanted, ...events].slice(-keptEvents)
    this.position = events.at(-1)?.position ?? this.position
    this.#tell()
  }

  /** Leaves out what each listener then reads for itself. */
  jumpTo(position: number): void {
    this.#recent = []
    this.position = position
    this.#tell()
  }

  /** The events right after a position, or null when they are no longer kept. */
  recentAfter(position: number): readonly FeedEvent[] | null {
    const [oldest] = this.#recent
    if (!oldest || oldest.position > position + 1) return null
    const found = this.#recent.slice(position + 1 - oldest.position)
    return found.length > 0 ? found.slice(0, batchRows) : null
  }

  #tell(): void {
    for (const cursor of this.cursors) cursor.wake()
  }
}

/**
 * One listener's place in a feed. It is never ahead of the channel: nobody is handed one that is, and it takes no event
 * that the channel has yet to read. So whoever stands where the channel does has heard all that any other listener of
 * this process was told, and those who join one another there miss nothing between their places.
 */
export class FeedCursor {
  position = 0
  #closed = false
  #wake: (() => void) | null = null

  constructor(
    private readonly channel: Channel,
    private readonly reader: FeedReader,
    private readonly maxReplay: number,
    private readonly onClose: () => void,
  ) {}

  /** Whether everything that this process knows of was taken. */
  get caughtUp(): boolean {
    return this.position === this.channel.position
  }

  /**
   * Resolves when the process has come as far, or the cursor is closed: at once, but for a listener who read further
   * through another process and begins in what this one is about to read.
   */
  async reached(): Promise<void> {
    while (!this.#closed && this.position > this.channel.position) await this.#woken()
  }

  /** The next events, as soon as there are any; none once the cursor is closed. */
  async next(): Promise<readonly FeedEvent[]> {
    while (!this.#closed) {
      if (this.caughtUp) {
        await this.#woken()
        continue
      }
      const behind = this.channel.position - this.position
      if (behind > this.maxReplay) throw resync()
      const events =
        this.channel.recentAfter(this.position) ??
        // What the feed gained meanwhile is the channel's to read first.
        (await this.reader.after(this.channel.tenantId, this.position, Math.min(behind, batchRows)))
      // The feed is dense: a gap means that it was trimmed, or an event behind it is gone.
      if (events[0]?.position !== this.position + 1) throw resync()
      if (events.at(-1)?.position !== this.position + events.length) throw resync()
      this.position += events.length
      return events
    }
    return []
  }

  /** Another listener's place in the same feed, where this one has been. To be asked for while this one is open. */
  fork(position = this.position): FeedCursor {
    const fork = new FeedCursor(this.channel, this.reader, this.maxReplay, this.onClose)
    fork.position = position
    this.channel.cursors.add(fork)
    return fork
  }

  wake(): void {
    this.#wake?.()
    this.#wake = null
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.channel.cursors.delete(this)
    this.wake()
    this.onClose()
  }
}

function resync(): LoncaError {
  return new LoncaError(
    'RESYNC_REQUIRED',
    'The feed cannot be replayed from this position: ask your query again and subscribe after its extensions.position.',
  )
}
