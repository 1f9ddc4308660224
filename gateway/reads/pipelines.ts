import { AsyncResource } from 'node:async_hooks'
import { availableParallelism } from 'node:os'
import { Convoy, type ConvoyParts, lateMs } from './convoy.ts'
import { parametersOf } from './prepared-query.ts'
import { WaitingRead } from './waiting-read.ts'

/**
 * Connections that are taken before anybody waits: one on two processors, where this process and one of PostgreSQL's
 * have enough to do, and never many.
 */
const processorsBesideOurs = Math.max(1, Math.min(3, availableParallelism() - 1))
/** How many statements go over a connection in one write; as many have to wait before another connection is taken. */
const mostTogether = 16
/** Nor do more go together than take this long one after the other. */
const togetherMs = 5

/**
 * Sends quick statements that only read together, those that wait over as few connections as do (the protocol's
 * pipelining): waking a sleeping process of PostgreSQL, and being woken by it, costs more than reading a record.
 * Everyone is answered as soon as their own answer is there; nobody waits long for a statement that turns out slow.
 */
export class Pipelines {
  readonly #waiting: WaitingRead[] = []
  /** Few: and no set, whose old tables would keep those of long ago alive. */
  readonly #convoys: Convoy[] = []
  #watch: NodeJS.Timeout | null = null
  /** What is done for many is done on behalf of none of them. */
  readonly #run: () => void
  readonly #look: () => void

  constructor(
    private readonly parts: ConvoyParts,
    private readonly freely = processorsBesideOurs,
  ) {
    this.#run = AsyncResource.bind(() => void this.#keepGoing())
    this.#look = AsyncResource.bind(() => this.#lookForLate())
  }

  /** The single value in the single row of the answer, in UTF-8; null for null. */
  ask(name: string, text: string, values: readonly unknown[]): Promise<Buffer | null> {
    const read = new WaitingRead(name, text, parametersOf(values))
    this.#waiting.push(read)
    this.#setOut()
    return read.answer
  }

  /** Sets out with those who wait. */
  #setOut(): void {
    while (this.#waiting.length > 0 && this.#mayTakeAnother()) this.#run()
    if (this.#convoys.length > 0)
      this.#watch ??= setTimeout(() => setImmediate(this.#look), lateMs / 2).unref()
  }

  async #keepGoing(): Promise<void> {
    const convoy = new Convoy(this.parts)
    do {
      this.#convoys.push(convoy)
      await convoy.carry(this.#waiting.splice(0, this.#together(this.#share())))
      this.#convoys.splice(this.#convoys.indexOf(convoy), 1)
    } while (this.#waiting.length > 0 && this.#mayTakeAnother())
  }

  #mayTakeAnother(): boolean {
    return this.#moving() < this.freely || this.#waiting.length >= mostTogether
  }

  /** Those who wait are spread over the connections that may be taken for them. */
  #share(): number {
    const others = Math.max(0, this.freely - this.#moving())
    return Math.min(mostTogether, Math.ceil(this.#waiting.length / (others + 1)))
  }

  /** How many of them are answered in a moment, one after the other; one at least. */
  #together(most: number): number {
    let together = 0
    let milliseconds = 0
    for (const { name } of this.#waiting.slice(0, most)) {
      milliseconds += this.parts.paces.of(name)
      if (together > 0 && milliseconds > togetherMs) break
      together += 1
    }
    return together
  }

  #moving(): number {
    let moving = 0
    for (const convoy of this.#convoys) if (!convoy.isLate) moving += 1
    return moving
  }

  /** After what has arrived was read: it is PostgreSQL that has to be late, and not this process. */
  #lookForLate(): void {
    this.#watch = null
    const now = performance.now()
    for (const convoy of this.#convoys) this.#waiting.unshift(...convoy.leftBehind(now))
    this.#setOut()
  }
}
