import type { GraphQLResolveInfo } from 'graphql'
import {
  type ActionDeclaration,
  Lookup,
  type RequestContext,
  type Row,
  recordMeta,
} from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { failuresKey } from '../insights/index.ts'
import type { ActionCard, ActionPreview } from './action.types.ts'
import { type ActionAudience, actionOf, audienceOf, candidateIdsSql } from './action-audience.ts'
import { ActionRun } from './action-run.ts'

const recentMs = 14 * 24 * 3600_000

/**
 * What can be done now: actions that concern somebody, and those under way. One that cannot be read is left out and
 * logged; the first screen stands without it.
 */
export async function actionCards(context: RequestContext): Promise<ActionCard[]> {
  const audienceOrNone = async (action: ActionDeclaration) => {
    try {
      return await audienceOf(context, action)
    } catch (error) {
      context.service(failuresKey)(context.requestId, error)
      return null
    }
  }
  const { actions } = context.set
  const [runs, audiences] = await Promise.all([
    lastRuns(context),
    Promise.all(actions.map((action) => audienceOrNone(action))),
  ])
  return actions.flatMap((action, place) => {
    const audience = audiences[place]
    const lastRun = runs.get(action.key) ?? null
    return audience && (audience.count > 0 || lastRun) ? [cardOf(context, action, audience, lastRun)] : []
  })
}

/** Whom an action would reach, and why each of them. */
export async function previewAction(
  context: RequestContext,
  key: string,
  info: GraphQLResolveInfo,
): Promise<ActionPreview> {
  const action = actionOf(context, key)
  const [audience, runs] = await Promise.all([
    audienceOf(context, action),
    lastRuns(context),
    context.read.ahead(info, 'people.customer', Customer, (statement) =>
      candidateIdsSql('customer_id', context, action, statement),
    ),
    context.read.ahead(info, 'people.appointment', Appointment, (statement) =>
      candidateIdsSql('appointment_id', context, action, statement),
    ),
  ])
  return {
    card: cardOf(context, action, audience, runs.get(key) ?? null),
    task: action.task,
    people: audience.candidates.map(({ customerId, appointmentId, facts }) => ({
      customer: Lookup.record(Customer, customerId),
      appointment: appointmentId ? Lookup.record(Appointment, appointmentId) : null,
      reason: filled(action.reason[context.locale], facts),
    })),
  }
}

function cardOf(
  { locale }: RequestContext,
  { key, icon, title, verb, why, moves }: ActionDeclaration,
  { count, excluded }: ActionAudience,
  lastRun: Row | null,
): ActionCard {
  return { key, icon, title, verb, moves, why: filled(why[locale], { n: count }), count, excluded, lastRun }
}

async function lastRuns(context: RequestContext): Promise<Map<string, Row>> {
  const { rows } = await context.read.page(recordMeta(ActionRun), {
    first: 50,
    filter: {
      startedAt: { gte: new Date(context.clock.now().getTime() - recentMs) },
      undoneAt: { isNull: true },
    },
    orderBy: [{ field: 'startedAt', direction: 'ASC' }],
  })
  return new Map(rows.map((run) => [String(run.actionKey), run]))
}

function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole))
}
