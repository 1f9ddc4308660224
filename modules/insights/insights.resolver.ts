import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql'
import {
  Allow,
  type BlueprintSet,
  Costs,
  type Kpi,
  kpiCardsOf,
  LoncaError,
  type Principal,
  type RequestContext,
  scalars,
  serviceKey,
  viewerOf,
} from '../../schema/index.ts'
import { localDayOf } from '../calendar/index.ts'
import {
  CommandCenter,
  type CommandCenterPartName,
  commandCenterAlerts,
  type MissingPart,
  nextAppointments,
} from './command-center.ts'
import { evaluateKpis, kpiMoment } from './evaluate-kpis.ts'
import { checkDay, daysBefore } from './kpi-days.ts'
import { kpiSeries } from './kpi-series.ts'
import { KpiPoint, KpiValue, shownKpi } from './kpi-value.ts'
import { coreKpiCards } from './kpis.ts'
import { selectsHistory } from './selects-history.ts'

/** Takes what went wrong in a part of an answer that was given all the same. */
export const failuresKey = serviceKey<(requestId: string, error: unknown) => void>('insights.failures')

const maxIds = 30
const maxSeriesDays = 366

/** Key figures, and the first screen. */
@Resolver()
export class InsightsResolver {
  @Query(() => [KpiValue], {
    description:
      'Key figures of a day, counting what the viewer reaches: the whole business for owners and managers, their own part for staff.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 30 })
  kpis(
    @Arg('ids', () => [String], { nullable: true, description: 'Left out: all that the business has.' })
    ids: string[] | null,
    @Arg('day', () => scalars.LocalDate, {
      nullable: true,
      description: "Left out: today, in the tenant's time zone.",
    })
    day: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<KpiValue[]> {
    const kpis = ids ? known(context.set, ids) : context.set.kpis
    return shownKpis(context, kpis, dayOf(context, day), selectsHistory(info) ? 'with-history' : 'day-only')
  }

  @Query(() => [KpiPoint], {
    description:
      'An additive key figure on each day from one to another, both included; at most 366 days. One index range, however long the history is.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 31 })
  kpiSeries(
    @Arg('id', () => String) id: string,
    @Arg('from', () => scalars.LocalDate) from: string,
    @Arg('to', () => scalars.LocalDate) to: string,
    @Ctx() context: RequestContext,
  ): Promise<KpiPoint[]> {
    const [kpi] = known(context.set, [id])
    const days = (Date.parse(checkDay(to)) - Date.parse(checkDay(from))) / 86_400_000 + 1
    if (!kpi || kpi.formula.kind === 'asOf')
      throw LoncaError.badInput(`"${id}" is computed as of a moment; there is no series of it.`)
    if (days < 1 || days > maxSeriesDays)
      throw LoncaError.badInput(`A series has 1 to ${maxSeriesDays} days; from ${from} to ${to} are ${days}.`)
    const all = Array.from({ length: days }, (_, index) => daysBefore(to, days - 1 - index))
    return kpiSeries(kpiMoment(context.read, context.set, context.clock.now()), kpi, all)
  }

  @Query(() => CommandCenter, {
    description:
      'The first screen. A part that cannot be read is null and named in `missing`; the others are there.',
  })
  @Allow('signed-in')
  @Costs({ points: 50 })
  commandCenter(
    @Arg('day', () => scalars.LocalDate, {
      nullable: true,
      description: "Left out: today, in the tenant's time zone.",
    })
    asked: string | null,
    @Ctx() context: RequestContext,
  ): CommandCenter {
    const day = dayOf(context, asked)
    const missing = new Map<CommandCenterPartName, MissingPart>()
    /** Reads a part when it is selected, in the same round as the others: once, or once for each place that selects it. */
    const part = <T>(
      name: CommandCenterPartName,
      read: (info?: GraphQLResolveInfo) => Promise<T>,
      isShaped = false,
    ) => {
      const answers = new Map<unknown, Promise<T | null>>()
      return (_args?: unknown, _context?: unknown, info?: GraphQLResolveInfo): Promise<T | null> => {
        const place = isShaped ? info?.fieldNodes[0] : undefined
        const [any] = answers.values()
        const known = place ? answers.get(place) : any
        if (known) return known
        const answer = read(info).catch((error) => {
          reportFailure(context, error)
          missing.set(name, { part: name, message: unavailable[context.locale] })
          return null
        })
        answers.set(place, answer)
        return answer
      }
    }
    const cards = known(context.set, cardsOf(context.set, viewerOf(context)))
    const kpis = part('KPIS', () => shownKpis(context, cards, day))
    const next = part('NEXT_APPOINTMENTS', (info) => nextAppointments(context, day, info), true)
    const alerts = part('ALERTS', () => commandCenterAlerts(context))
    return {
      day,
      kpis,
      nextAppointments: next,
      alerts,
      missing: async () => {
        // First those that are selected, which know what is selected of them.
        await Promise.resolve()
        await Promise.all([kpis(), next(), alerts()])
        return [...missing.values()]
      },
    }
  }
}

const unavailable = {
  en: 'This cannot be shown right now. Try again shortly.',
  tr: 'Bu bölüm şu anda gösterilemiyor. Biraz sonra yeniden deneyin.',
}

async function shownKpis(
  context: RequestContext,
  kpis: readonly Kpi[],
  day: string,
  history: 'with-history' | 'day-only' = 'with-history',
): Promise<KpiValue[]> {
  const { currency } = viewerOf(context)
  const moment = kpiMoment(context.read, context.set, context.clock.now())
  const figures = await evaluateKpis(moment, kpis, day, history)
  for (const { failure } of figures) if (failure) reportFailure(context, failure)
  return figures.map((figure) => shownKpi(figure, day, currency, context.locale))
}

function known(set: BlueprintSet, ids: readonly string[]): Kpi[] {
  if (ids.length > maxIds) throw LoncaError.badInput(`At most ${maxIds} key figures at a time.`)
  const byId = new Map(set.kpis.map((kpi) => [kpi.id, kpi]))
  return [...new Set(ids)].map((id) => {
    const kpi = byId.get(id)
    if (!kpi)
      throw LoncaError.badInput(`There is no key figure "${id}"; there are ${[...byId.keys()].join(', ')}.`)
    return kpi
  })
}

function cardsOf(set: BlueprintSet, viewer: Principal): readonly string[] {
  const primary = set.blueprints.find(({ key }) => key === viewer.blueprintKeys[0])
  const cards = primary ? kpiCardsOf(set, primary, viewer.overrides) : []
  return cards.length > 0 ? cards : coreKpiCards
}

function dayOf(context: RequestContext, asked: string | null | undefined): string {
  return asked ? checkDay(asked) : localDayOf(context.clock.now().getTime(), viewerOf(context).timeZone)
}

function reportFailure(context: RequestContext, error: unknown): void {
  context.service(failuresKey)(context.requestId, error)
}
