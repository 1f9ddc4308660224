import { type Kpi, LoncaError } from '../../schema/index.ts'
import { type KpiSetting, measuresIn, readSides } from './evaluate-kpis.ts'
import { decimalText, figureValue, noSides } from './figure.ts'
import type { SidesOn } from './figure-plan.ts'
import { checkDay, dayName, dayNumber } from './kpi-days.ts'
import { reachOf } from './kpi-reach.ts'
import type { KpiPoint } from './kpi-value.ts'

const maxDays = 366

/** Throws BAD_USER_INPUT for a figure that has no series. */
export function checkSeries({ id, formula }: Kpi): void {
  if (formula.kind === 'asOf')
    throw LoncaError.badInput(`"${id}" is computed as of a moment; there is no series of it.`)
}

/** The days of a series, oldest first. Throws BAD_USER_INPUT for too many, or none. */
export function seriesDays(from: string, to: string): number[] {
  const last = dayNumber(checkDay(to))
  const days = last - dayNumber(checkDay(from)) + 1
  if (days < 1 || days > maxDays)
    throw LoncaError.badInput(`A series has 1 to ${maxDays} days; from ${from} to ${to} are ${days}.`)
  return Array.from({ length: days }, (_, index) => last - days + 1 + index)
}

/** An additive figure on each of some days, oldest first; no points for one that the viewer does not reach. */
export async function kpiSeries(setting: KpiSetting, kpi: Kpi, days: readonly number[]): Promise<KpiPoint[]> {
  if (reachOf(kpi, measuresIn(setting.set), setting.read.principal) === 'none') return []
  const sides = await readSides(setting, [{ kpi, days: () => days }])
  return pointsOf(kpi, days, sides.get(kpi.id))
}

export function pointsOf(kpi: Kpi, days: readonly number[], sidesOn: SidesOn | undefined): KpiPoint[] {
  return days.map((day) => ({
    day: dayName(day),
    value: decimalText(figureValue(kpi, sidesOn?.(day) ?? noSides), kpi.decimals),
  }))
}
