import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Change } from '../../modules/audit/index.ts'
import { LoncaError, type Principal } from '../../schema/index.ts'
import type { Standing } from '../principals.ts'
import { FeedWalk, type SignedInContext } from './feed-walk.ts'
import { SharedFrames } from './frames.ts'
import type { FeedCursor } from './live-feed.ts'
import type { SharedExecution } from './shared-execution.ts'
import type { Subscriber } from './subscriber.ts'

/** Sockets that are written to before anything else has its turn. */
const writtenAtOnce = 250

export interface SharedSubscriptionParts {
  /** Who stands behind each of these tokens now. */
  standing(tokens: readonly string[]): Promise<Standing>
  /** Counts up whenever somebody's access may have changed. */
  generation(): number
  /** Whether an answer to this person is, as far as one can know before, the answer to everybody here. */
  isAudience(principal: Principal): boolean
  /** The context in which one answer for all is made; `personal` throws when it depends on who it is for. */
  context(principal: Principal, personal: () => never): SignedInContext
  /** The payload of a `next` message, as JSON. */
  payload(first: Subscriber, change: Change, context: SignedInContext): Promise<string>
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
  /** Who left because their socket could not keep up, and what they have not been sent since, in bytes. */
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
    this.#walk = new FeedWalk(cursor, execution.wanted, { fresh: () => this.#fresh() })
  }

  /** To be called with somebody who has heard everything that this process knows of. */
  add(subscriber: Subscriber, position: number): void {
    subscriber.heard = position
    subscriber.execution = this.execution
    subscriber.group = this
    if (this.#slow.delete(subscriber)) subscriber.live.caughtUp()
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
      for await (const change of this.#walk.changes()) await this.#pass(change)
      for (const member of [...this.#members]) member.end(true)
    } catch (error) {
      if (this.#isPersonal) this.#part()
      else for (const member of [...this.#members]) member.fail(error)
    } finally {
      this.#walk.stop()
    }
  }

  /** Everybody goes on with those who are the same person. */
  #part(): void {
    this.parts.personal()
    for (const member of [...this.#members]) this.#letGo(member, this.#walk.passed)
  }

  async #pass(change: Change): Promise<void> {
    const context = await this.#fresh()
    const [first] = this.#members
    if (!first) return
    const payload = await this.parts.payload(first, change, context)
    if (this.#isPersonal) throw new PersonalAnswer()
    const frames = new SharedFrames(payload)
    let written = 0
    for (const member of this.#members) {
      if (member.heard >= change.position || !member.live.listens) continue
      if (member.live.sendFrame(frames.for(member.id))) {
        member.heard = change.position
      } else {
        this.#letGo(member, change.position - 1)
        this.#slow.add(member)
      }
      written += 1
      if (written % writtenAtOnce === 0) await nextTurn()
    }
    for (const slow of this.#slow) slow.live.withhold(frames.payloadBytes)
  }

  /** From here on the subscriber reads for itself. */
  #letGo(member: Subscriber, passed: number): void {
    const cursor = this.cursor.fork(Math.max(member.heard, passed))
    this.remove(member)
    void member.read(cursor)
  }

  async #fresh(): Promise<SignedInContext> {
    const isFresh =
      performance.now() < this.#checkedUntil && this.#checkedGeneration === this.parts.generation()
    if (!isFresh) await this.#check()
    const [first] = this.#members
    const principal = first?.live.principalSeen
    if (!principal) throw LoncaError.unauthenticated()
    return this.parts.context(principal, () => {
      this.#isPersonal = true
      throw new PersonalAnswer()
    })
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

/** Ends an answer for several people that turned out to depend on which of them it is for. */
class PersonalAnswer extends Error {}
