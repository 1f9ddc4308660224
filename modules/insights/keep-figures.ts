import { LoncaError, type RequestContext, viewerOf } from '../../schema/index.ts'
import { evaluateKpis } from './evaluate-kpis.ts'
import { checkDay, dayNumber } from './kpi-days.ts'

/**
 * Keeps the figures over the whole history (customers at risk) as they stand at the end of a day, or now for today, so
 * that trends and comparisons need not be computed from all rows again. Call it for each tenant when its day has ended,
 * as somebody who reaches everything; for earlier days it looks at the rows as they are now. The first answer of a day
 * and version stays.
 *
 * @returns how many figures were kept that were not there before.
 */
export async function keepFigures(context: RequestContext, day: string): Promise<number> {
  const viewer = viewerOf(context)
  if (viewer.role !== 'owner') throw LoncaError.forbidden('keep figures')
  const kept = context.set.kpis.filter(({ formula }) => formula.kind === 'asOf' && formula.history === 'kept')
  const now = context.clock.now()
  const setting = { read: context.read, set: context.set, now }
  const figures = await evaluateKpis(setting, kept, dayNumber(checkDay(day)), 'day-only')
  const rows = figures
    .filter(({ missing }) => missing !== 'FAILED')
    .map(({ kpi, sides, asOf }) => ({
      kpi: kpi.id,
      version: kpi.version,
      numerator: sides.numerator?.toString() ?? null,
      denominator: sides.denominator?.toString() ?? null,
      as_of: asOf.toISOString(),
    }))
  return context.write(async (work) => {
    const stored = await work.sql(
      `insert into kpi_snapshots (tenant_id, kpi, kpi_version, day, numerator, denominator, as_of, kept_at)
       select $1, r.kpi, r.version, $2, r.numerator, r.denominator, r.as_of, $3
       from jsonb_to_recordset($4::jsonb)
         as r(kpi text, version int, numerator bigint, denominator bigint, as_of timestamptz)
       on conflict do nothing returning kpi`,
      [viewer.tenantId, day, now, JSON.stringify(rows)],
    )
    return stored.length
  })
}
