import type { Kpi } from '../../schema/index.ts'
import { decimalText, figureValue, noSides } from './figure.ts'
import { reachOf } from './kpi-reach.ts'
import type { KpiPoint } from './kpi-value.ts'
import { type KpiMoment, readSides } from './read-sides.ts'

/** An additive figure on each of some days, oldest first; no points for one that the viewer does not reach. */
export async function kpiSeries(moment: KpiMoment, kpi: Kpi, days: readonly string[]): Promise<KpiPoint[]> {
  const day = days.at(-1)
  if (!day || reachOf(kpi, moment.measures, moment.read.principal) === 'none') return []
  const sides = (await readSides(moment, [{ kpi, day, earlier: days.slice(0, -1) }])).get(kpi.id)
  return days.map((one) => ({
    day: one,
    value: decimalText(figureValue(kpi, sides?.get(one) ?? noSides), kpi.decimals),
  }))
}
