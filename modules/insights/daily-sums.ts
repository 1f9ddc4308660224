import type { Kpi } from '../../schema/index.ts'
import type { Sides } from './figure.ts'
import { windowStart } from './kpi-days.ts'

/** Sums of measures per day, and the sides of an additive figure over a window of them. */
export class DailySums {
  readonly #days = new Map<string, Map<number, bigint>>()

  /** @param text lines of `day amount measure`; what stands for one day and measure is added up. */
  constructor(text: string) {
    for (const line of text === '' ? [] : text.split('\n')) {
      const [day, amount] = line.split(' ', 2)
      const measure = line.slice(`${day} ${amount} `.length)
      this.#add(measure, Number(day), BigInt(amount ?? 0))
    }
  }

  sides(kpi: Kpi, day: number): Sides {
    const first = windowStart(kpi, day)
    const sum = (measures: readonly string[]) =>
      measures.reduce((all, measure) => all + this.#sum(measure, first, day), 0n)
    const { formula } = kpi
    if (formula.kind === 'ratio')
      return { numerator: sum(formula.numerator), denominator: sum(formula.denominator) }
    return { numerator: formula.kind === 'sum' ? sum(formula.measures) : null, denominator: null }
  }

  #add(measure: string, day: number, amount: bigint): void {
    let days = this.#days.get(measure)
    if (!days) {
      days = new Map()
      this.#days.set(measure, days)
    }
    days.set(day, (days.get(day) ?? 0n) + amount)
  }

  #sum(measure: string, first: number, last: number): bigint {
    const days = this.#days.get(measure)
    let sum = 0n
    if (days) for (let day = first; day <= last; day += 1) sum += days.get(day) ?? 0n
    return sum
  }
}
