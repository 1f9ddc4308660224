import type { Clock } from '../../schema/index.ts'

const maxFailures = 10
const windowMs = 15 * 60_000
const maxTracked = 50_000

/** Counts failed sign-ins per account and address, and says when to stop trying. */
export class Attempts {
  readonly #failures = new Map<string, { count: number; until: number }>()

  constructor(private readonly clock: Clock) {}

  /** Seconds to wait before another try is looked at; 0 when it may go on. */
  waitSeconds(key: string): number {
    const entry = this.#current(key)
    return entry && entry.count >= maxFailures
      ? Math.ceil((entry.until - this.clock.now().getTime()) / 1000)
      : 0
  }

  failed(key: string): void {
    const entry = this.#current(key) ?? { count: 0, until: this.clock.now().getTime() + windowMs }
    entry.count += 1
    this.#failures.delete(key)
    this.#failures.set(key, entry)
    // The oldest entries go first when somebody tries very many accounts.
    for (const oldest of this.#failures.keys()) {
      if (this.#failures.size <= maxTracked) break
      this.#failures.delete(oldest)
    }
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }

  #current(key: string): { count: number; until: number } | undefined {
    const entry = this.#failures.get(key)
    if (entry && entry.until <= this.clock.now().getTime()) {
      this.#failures.delete(key)
      return undefined
    }
    return entry
  }
}
