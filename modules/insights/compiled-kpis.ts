import {
  type AskedField,
  type BlueprintSet,
  type FieldMoment,
  type Kpi,
  LoncaError,
  type PlanField,
} from '../../schema/index.ts'
import { localDayOf } from '../calendar/index.ts'
import { measuresIn, visitCycleDays, wantedOf } from './evaluate-kpis.ts'
import { type FigurePlan, planFigures } from './figure-plan.ts'
import { momentOf, type WantedKpi } from './figure-sources.ts'
import { checkDay, dayName, dayNumber } from './kpi-days.ts'
import { KpiFigure } from './kpi-figure.ts'
import { reachOf } from './kpi-reach.ts'
import { checkSeries, pointsOf, seriesDays } from './kpi-series.ts'
import { shownKpi } from './kpi-value.ts'
import { selectsHistory } from './selects-history.ts'

const maxIds = 30

export interface KpisArgs {
  readonly ids?: readonly string[] | null
  readonly day?: string | null
}

export interface KpiSeriesArgs {
  readonly id: string
  readonly from: string
  readonly to: string
}

/** `kpis` as a part of an operation's one statement. */
export const planKpis: PlanField<KpisArgs> = (asked) => {
  const { set, args, selected } = asked
  const kpis = args.ids ? knownKpis(set, args.ids) : set.kpis
  const history = selectsHistory(selected) ? 'with-history' : 'day-only'
  const day = (moment: FieldMoment<KpisArgs>) =>
    dayNumber(dayOf(moment.args.day, moment.now, moment.principal.timeZone))
  const { sources, sides } = planned(
    asked,
    kpis.map((kpi) => wantedOf(kpi, day, history)),
  )
  return {
    sources,
    value: (texts, moment) => {
      const { principal, now, locale } = moment
      const known = sides(texts, moment)
      const at = day(moment)
      const asOf = () => momentOf(dayName(at), principal.timeZone, now)
      return kpis.map((kpi) => {
        const isReached = reachOf(kpi, measuresIn(set), principal) !== 'none'
        const read = (isReached && known.get(kpi.id)) || { missing: 'OUT_OF_REACH' as const }
        return shownKpi(new KpiFigure(kpi, at, read, asOf), principal.currency, locale)
      })
    },
  }
}

/** `kpiSeries` as a part of an operation's one statement. */
export const planKpiSeries: PlanField<KpiSeriesArgs> = (asked) => {
  const { set, args } = asked
  const [kpi] = knownKpis(set, [args.id ?? ''])
  if (!kpi) throw LoncaError.badInput('A series is of one key figure.')
  checkSeries(kpi)
  const days = ({ args: { from, to } }: FieldMoment<KpiSeriesArgs>) => seriesDays(from, to)
  const { sources, sides } = planned(asked, [{ kpi, days }])
  return {
    sources,
    value: (texts, moment) => {
      if (reachOf(kpi, measuresIn(set), moment.principal) === 'none') return []
      return pointsOf(kpi, days(moment), sides(texts, moment).get(kpi.id))
    },
  }
}

function planned<Args>(
  { set, statement, principal, later }: AskedField<Args>,
  wanted: readonly WantedKpi<FieldMoment<Args>>[],
): FigurePlan<FieldMoment<Args>> {
  const { relations } = set
  const asked = { statement, relations, principal, later, visitCycleDays: visitCycleDays.bind(null, set) }
  return planFigures(asked, measuresIn(set), wanted)
}

/** The figures with these ids, each once. Throws BAD_USER_INPUT for one that the business does not have. */
export function knownKpis(set: BlueprintSet, ids: readonly string[]): Kpi[] {
  if (ids.length > maxIds) throw LoncaError.badInput(`At most ${maxIds} key figures at a time.`)
  const byId = new Map(set.kpis.map((kpi) => [kpi.id, kpi]))
  return [...new Set(ids)].map((id) => {
    const kpi = byId.get(id)
    if (!kpi)
      throw LoncaError.badInput(`There is no key figure "${id}"; there are ${[...byId.keys()].join(', ')}.`)
    return kpi
  })
}

/** The day that was asked for, else the tenant's today. */
export function dayOf(asked: string | null | undefined, now: Date, timeZone: string): string {
  return asked ? checkDay(asked) : localDayOf(now.getTime(), timeZone)
}
