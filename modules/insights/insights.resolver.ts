import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql'
import {
  Allow,
  type BlueprintSet,
  CompiledBy,
  Costs,
  type Kpi,
  kpiCardsOf,
  type Principal,
  type RequestContext,
  scalars,
  serviceKey,
  viewerOf,
} from '../../schema/index.ts'
import {
  CommandCenter,
  type CommandCenterPartName,
  commandCenterAlerts,
  type MissingPart,
  nextAppointments,
} from './command-center.ts'
import { dayOf, knownKpis, planKpiSeries, planKpis } from './compiled-kpis.ts'
import { evaluateKpis, type History, type KpiSetting } from './evaluate-kpis.ts'
import { dayNumber } from './kpi-days.ts'
import { checkSeries, kpiSeries, seriesDays } from './kpi-series.ts'
import { KpiPoint, KpiValue, shownKpi } from './kpi-value.ts'
import { coreKpiCards } from './kpis.ts'
import { selectedFields, selectsHistory } from './selects-history.ts'

/** Takes what went wrong in a part of an answer that was given all the same. */
export const failuresKey = serviceKey<(requestId: string, error: unknown) => void>('insights.failures')

/** Key figures, and the first screen. */
@Resolver()
export class InsightsResolver {
  @Query(() => [KpiValue], {
    description:
      'Key figures of a day, counting what the viewer reaches: the whole business for owners and managers, their own part for staff.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 30 })
  @CompiledBy(planKpis, { dependsOn: ['ids'] })
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
    const kpis = ids ? knownKpis(context.set, ids) : context.set.kpis
    const history = selectsHistory(selectedFields(info)) ? 'with-history' : 'day-only'
    return shownKpis(context, kpis, dayAsked(context, day), history)
  }

  @Query(() => [KpiPoint], {
    description:
      'An additive key figure on each day from one to another, both included; at most 366 days. One index range, however long the history is.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 31 })
  @CompiledBy(planKpiSeries, { dependsOn: ['id'] })
  kpiSeries(
    @Arg('id', () => String) id: string,
    @Arg('from', () => scalars.LocalDate) from: string,
    @Arg('to', () => scalars.LocalDate) to: string,
    @Ctx() context: RequestContext,
  ): Promise<KpiPoint[]> {
    const [kpi] = knownKpis(context.set, [id])
    if (!kpi) return Promise.resolve([])
    checkSeries(kpi)
    return kpiSeries(settingOf(context), kpi, seriesDays(from, to))
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
    const day = dayAsked(context, asked)
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
    const cards = knownKpis(context.set, cardsOf(context.set, viewerOf(context)))
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
  history?: History,
): Promise<KpiValue[]> {
  const { currency } = viewerOf(context)
  const figures = await evaluateKpis(settingOf(context), kpis, dayNumber(day), history)
  for (const { failure } of figures) if (failure) reportFailure(context, failure)
  return figures.map((figure) => shownKpi(figure, currency, context.locale))
}

function settingOf({ read, set, clock }: RequestContext): KpiSetting {
  return { read, set, now: clock.now() }
}

function cardsOf(set: BlueprintSet, viewer: Principal): readonly string[] {
  const primary = set.blueprints.find(({ key }) => key === viewer.blueprintKeys[0])
  const cards = primary ? kpiCardsOf(set, primary, viewer.overrides) : []
  return cards.length > 0 ? cards : coreKpiCards
}

function dayAsked(context: RequestContext, asked: string | null | undefined): string {
  return dayOf(asked, context.clock.now(), viewerOf(context).timeZone)
}

function reportFailure(context: RequestContext, error: unknown): void {
  context.service(failuresKey)(context.requestId, error)
}
