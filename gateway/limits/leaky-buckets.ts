import { RecentlyUsed } from '../../schema/index.ts'
import type { Bucket } from './cost-limits.ts'

const maxTracked = 10_000

/**
 * One bucket of points per name, in the memory of this process: looking into the database would cost more than most
 * operations. A bucket nobody heard of is full, so the ones that were used longest ago may be forgotten.
 */
export class LeakyBuckets {
  readonly #known = new RecentlyUsed<{ left: number; at: number }>(maxTracked)

  constructor(
    readonly size: Bucket,
    private readonly now: () => number,
  ) {}

  /** Points left; below zero for one that was charged more than it had. */
  left(name: string): number {
    const known = this.#known.get(name)
    if (!known) return this.size.max
    return Math.min(this.size.max, known.left + ((this.now() - known.at) / 1000) * this.size.restoreRate)
  }

  /** Takes points out; a negative number gives some back. */
  take(name: string, points: number): void {
    const left = Math.min(this.size.max, this.left(name) - points)
    const known = this.#known.get(name)
    if (known) Object.assign(known, { left, at: this.now() })
    else this.#known.set(name, { left, at: this.now() })
  }

  /** Whole seconds until so many points are there. */
  secondsUntil(name: string, points: number): number {
    return Math.max(1, Math.ceil((points - this.left(name)) / this.size.restoreRate))
  }
}
