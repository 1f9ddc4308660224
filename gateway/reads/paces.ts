/** Up to here a statement is quick: what it takes to send it by itself is then a good part of what it costs. */
const quickMs = 2
/** How fast a best time is forgotten: a statement that has become slow is known as such after a handful. */
const forgetting = 1.25
const maxKnown = 5_000

/** How long statements take, by their names: the best of lately, for the rest of a time is waiting for a processor. */
export class Paces {
  readonly #best = new Map<string, number>()

  /** False for what was not seen yet. */
  isQuick(name: string): boolean {
    return (this.#best.get(name) ?? Number.POSITIVE_INFINITY) <= quickMs
  }

  took(name: string, milliseconds: number): void {
    const best = this.#best.get(name)
    this.#best.set(name, best === undefined ? milliseconds : Math.min(milliseconds, best * forgetting))
    if (this.#best.size > maxKnown) this.#best.delete(this.#best.keys().next().value as string)
  }

  /** It let others wait: it has to be seen quick anew. */
  heldUp(name: string): void {
    this.#best.delete(name)
  }
}
