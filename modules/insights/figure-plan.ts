import type { Source } from '../../schema/index.ts'
import {
  type Measure,
  measuresOf,
  type Reach,
  reachInto,
  recordMeta,
  type Statement,
} from '../../schema/index.ts'
import type { Sides } from './figure.ts'
import {
  AsOfSource,
  type FigureMoment,
  type FigureStatement,
  KeptSource,
  SumsSource,
  type WantedKpi,
} from './figure-sources.ts'
import { windowStart } from './kpi-days.ts'
import { assigneesCounted, reachOf } from './kpi-reach.ts'
import { assigneeColumn } from './measured.ts'

/** The two sides of a figure on a day; undefined where nothing was read. */
export type SidesOn = (day: number) => Sides | undefined

/** What figures are read from, and how their sides are found in the texts of it. */
export interface FigurePlan<M> {
  readonly sources: readonly Source[]
  /** By KPI id. */
  sides(texts: readonly string[], moment: M): ReadonlyMap<string, SidesOn>
}

type Finds<M> = (texts: readonly string[], moment: M) => SidesOn

/**
 * Plans figures for all their days in one statement: measures from rollups and unfolded deltas, `asOf` figures from
 * rows, the earlier days of those over the whole history from what was kept each night.
 */
export function planFigures<M extends FigureMoment>(
  asked: FigureStatement<M>,
  measures: ReadonlyMap<string, Measure>,
  wanted: readonly WantedKpi<M>[],
): FigurePlan<M> {
  const sources: Source[] = []
  const placeOf = (source: Source) => {
    const known = sources.indexOf(source)
    return known === -1 ? sources.push(source) - 1 : known
  }
  const finds = new Map<string, Finds<M>>()
  const fromKept = wanted.filter(
    ({ kpi }) =>
      kpi.formula.kind === 'asOf' &&
      kpi.formula.history === 'kept' &&
      // What was kept is the whole business's, so it is shown to those only who reach all of it.
      reachOf(kpi, measures, asked.principal) === 'whole',
  )
  const kept = fromKept.length > 0 ? new KeptSource(asked, fromKept) : null
  for (const one of wanted) {
    const { formula, id } = one.kpi
    if (formula.kind !== 'asOf') finds.set(id, addedUp(asked, measures, one, placeOf))
    else {
      const days = (moment: M) =>
        formula.history === 'recomputed' ? one.days(moment) : one.days(moment).slice(-1)
      const source = new AsOfSource(asked, one.kpi, days)
      const place = placeOf(source)
      const keptPlace = kept && fromKept.includes(one) ? placeOf(kept) : null
      finds.set(id, (texts, moment) => {
        const computed = source.sides(texts[place] ?? '', moment)
        const known = keptPlace === null ? undefined : kept?.sides(texts[keptPlace] ?? '').get(id)
        return (day) => computed.get(day) ?? known?.get(day)
      })
    }
  }
  return {
    sources,
    sides: (texts, moment) => new Map([...finds].map(([id, find]) => [id, find(texts, moment)])),
  }
}

/** Measures that count for different assignees come from different sources. */
function addedUp<M extends FigureMoment>(
  asked: FigureStatement<M>,
  measures: ReadonlyMap<string, Measure>,
  { kpi, days }: WantedKpi<M>,
  placeOf: (source: Source) => number,
): Finds<M> {
  const groups = new Map<Reach, Measure[]>()
  for (const id of measuresOf(kpi)) {
    const measure = measures.get(id)
    const meta = measure && recordMeta(measure.record())
    if (!meta) continue
    const reach = reachInto(meta, 'see', asked.principal)
    // Rows that do not name an assignee themselves are counted as a whole only.
    if (reach === 'none' || (reach !== 'all' && assigneeColumn(meta) === null)) continue
    groups.set(reach, [...(groups.get(reach) ?? []), measure])
  }
  const read = [...groups].map(([reach, counted]) => {
    const source = sumsSource(asked, reach, counted[0] as Measure)
    source.add(
      counted.map(({ id }) => id),
      asked.later((moment) => windowStart(kpi, Math.min(...days(moment)))),
      asked.later((moment) => Math.max(...days(moment))),
    )
    return { source, place: placeOf(source) }
  })
  return (texts) => {
    const sums = read.map(({ source, place }) => source.sums(texts[place] ?? ''))
    return (day) => {
      const [sides, ...more] = sums.map((one) => one.sides(kpi, day))
      return more.reduce((one, other) => added(one as Sides, other), sides)
    }
  }
}

const shared = new WeakMap<Statement, Map<Reach, SumsSource>>()

/** One for all figures of a statement that count for the same assignees. */
function sumsSource<M extends FigureMoment>(
  { statement, later }: FigureStatement<M>,
  reach: Reach,
  measure: Measure,
): SumsSource {
  const known = shared.get(statement) ?? new Map<Reach, SumsSource>()
  shared.set(statement, known)
  let source = known.get(reach)
  if (!source) {
    const assignees = later(({ principal }) => assigneesCounted(measure, principal))
    source = new SumsSource(statement, assignees, reach === 'all')
    known.set(reach, source)
  }
  return source
}

function added(one: Sides, other: Sides): Sides {
  return {
    numerator: plus(one.numerator, other.numerator),
    denominator: plus(one.denominator, other.denominator),
  }
}

function plus(one: bigint | null, other: bigint | null): bigint | null {
  return one === null || other === null ? (one ?? other) : one + other
}
