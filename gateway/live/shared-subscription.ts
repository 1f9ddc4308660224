import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ExecutionResult } from 'graphql'
import type { Change } from '../../modules/audit/index.ts'
import { LoncaError, type Principal } from '../../schema/index.ts'
import type { Standing } from '../principals.ts'
import { viewerKeyOf } from './audience.ts'
import { FeedWalk, type SignedInContext, type Step, type Visibility } from './feed-walk.ts'
import { SharedFrames } from './frames.ts'
import type { FeedCursor } from './live-feed.ts'
import type { SharedExecution } from './shared-execution.ts'
import type { Subscriber } from './subscriber.ts'

/** Sockets that are written to before anything else has its turn. */
const writtenAtOnce = 500

export interface SharedSubscriptionParts {
  /** Who stands behind each of these tokens now. */
  standing(tokens: readonly string[]): Promise<Standing>
  /** Counts up whenever somebody's access may have changed. */
  generation(): number
  /** Whether somebody may do exactly what everybody here may. */
  isAudience(principal: Principal): boolean
  /** For asking what this person may see. */
  contextOf(principal: Principal): SignedInContext
  /** In which one answer for all is made; `personal` hears when it depends on which of them it is for. */
  contextOfAll(principal: Principal, personal: () => void): SignedInContext
  answer(change: Change, context: SignedInContext): Promise<ExecutionResult>
  /** The payload of a `next` message, as JSON. */
  payload(result: ExecutionResult, first: Subscriber): string
  /** The answers turned out to be one person's each. */
  personal(): void
  /** The last one has gone. */
  empty(): void
}

/**
 * Those who would be answered the same: one walk along the feed, one execution for each change, the same bytes for
 * every socket. All of them have heard everything so far; a socket that is not ready for more leaves and reads for
 * itself, so that nobody waits for anybody and nothing is kept for the slow.
 */
export class SharedSubscription {
  readonly #members = new Set<Subscriber>()
  /** Who left because their socket could not keep up. */
  readonly #slow = new Set<Subscriber>()
  readonly #walk: FeedWalk
  #checkedUntil = 0
  #checkedGeneration = -1
  #isPersonal = false

  constructor(
    private readonly parts: SharedSubscriptionParts,
    readonly execution: SharedExecution,
    private readonly cursor: FeedCursor,
  ) {
    this.#walk = new FeedWalk(cursor, execution.wanted, {
      fresh: async () => parts.contextOf(await this.#first()),
      viewers: () => this.#viewers(),
    })
  }

  /**
   * To be called with somebody who has heard exactly what this process knows of, so no less than anybody here: what
   * the others are about to be told, and it has heard, it is not told again.
   */
  add(subscriber: Subscriber, position: number): void {
    subscriber.heard = position
    subscriber.execution = this.execution
    subscriber.group = this
    this.#slow.delete(subscriber)
    subscriber.live.pace.caughtUp()
    this.#members.add(subscriber)
    // Looked at with all others before the next change, however lately the others were.
    this.#checkedUntil = 0
  }

  remove(subscriber: Subscriber): void {
    this.#members.delete(subscriber)
    this.#slow.delete(subscriber)
    if (this.#members.size > 0) return
    this.#walk.stop()
    this.parts.empty()
  }

  /** Passes on what happens until the last one has gone. Never fails. */
  async run(): Promise<void> {
    try {
      for await (const step of this.#walk.steps()) {
        await this.#pass(step)
        if (!this.#isPersonal) continue
        // Everybody goes on with those who are the same person.
        this.parts.personal()
        for (const member of [...this.#members]) this.#letGo(member, this.#walk.passed)
      }
      for (const member of [...this.#members]) member.end(true)
    } catch (error) {
      for (const member of [...this.#members]) member.fail(error)
    } finally {
      this.#walk.stop()
    }
  }

  async #pass({ change, to }: Step): Promise<void> {
    const principal = await this.#first()
    const context = this.parts.contextOfAll(principal, () => {
      this.#isPersonal = true
    })
    const result = await this.parts.answer(change, context).catch((error) => {
      if (this.#isPersonal) return null
      throw error
    })
    const [first] = this.#members
    if (this.#isPersonal || !first || !result) return
    const frames = new SharedFrames(this.parts.payload(result, first))
    let written = 0
    for (const member of this.#members) {
      if (member.heard >= change.position || !this.#mayHear(member, to)) continue
      if (member.live.sendShared(frames, member.name)) {
        member.heard = change.position
      } else {
        this.#letGo(member, change.position - 1)
        this.#slow.add(member)
      }
      written += 1
      if (written % writtenAtOnce === 0) await nextTurn()
    }
    for (const slow of this.#slow) {
      if (slow.isOver) this.#slow.delete(slow)
      else slow.live.pace.withhold(frames.payloadBytes)
    }
  }

  #mayHear(member: Subscriber, to: Visibility): boolean {
    const { listens, principalSeen } = member.live
    if (!listens || !principalSeen) return false
    if (to === 'everybody') return true
    const may = to.get(viewerKeyOf(principalSeen))
    // Who they are changed since it was asked what they may see.
    if (may === undefined) this.#letGo(member, this.#walk.passed)
    return may ?? false
  }

  /** From here on the subscriber reads for itself. */
  #letGo(member: Subscriber, passed: number): void {
    const cursor = this.cursor.fork(Math.max(member.heard, passed))
    this.remove(member)
    void member.read(cursor)
  }

  /** One of those who still may listen, for all of them. */
  async #first(): Promise<Principal> {
    const isFresh =
      performance.now() < this.#checkedUntil && this.#checkedGeneration === this.parts.generation()
    if (!isFresh) await this.#check()
    const [first] = this.#members
    if (!first?.live.principalSeen) throw LoncaError.unauthenticated()
    return first.live.principalSeen
  }

  #viewers(): SignedInContext[] {
    const viewers = new Map<string, Principal>()
    for (const { live } of this.#members) {
      if (live.principalSeen) viewers.set(viewerKeyOf(live.principalSeen), live.principalSeen)
    }
    return [...viewers.values()].map((principal) => this.parts.contextOf(principal))
  }

  /** Whoever may no longer be here goes: with the session, or to those who may as much as they now may. */
  async #check(): Promise<void> {
    const members = [...this.#members]
    const tokens = new Set(members.map(({ live }) => live.token ?? ''))
    this.#checkedGeneration = this.parts.generation()
    this.#checkedUntil = Number.POSITIVE_INFINITY
    const { principals, until } = await this.parts.standing([...tokens])
    // Still 0 when somebody joined meanwhile.
    this.#checkedUntil = Math.min(this.#checkedUntil, until)
    for (const member of members) {
      if (member.group !== this) continue
      const principal = principals.get(member.live.token ?? '') ?? null
      if (!member.live.stillIs(principal)) member.fail(LoncaError.unauthenticated())
      else if (principal && !this.parts.isAudience(principal)) this.#letGo(member, this.#walk.passed)
    }
  }
}
