/** How many messages a client may send: so many at once, and so many more each second. */
export interface MessageRate {
  readonly burst: number
  readonly perSecond: number
}

/** A message counts once more for each so many bytes. */
const bytesOfOne = 4 * 1024

/** Counts what one client sends; it costs two additions a message. */
export class MessageBudget {
  #left: number
  #at = performance.now()

  constructor(private readonly rate: MessageRate) {
    this.#left = rate.burst
  }

  /** False when there was too much. */
  take(bytes: number): boolean {
    const now = performance.now()
    const restored = ((now - this.#at) / 1000) * this.rate.perSecond
    this.#left = Math.min(this.rate.burst, this.#left + restored) - 1 - bytes / bytesOfOne
    this.#at = now
    return this.#left >= 0
  }
}
