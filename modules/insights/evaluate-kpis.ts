import {
  type BlueprintSet,
  type Kpi,
  LoncaError,
  type Measure,
  type Principal,
  type Reader,
  Statement,
} from '../../schema/index.ts'
import { planFigures, type SidesOn } from './figure-plan.ts'
import { type FigureMoment, momentOf, type WantedKpi } from './figure-sources.ts'
import { dayName, historyOf } from './kpi-days.ts'
import { KpiFigure } from './kpi-figure.ts'
import { reachOf } from './kpi-reach.ts'

/** What figures of a viewer are computed against. */
export interface KpiSetting {
  readonly read: Reader
  readonly set: BlueprintSet
  readonly now: Date
}

const defaultVisitCycleDays = 60

/** Usual days between two visits in the sector of the tenant. */
export function visitCycleDays(set: BlueprintSet, { blueprintKeys: [primary] }: Principal): number {
  const blueprint = set.blueprints.find(({ key }) => key === primary) ?? set.blueprints[0]
  return blueprint?.visitCycleDays ?? defaultVisitCycleDays
}

const known = new WeakMap<BlueprintSet, ReadonlyMap<string, Measure>>()

/** The measures of a set by their id. */
export function measuresIn(set: BlueprintSet): ReadonlyMap<string, Measure> {
  let measures = known.get(set)
  if (!measures) {
    measures = new Map(set.measures.map((measure) => [measure.id, measure]))
    known.set(set, measures)
  }
  return measures
}

/** Whether earlier days are read, for the comparison and the trend. */
export type History = 'with-history' | 'day-only'

/** A figure of one day, with the days that its history looks at. */
export function wantedOf<M>(kpi: Kpi, day: (moment: M) => number, history: History): WantedKpi<M> {
  if (history === 'day-only') return { kpi, days: (moment) => [day(moment)] }
  return { kpi, days: (moment) => [...historyOf(kpi, day(moment)), day(moment)] }
}

/**
 * Key figures of a day, in the order given, with the figure to compare with and a trend: one statement for all. When
 * that fails, each figure is asked for by itself, so that one broken declaration costs its own card only. Throws when
 * the database cannot be reached.
 */
export async function evaluateKpis(
  setting: KpiSetting,
  kpis: readonly Kpi[],
  day: number,
  history: History = 'with-history',
): Promise<KpiFigure[]> {
  const { set, now, read } = setting
  const { principal } = read
  const wanted = kpis
    .filter((kpi) => reachOf(kpi, measuresIn(set), principal) !== 'none')
    .map((kpi) => wantedOf(kpi, () => day, history))
  const failures = new Map<string, unknown>()
  const sides = await sidesOrFailures(setting, wanted, failures)
  const asOf = () => momentOf(dayName(day), principal.timeZone, now)
  return kpis.map((kpi) => {
    const failure = failures.get(kpi.id)
    const missing = failures.has(kpi.id) ? 'FAILED' : 'OUT_OF_REACH'
    return new KpiFigure(kpi, day, sides.get(kpi.id) ?? { missing, failure }, asOf)
  })
}

/** Reads figures for all their days in one statement. */
export async function readSides(
  { read, set, now }: KpiSetting,
  wanted: readonly WantedKpi<FigureMoment>[],
): Promise<ReadonlyMap<string, SidesOn>> {
  const { principal, relations } = read
  const moment = { principal, now }
  const statement = new Statement(principal.tenantId)
  const cycle = (viewer: Principal) => visitCycleDays(set, viewer)
  const asked = { statement, relations, principal, later: reads(moment), visitCycleDays: cycle }
  const { sources, sides } = planFigures(asked, measuresIn(set), wanted)
  const plan = `select json_build_array(${sources.map((source) => source.toSql()).join(', ')})`
  const texts = (await read.ask(statement, plan)) as (string | null)[]
  return sides(
    texts.map((text) => text ?? ''),
    moment,
  )
}

function reads<M>(moment: M): (read: (moment: M) => unknown) => unknown {
  return (read) => read(moment)
}

async function sidesOrFailures(
  setting: KpiSetting,
  wanted: readonly WantedKpi<FigureMoment>[],
  failures: Map<string, unknown>,
): Promise<ReadonlyMap<string, SidesOn>> {
  if (wanted.length === 0) return new Map()
  try {
    return await readSides(setting, wanted)
  } catch (error) {
    if (error instanceof LoncaError && error.code === 'UNAVAILABLE') throw error
    const [only] = wanted
    if (wanted.length === 1 && only) {
      failures.set(only.kpi.id, error)
      return new Map()
    }
    const parts = await Promise.all(wanted.map((one) => sidesOrFailures(setting, [one], failures)))
    return new Map(parts.flatMap((part) => [...part]))
  }
}
