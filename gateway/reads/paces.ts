import { availableParallelism } from 'node:os'
import { RecentlyUsed } from '../../schema/index.ts'

/** Up to here a statement is quick: what it takes to send it by itself is then a good part of what it costs. */
const quickMs = 1
/** Up to here one stays quick that was. Going by itself makes it slower: with one limit, some would go so for ever. */
const stillQuickMs = 1.5
/** What took longer than this counts as this: one that had to wait long says little of the next. */
const slowMs = 2
/** How much of what is known of a statement its last time is. */
const newest = 1 / 8
const maxKnown = 5_000

interface Pace {
  milliseconds: number
  isQuick: boolean
}

/** How long statements take, by their names, on an average that forgets. */
export class Paces {
  readonly #known = new RecentlyUsed<Pace>(maxKnown)

  /** @param processors those that PostgreSQL is taken to have. */
  constructor(private readonly processors = availableParallelism()) {}

  /** False for what was not seen yet. */
  isQuick(name: string): boolean {
    return this.#known.get(name)?.isQuick ?? false
  }

  /** In milliseconds; infinite for what was not seen yet. */
  of(name: string): number {
    return this.#known.get(name)?.milliseconds ?? Number.POSITIVE_INFINITY
  }

  /** @param atWork connections that were at work beside it, and itself: more than there are processors share them. */
  took(name: string, milliseconds: number, atWork: number): void {
    const alone = Math.min(slowMs, milliseconds / Math.max(1, atWork / this.processors))
    const known = this.#known.get(name)
    if (!known) {
      this.#known.set(name, { milliseconds: alone, isQuick: alone <= quickMs })
      return
    }
    known.milliseconds += (alone - known.milliseconds) * newest
    known.isQuick = known.milliseconds <= (known.isQuick ? stillQuickMs : quickMs)
  }

  /** It let others wait: it has to be seen quick again and again. */
  heldUp(name: string): void {
    this.#known.set(name, { milliseconds: slowMs, isQuick: false })
  }
}
