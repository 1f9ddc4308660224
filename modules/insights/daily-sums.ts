import type { Kpi } from '../../schema/index.ts'
import type { Sides } from './figure.ts'
import { windowStart } from './kpi-days.ts'

/** The days of a month, the first first, as PostgreSQL wrote them; numbers once they were looked at. */
type Month = (string | bigint)[]

/** What is known of one measure, by the day that a month begins with and by day. */
interface Known {
  readonly months: Map<number, Month>
  readonly days: Map<number, bigint>
}

/** Sums of measures per day, and the sides of an additive figure over a window of them. */
export class DailySums {
  readonly #measures = new Map<string, Known>()

  /** @param text lines of `day {amount,…} measure`, a month from its first day on, or `day amount measure`; each ends. */
  constructor(text: string) {
    for (const line of text.split('\n').slice(0, -1)) {
      const [day = '', amounts = ''] = line.split(' ', 2)
      const known = this.#of(line.slice(day.length + amounts.length + 2))
      if (amounts.startsWith('{')) addMonth(known, Number(day), amounts.slice(1, -1).split(','))
      else known.days.set(Number(day), (known.days.get(Number(day)) ?? 0n) + BigInt(amounts))
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

  #of(measure: string): Known {
    let known = this.#measures.get(measure)
    if (!known) {
      known = { months: new Map(), days: new Map() }
      this.#measures.set(measure, known)
    }
    return known
  }

  #sum(measure: string, first: number, last: number): bigint {
    const known = this.#measures.get(measure)
    let sum = 0n
    if (!known) return sum
    for (const [start, month] of known.months) {
      const end = Math.min(last, start + month.length - 1)
      for (let day = Math.max(first, start); day <= end; day += 1) sum += amountAt(month, day - start)
    }
    if (known.days.size > 0) for (let day = first; day <= last; day += 1) sum += known.days.get(day) ?? 0n
    return sum
  }
}

/** Months of several branches or assignees are added up. */
function addMonth({ months }: Known, start: number, amounts: Month): void {
  const month = months.get(start)
  if (!month) months.set(start, amounts)
  else
    for (let day = 0; day < month.length; day += 1) month[day] = amountAt(month, day) + amountAt(amounts, day)
}

function amountAt(month: Month, day: number): bigint {
  const amount = BigInt(month[day] ?? 0)
  month[day] = amount
  return amount
}
