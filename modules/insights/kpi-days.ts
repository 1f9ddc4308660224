import { type Kpi, LoncaError } from '../../schema/index.ts'

const dayMs = 86_400_000
const trendDays = 7

/** Days are counted as PostgreSQL's `day - date '1970-01-01'` counts them: no clocks, so no time zone. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

/** Names of days that were asked for; there are no more of them than `checkDay` lets through. */
const names = new Map<number, string>()

/** `2026-11-20` of a number of days. */
export function dayName(day: number): string {
  let name = names.get(day)
  if (name === undefined) {
    name = new Date(day * dayMs).toISOString().slice(0, 10)
    names.set(day, name)
  }
  return name
}

/** The day whose figure the figure of a day is compared with. */
export function comparedWith(kpi: Kpi, day: number): number {
  return day - (kpi.compare === 'same-weekday' ? 7 : kpi.windowDays)
}

/** The last seven days, this one included, oldest first: the points of the trend. */
export function trendOf(day: number): number[] {
  return Array.from({ length: trendDays }, (_, index) => day - trendDays + 1 + index)
}

/** The days before this one that its comparison and its trend look at. */
export function historyOf(kpi: Kpi, day: number): number[] {
  return [...new Set([comparedWith(kpi, day), ...trendOf(day)])].filter((one) => one !== day)
}

/** The first day of the window that ends on a day. */
export function windowStart(kpi: Kpi, day: number): number {
  return day - kpi.windowDays + 1
}

/** Throws BAD_USER_INPUT for a day that no business means and no database range should be asked for. */
export function checkDay(day: string): string {
  if (day < '1990-01-01' || day > '2199-12-31')
    throw LoncaError.badInput(`There are figures for days between 1990 and 2199; this asks for ${day}.`)
  return day
}
