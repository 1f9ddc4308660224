import fc from 'fast-check'

/** How often each of several options was taken so far, by topic; shared by all documents of a run. */
export type Taken = Map<string, number>

/**
 * The decisions behind one document, person or row. They come from fast-check, so that a seed brings the same ones
 * again; where every option has to have its turn, what was taken least comes sooner.
 */
export class Draw {
  readonly #took: string[] = []

  constructor(
    private readonly numbers: Iterator<number>,
    private readonly taken: Taken = new Map(),
  ) {}

  /** 0 to `most`. */
  upTo(most: number): number {
    return this.numbers.next().value % (most + 1)
  }

  between(least: number, most: number): number {
    return least + this.upTo(most - least)
  }

  chance(percent: number): boolean {
    return this.upTo(99) < percent
  }

  oneOf<T>(options: readonly T[]): T {
    if (options.length === 0) throw new Error('There is nothing to choose from.')
    return options[this.upTo(options.length - 1)] as T
  }

  /** Some of the options, in another order than theirs now and then. */
  some<T>(options: readonly T[], least: number, most: number): T[] {
    const left = [...options]
    const wanted = Math.min(left.length, this.between(least, Math.max(least, most)))
    return Array.from({ length: wanted }, () => left.splice(this.upTo(left.length - 1), 1)[0] as T)
  }

  /** Mostly the option that was taken least so far, else any. */
  inTurn<T>(topic: string, options: readonly T[], name: (option: T) => string, percent = 66): T {
    const key = (option: T) => `${topic} ${name(option)}`
    const uses = (option: T) => this.taken.get(key(option)) ?? 0
    let chosen = this.oneOf(options)
    if (this.chance(percent)) for (const option of options) if (uses(option) < uses(chosen)) chosen = option
    this.taken.set(key(chosen), uses(chosen) + 1)
    this.#took.push(key(chosen))
    return chosen
  }

  /** Gives back the turns of what came to nothing. */
  giveBack(): void {
    for (const key of this.#took.splice(0)) this.taken.set(key, (this.taken.get(key) ?? 1) - 1)
  }
}

/** Numbers without an end; shrunk as documents, not as numbers, which would be other documents altogether. */
export const decisions = fc.infiniteStream(fc.noShrink(fc.noBias(fc.nat())))

/** The decisions of one seed, for what is drawn once. */
export function drawOf(seed: number): Draw {
  const [numbers] = fc.sample(decisions, { seed, numRuns: 1 })
  if (!numbers) throw new Error('A sample of one has one.')
  return new Draw(numbers)
}
