import { LoncaError } from '../schema/index.ts'

/** Calls that a key may make at once, and how many it gets back each second; per process. */
const burst = 120
const perSecond = 20
const maxTracked = 10_000

/** How fast each API key calls this process. In memory, because a look into the database would cost more than most calls. */
export class KeyRates {
  readonly #buckets = new Map<string, { left: number; at: number }>()

  /** Counts one call. Throws THROTTLED, with the time to wait, for a key that is too fast. */
  take(key: string): void {
    const now = performance.now()
    const known = this.#buckets.get(key) ?? { left: burst, at: now }
    const left = Math.min(burst, known.left + ((now - known.at) / 1000) * perSecond)
    this.#buckets.delete(key)
    this.#buckets.set(key, { left: Math.max(left - 1, 0), at: now })
    for (const oldest of this.#buckets.keys()) {
      if (this.#buckets.size <= maxTracked) break
      this.#buckets.delete(oldest)
    }
    if (left >= 1) return
    const retryAfterSeconds = Math.ceil((1 - left) / perSecond)
    throw new LoncaError(
      'THROTTLED',
      `This API key calls too fast: ${burst} calls at once and ${perSecond} a second are allowed.`,
      {
        retryAfterSeconds,
        http: { status: 429, headers: new Map([['retry-after', String(retryAfterSeconds)]]) },
      },
    )
  }
}
