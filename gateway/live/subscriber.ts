import type { OperationDefinitionNode } from 'graphql'
import type { Change } from '../../modules/audit/index.ts'
import type { OperationTally } from '../telemetry/operation-scope.ts'
import { FeedWalk, type SignedInContext } from './feed-walk.ts'
import type { FeedCursor } from './live-feed.ts'
import type { LiveSocket } from './live-socket.ts'
import type { RunningOperation } from './running-operation.ts'
import type { SharedExecution } from './shared-execution.ts'
import type { SharedSubscription } from './shared-subscription.ts'
import type { SubscriptionVoice } from './shared-subscriptions.ts'

export interface SubscriberParts {
  readonly voice: SubscriptionVoice
  /** Takes in somebody who has heard everything so far. */
  join(subscriber: Subscriber, cursor: FeedCursor, context: SignedInContext): void
}

/**
 * One client's subscription. It reads for itself, at the pace of its socket, until it heard everything; then it joins
 * those who hear the same, and costs nothing but its place among them. Who falls behind there reads for itself again.
 */
export class Subscriber implements RunningOperation {
  /** Everything up to here was sent. */
  heard = 0
  group: SharedSubscription | null = null
  /** Its id as JSON. */
  readonly name: string
  readonly requestId: string
  readonly tally: OperationTally
  readonly began: number
  #walk: FeedWalk | null = null
  #isOver = false

  constructor(
    private readonly parts: SubscriberParts,
    readonly live: LiveSocket,
    readonly id: string,
    /** The group's own once it has joined, so that what many asked for is kept once. */
    public execution: SharedExecution,
    running: RunningOperation,
  ) {
    this.name = JSON.stringify(id)
    this.requestId = running.requestId
    this.tally = running.tally
    this.began = running.began
  }

  get definition(): OperationDefinitionNode {
    return this.execution.definition
  }

  get isOver(): boolean {
    return this.#isOver
  }

  // What answers to queries tell of themselves, events do not.
  get position(): null {
    return null
  }

  get plan(): null {
    return null
  }

  get charge(): null {
    return null
  }

  /** Reads on from a place in the feed; `start` is told first. Never fails. */
  async read(cursor: FeedCursor, start: Change | null = null): Promise<void> {
    this.group = null
    this.heard = cursor.position
    let context: SignedInContext | null = null
    let hasJoined = false
    const fresh = async () => {
      context = await this.live.signedIn(this.requestId)
      return context
    }
    const leaves = () => {
      if (!context || this.#isOver) return true
      hasJoined = true
      this.parts.join(this, cursor, context)
      return true
    }
    const walk = new FeedWalk(cursor, this.execution.wanted, { fresh, leaves })
    this.#walk = walk
    try {
      await fresh()
      if (start) await this.#tell(start, await fresh())
      for await (const change of walk.changes()) {
        await this.#tell(change, await fresh())
        this.heard = change.position
      }
      // By now the others may have let go of it again.
      if (!hasJoined) this.end(true)
    } catch (error) {
      this.fail(error)
    } finally {
      walk.stop()
      if (this.#walk === walk) this.#walk = null
    }
  }

  fail(error: unknown): void {
    if (this.#over()) this.parts.voice.failed(this.live, this, error)
  }

  /** @param says the client does not know yet. */
  end(says: boolean): void {
    if (this.#over()) this.parts.voice.ended(this.live, this, says)
  }

  /** True the first time. */
  #over(): boolean {
    if (this.#isOver) return false
    this.#isOver = true
    this.#walk?.stop()
    this.group?.remove(this)
    return true
  }

  async #tell(change: Change, context: SignedInContext): Promise<void> {
    const result = await this.execution.answer(change, context)
    if (this.#isOver) return
    const payload = this.parts.voice.payload(this.live, this, result)
    await this.live.send(`{"id":${this.name},"type":"next","payload":${payload}}`)
  }
}
