import { type Kpi, LoncaError } from '../../schema/index.ts'

/** The days that a figure of one day is made of. */
export interface KpiDays {
  readonly day: string
  /** The day whose figure it is compared with. */
  readonly comparedWith: string
  /** The last seven days, this one included, oldest first: the points of the trend. */
  readonly trend: readonly string[]
}

const trendDays = 7

export function kpiDays(kpi: Kpi, day: string): KpiDays {
  return {
    day,
    comparedWith: daysBefore(day, kpi.compare === 'same-weekday' ? 7 : kpi.windowDays),
    trend: Array.from({ length: trendDays }, (_, index) => daysBefore(day, trendDays - 1 - index)),
  }
}

/** The days of the window that ends on a day, oldest first. */
export function windowOf(kpi: Kpi, day: string): string[] {
  return Array.from({ length: kpi.windowDays }, (_, index) => daysBefore(day, kpi.windowDays - 1 - index))
}

/** Calendar arithmetic: no clocks, so no time zone. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10)
}

/** Throws BAD_USER_INPUT for a day that no business means and no database range should be asked for. */
export function checkDay(day: string): string {
  if (day < '1990-01-01' || day > '2199-12-31')
    throw LoncaError.badInput(`There are figures for days between 1990 and 2199; this asks for ${day}.`)
  return day
}
