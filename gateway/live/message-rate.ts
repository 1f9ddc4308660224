/** How many messages a client may send: so many at once, and so many more each second. */
export interface MessageRate {
  readonly burst: number
  readonly perSecond: number
}

/** A message counts once more for each so many bytes. */
const bytesOfOne = 4 * 1024
/** An operation that is refused was more work than a message, and nobody sends many of them. */
const messagesOfRefusal = 10

/** Counts what one client sends; it costs two additions a message. */
export class MessageBudget {
  #left: number
  #at = performance.now()

  constructor(private readonly rate: MessageRate) {
    this.#left = rate.burst
  }

  /** False when there was too much. */
  take(bytes: number): boolean {
    return this.#spend(1 + bytes / bytesOfOne)
  }

  /** To be told of an operation that is refused, beside its message. False when there was too much. */
  takeRefusal(): boolean {
    return this.#spend(messagesOfRefusal - 1)
  }

  #spend(messages: number): boolean {
    const now = performance.now()
    const restored = ((now - this.#at) / 1000) * this.rate.perSecond
    this.#left = Math.min(this.rate.burst, this.#left + restored) - messages
    this.#at = now
    return this.#left >= 0
  }
}
