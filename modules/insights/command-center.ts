import type { GraphQLResolveInfo } from 'graphql'
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import {
  Lookup,
  type PageArguments,
  type RequestContext,
  reachSql,
  recordMeta,
  Statement,
  scalars,
  TranslatedText,
  viewerOf,
} from '../../schema/index.ts'
import { Appointment, dayBounds } from '../calendar/index.ts'
import { KpiValue } from './kpi-value.ts'

const CommandCenterPart = { KPIS: 'KPIS', NEXT_APPOINTMENTS: 'NEXT_APPOINTMENTS', ALERTS: 'ALERTS' } as const
registerEnumType(CommandCenterPart, { name: 'CommandCenterPart' })
export type CommandCenterPartName = keyof typeof CommandCenterPart

const AlertKey = {
  STALE_APPOINTMENTS: 'STALE_APPOINTMENTS',
  APPOINTMENT_CONFLICTS: 'APPOINTMENT_CONFLICTS',
} as const
registerEnumType(AlertKey, {
  name: 'CommandCenterAlertKey',
  valuesConfig: {
    STALE_APPOINTMENTS: { description: 'Appointments that are over and that nobody said the outcome of.' },
    APPOINTMENT_CONFLICTS: {
      description: 'Coming appointments that overlap another one and take no time yet.',
    },
  },
})

@ObjectType({ simpleResolvers: true, description: 'Something that waits for somebody.' })
export class CommandCenterAlert {
  @Field(() => AlertKey)
  key!: keyof typeof AlertKey

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => Int)
  count!: number

  @Field(() => String, { description: 'Path of the screen where it is dealt with.' })
  path!: string
}

@ObjectType({
  simpleResolvers: true,
  description: 'A part that cannot be shown right now; the others are there.',
})
export class MissingPart {
  @Field(() => CommandCenterPart)
  part!: CommandCenterPartName

  @Field(() => String, { description: "In the viewer's language." })
  message!: string
}

/** Read when it is selected; null when that failed. */
type Part<T> = () => Promise<T | null>

@ObjectType({
  simpleResolvers: true,
  description: 'The first screen: what the day looks like and what to do now.',
})
export class CommandCenter {
  @Field(() => scalars.LocalDate)
  day!: string

  @Field(() => [KpiValue], { nullable: true, description: "In the order of the blueprint's cards." })
  kpis!: Part<KpiValue[]>

  @Field(() => [Appointment], {
    nullable: true,
    description: 'The first five of the day that are not over and have not begun service.',
  })
  nextAppointments!: Part<unknown>

  @Field(() => [CommandCenterAlert], { nullable: true, description: 'Only what there is any of.' })
  alerts!: Part<CommandCenterAlert[]>

  @Field(() => [MissingPart])
  missing!: () => Promise<MissingPart[]>
}

const shownAppointments = 5

/** What comes next on a day, as far as the viewer reaches. */
export async function nextAppointments(
  context: RequestContext,
  day: string,
  info?: GraphQLResolveInfo,
): Promise<unknown> {
  const { start, end } = dayBounds(day, viewerOf(context).timeZone)
  const from = new Date(Math.max(start, context.clock.now().getTime()))
  const args: PageArguments = {
    first: shownAppointments,
    filter: {
      status: { in: ['BOOKED', 'CONFIRMED', 'ARRIVED'] },
      endsAt: { gte: from },
      startsAt: { gte: new Date(start), lte: new Date(end - 1) },
    },
    orderBy: [{ field: 'startsAt', direction: 'ASC' }],
  }
  return info
    ? context.read.answer(Lookup.rows(Appointment, args), info)
    : context.read.page(recordMeta(Appointment), args)
}

const alertWords: Readonly<{ [key in keyof typeof AlertKey]: { title: TranslatedText; path: string } }> = {
  STALE_APPOINTMENTS: {
    title: { en: 'Past appointments without an outcome', tr: 'Sonucu girilmemiş geçmiş randevular' },
    path: '/calendar',
  },
  APPOINTMENT_CONFLICTS: {
    title: { en: 'Coming appointments that overlap', tr: 'Çakışan gelecek randevular' },
    path: '/calendar',
  },
}

/** What waits for somebody now, as far as the viewer reaches. */
export async function commandCenterAlerts(context: RequestContext): Promise<CommandCenterAlert[]> {
  const viewer = viewerOf(context)
  const statement = new Statement(viewer.tenantId)
  const now = statement.value(context.clock.now(), 'timestamptz')
  const reach = reachSql(recordMeta(Appointment), 'see', 'a', viewer, context.read.relations, statement)
  const open = `a.status in ('BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_SERVICE')`
  const count = (where: string) =>
    `(select count(*) from appointments a where a.tenant_id = ${statement.tenant} and a.archived_at is null
      and ${open} and ${where} and ${reach})`
  const plan = `select json_build_object(
    'STALE_APPOINTMENTS', ${count(`a.ends_at <= ${now}`)},
    'APPOINTMENT_CONFLICTS', ${count(`a.conflict and a.ends_at > ${now}`)})`
  const counts = (await context.read.ask(statement, plan)) as {
    [key in keyof typeof AlertKey]: number
  }
  return Object.values(AlertKey)
    .filter((key) => counts[key] > 0)
    .map((key) => ({ key, count: counts[key], ...alertWords[key] }))
}
