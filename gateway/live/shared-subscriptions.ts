import { randomUUID } from 'node:crypto'
import type { ExecutionResult } from 'graphql'
import type { BlueprintSet, Locale, Principal } from '../../schema/index.ts'
import { OperationContext } from '../operation-context.ts'
import { counted, type OperationTally } from '../telemetry/operation-scope.ts'
import { audienceOf, personOf, watched } from './audience.ts'
import type { SignedInContext } from './feed-walk.ts'
import type { FeedCursor } from './live-feed.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveSocket } from './live-socket.ts'
import type { OperationTrace } from './running-operation.ts'
import { SharedExecution, type SubscriptionRequest } from './shared-execution.ts'
import { SharedSubscription, type SharedSubscriptionParts } from './shared-subscription.ts'
import { Subscriber } from './subscriber.ts'
import type { Listening } from './viewer-feed.ts'

/** Requests known to be answered differently to each person; beyond so many it is found out again. */
const maxPersonal = 1_000

/** What clients are told in the protocol's words, and what is written down of it. */
export interface SubscriptionVoice {
  /** The payload of a `next` message, as JSON. */
  payload(live: LiveSocket, trace: OperationTrace, result: ExecutionResult): string
  /** The subscription cannot go on: says so and forgets it. */
  failed(live: LiveSocket, subscriber: Subscriber, error: unknown): void
  /** Forgets the subscription; `says` when the client does not know yet. */
  ended(live: LiveSocket, subscriber: Subscriber, says: boolean): void
}

/** What those have in common who share an answer. */
interface Alike {
  /** The first of them. */
  readonly subscriber: Subscriber
  readonly set: BlueprintSet
  readonly locale: Locale
  readonly audience: string
  /** Set where the answers are one person's each. */
  readonly person: string | null
}

/** The subscriptions of this process, those that are answered alike together. */
export class SharedSubscriptions {
  readonly #groups = new Map<string, SharedSubscription>()
  readonly #personal = new Set<string>()

  constructor(
    private readonly parts: LiveParts,
    private readonly voice: SubscriptionVoice,
  ) {}

  /** Takes over an operation that began to listen; the protocol's server may forget it. */
  begin(live: LiveSocket, id: string, request: SubscriptionRequest, listening: Listening): void {
    const running = live.operations.get(id)
    if (!running) throw new Error('Only an operation that runs can be taken over.')
    const parts = {
      voice: this.voice,
      join: (one: Subscriber, cursor: FeedCursor, context: SignedInContext) =>
        this.#join(one, cursor, context),
    }
    const subscriber = new Subscriber(parts, live, id, new SharedExecution(request), running)
    live.operations.set(id, subscriber)
    void subscriber.read(listening.cursor, listening.start)
  }

  #join(subscriber: Subscriber, cursor: FeedCursor, { principal, set, locale }: SignedInContext): void {
    const audience = audienceOf(principal)
    const alike = JSON.stringify([set.key, locale, audience, subscriber.execution.key])
    const person = this.#personal.has(alike) ? personOf(principal) : null
    const key = person ? `${alike} ${person}` : alike
    let group = this.#groups.get(key)
    if (!group) {
      const parts = this.#partsOf({ subscriber, set, locale, audience, person }, alike, key)
      group = new SharedSubscription(parts, subscriber.execution, cursor.fork())
      this.#groups.set(key, group)
      void group.run()
    }
    group.add(subscriber, cursor.position)
  }

  #partsOf(
    { subscriber, set, locale, audience, person }: Alike,
    alike: string,
    key: string,
  ): SharedSubscriptionParts {
    const { execution } = subscriber
    const requestId = `req_${randomUUID()}`
    const tally: OperationTally = { statements: 0 }
    const contextOf = (principal: Principal, isShared = false) =>
      new OperationContext(this.parts.setting, {
        requestId,
        principal,
        set,
        locale,
        hasDeadline: true,
        isShared,
      }) as SignedInContext
    return {
      standing: (tokens) => this.parts.principals.standing(tokens),
      generation: () => this.parts.principals.generation,
      isAudience: (one) => audienceOf(one) === audience && (person === null || personOf(one) === person),
      contextOf: (principal) => contextOf(principal),
      contextOfAll: (one, personal) =>
        person === null ? contextOf(watched(one, personal), true) : contextOf(one),
      answer: (change, context) => counted(tally, () => execution.answer(change, context)),
      payload: (result, { live, definition, began }) =>
        this.voice.payload(live, { requestId, definition, tally, began }, result),
      personal: () => this.#remember(alike),
      empty: () => this.#groups.delete(key),
    }
  }

  #remember(alike: string): void {
    if (this.#personal.size >= maxPersonal) this.#personal.clear()
    this.#personal.add(alike)
  }
}
