import { availableParallelism } from 'node:os'

/** Up to here a statement is quick: what it takes to send it by itself is then a good part of what it costs. */
const quickMs = 1
/** How fast a best time is forgotten: a statement that has become slow is known as such after a handful. */
const forgetting = 1.25
const maxKnown = 5_000

/** How long statements take, by their names: the best of lately, for the rest of a time is waiting. */
export class Paces {
  readonly #best = new Map<string, number>()

  /** @param processors those that PostgreSQL is taken to have. */
  constructor(private readonly processors = availableParallelism()) {}

  /** False for what was not seen yet. */
  isQuick(name: string): boolean {
    return this.of(name) <= quickMs
  }

  /** In milliseconds; infinite for what was not seen yet. */
  of(name: string): number {
    return this.#best.get(name) ?? Number.POSITIVE_INFINITY
  }

  /** @param atWork connections that were at work beside it, and itself: more than there are processors share them. */
  took(name: string, milliseconds: number, atWork: number): void {
    const alone = milliseconds / Math.max(1, atWork / this.processors)
    const best = this.#best.get(name)
    this.#best.set(name, best === undefined ? alone : Math.min(alone, best * forgetting))
    if (this.#best.size > maxKnown) this.#best.delete(this.#best.keys().next().value as string)
  }

  /** It let others wait: it has to be seen quick anew. */
  heldUp(name: string): void {
    this.#best.delete(name)
  }
}
