import { type BlueprintSet, type Kpi, LoncaError, type Principal, type Reader } from '../../schema/index.ts'
import { figureValue, noSides, type Scaled, type Sides } from './figure.ts'
import { type KpiDays, kpiDays } from './kpi-days.ts'
import { reachOf } from './kpi-reach.ts'
import { type KpiMoment, momentOf, readSides, type SidesByDay, type WantedKpi } from './read-sides.ts'

/** Why a figure has no value. */
export type MissingFigure = 'NOTHING_TO_MEASURE' | 'OUT_OF_REACH' | 'FAILED'

/** A key figure of a day, scaled by its decimals where it says `Scaled`. */
export interface KpiFigure {
  readonly kpi: Kpi
  readonly sides: Sides
  readonly value: Scaled
  readonly previous: Scaled
  readonly trend: readonly { readonly day: string; readonly value: Scaled }[]
  readonly asOf: Date
  readonly missing: MissingFigure | null
  /** What went wrong, for the log; never shown. */
  readonly failure?: unknown
}

const defaultVisitCycleDays = 60

/** What figures of a viewer are computed against. */
export function kpiMoment(read: Reader, set: BlueprintSet, now: Date): KpiMoment {
  return {
    read,
    now,
    measures: new Map(set.measures.map((measure) => [measure.id, measure])),
    visitCycleDays: visitCycleDays(set, read.principal),
  }
}

/** Usual days between two visits in the sector of the tenant. */
export function visitCycleDays(set: BlueprintSet, { blueprintKeys: [primary] }: Principal): number {
  const blueprint = set.blueprints.find(({ key }) => key === primary) ?? set.blueprints[0]
  return blueprint?.visitCycleDays ?? defaultVisitCycleDays
}

/**
 * Key figures of a day, in the order given, with the figure to compare with and a trend: one statement for all. When
 * that fails, each figure is asked for by itself, so that one broken declaration costs its own card only. Throws when
 * the database cannot be reached.
 */
export async function evaluateKpis(
  moment: KpiMoment,
  kpis: readonly Kpi[],
  day: string,
  history: 'with-history' | 'day-only' = 'with-history',
): Promise<KpiFigure[]> {
  const { principal } = moment.read
  const wanted = kpis
    .filter((kpi) => reachOf(kpi, moment.measures, principal) !== 'none')
    .map((kpi) => ({ kpi, day, earlier: history === 'day-only' ? [] : earlierDays(kpiDays(kpi, day)) }))
  const failures = new Map<string, unknown>()
  const sides = await sidesOrFailures(moment, wanted, failures)
  const asOf = momentOf(day, principal.timeZone, moment.now)
  return kpis.map((kpi) => {
    const known = sides.get(kpi.id)
    if (known) return figureOf(kpi, day, known, asOf)
    const failure = failures.get(kpi.id)
    const missing = failures.has(kpi.id) ? 'FAILED' : 'OUT_OF_REACH'
    return {
      kpi,
      sides: noSides,
      value: null,
      previous: null,
      trend: [],
      asOf,
      missing,
      ...(failure ? { failure } : {}),
    }
  })
}

function earlierDays({ day, comparedWith, trend }: KpiDays): string[] {
  return [...new Set([comparedWith, ...trend])].filter((one) => one !== day)
}

async function sidesOrFailures(
  moment: KpiMoment,
  wanted: readonly WantedKpi[],
  failures: Map<string, unknown>,
): Promise<SidesByDay> {
  if (wanted.length === 0) return new Map()
  try {
    return await readSides(moment, wanted)
  } catch (error) {
    if (error instanceof LoncaError && error.code === 'UNAVAILABLE') throw error
    const [only] = wanted
    if (wanted.length === 1 && only) {
      failures.set(only.kpi.id, error)
      return new Map()
    }
    const parts = await Promise.all(wanted.map((one) => sidesOrFailures(moment, [one], failures)))
    return new Map(parts.flatMap((part) => [...part]))
  }
}

function figureOf(kpi: Kpi, day: string, known: ReadonlyMap<string, Sides>, asOf: Date): KpiFigure {
  const valueAt = (one: string) => figureValue(kpi, known.get(one) ?? noSides)
  const { comparedWith, trend } = kpiDays(kpi, day)
  const value = valueAt(day)
  return {
    kpi,
    sides: known.get(day) ?? noSides,
    value,
    previous: valueAt(comparedWith),
    trend: trend.map((one) => ({ day: one, value: valueAt(one) })),
    asOf,
    missing: value === null ? 'NOTHING_TO_MEASURE' : null,
  }
}
