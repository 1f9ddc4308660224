import { Field, InputType, ObjectType } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  type DeclaredNotification,
  type RequestContext,
  recordMeta,
  refuse,
  Statement,
  TranslatedText,
  viewerOf,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { notificationChannelsKey } from './channel.ts'
import { type ChannelKey, NotificationPreference } from './notification-preference.ts'

const Channel = choiceEnum(attributeOf(recordMeta(NotificationPreference), 'channel'))
const channels: readonly ChannelKey[] = ['PANEL', 'EMAIL', 'SMS', 'PUSH']

@ObjectType({ simpleResolvers: true })
export class NotificationChannelPreference {
  @Field(() => Channel)
  channel!: ChannelKey

  @Field(() => Boolean)
  enabled!: boolean

  @Field(() => Boolean, { description: 'False: the wish is kept, and nothing is sent this way yet.' })
  connected!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'What the viewer wants of one kind of notification.' })
export class NotificationKindPreference {
  @Field(() => String)
  kind!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => String, { description: 'Key of the module that it comes from.' })
  module!: string

  @Field(() => [NotificationChannelPreference])
  channels!: NotificationChannelPreference[]
}

@InputType()
export class SetNotificationPreferenceInput {
  @Field(() => String)
  kind!: string

  @Field(() => Channel)
  channel!: ChannelKey

  @Field(() => Boolean)
  enabled!: boolean
}

/** Every kind that may reach the viewer, with each channel; unset, the panel is on and the others are off. */
export async function notificationPreferences(
  context: RequestContext,
): Promise<NotificationKindPreference[]> {
  const [stored, connected] = await Promise.all([storedPreferences(context), connectedChannels(context)])
  return kindsFor(context).map(({ key, title, module }) => ({
    kind: key,
    title,
    module,
    channels: channels.map((channel) => ({
      channel,
      enabled: stored.get(`${key} ${channel}`) ?? channel === 'PANEL',
      connected: connected.has(channel),
    })),
  }))
}

/** Keeps a wish of the viewer; refuses a kind that there is not. */
export async function setNotificationPreference(
  context: RequestContext,
  { kind, channel, enabled }: SetNotificationPreferenceInput,
): Promise<NotificationKindPreference[]> {
  await context.write(async (work) => {
    if (!kindsFor(context).some(({ key }) => key === kind)) refuse('INVALID', ['kind'])
    const { membershipId } = work.principal
    const known = await work.em.findOne(NotificationPreference, {
      member: { id: membershipId },
      kind,
      channel,
    })
    if (known) Object.assign(known, { enabled, updatedAt: work.now })
    else {
      const member = work.reference(Membership, membershipId)
      work.create<NotificationPreference>(NotificationPreference, { member, kind, channel, enabled })
    }
    const subject = { meta: recordMeta(Membership), id: membershipId }
    work.tellOf('notification.preference.updated', subject, null, { kind, channel, enabled })
  })
  return notificationPreferences(context)
}

function kindsFor(context: RequestContext): readonly DeclaredNotification[] {
  const { role, switchedOff } = viewerOf(context)
  return context.set.notifications.filter(
    ({ roles, module }) => (!roles || roles.includes(role)) && !switchedOff.has(module),
  )
}

async function storedPreferences({ read }: RequestContext): Promise<Map<string, boolean>> {
  const statement = new Statement(read.principal.tenantId)
  const plan = `select coalesce(json_agg(json_build_object('key', p.kind || ' ' || p.channel, 'enabled', p.enabled)), '[]'::json)
    from notification_preferences p where p.tenant_id = ${statement.tenant}
      and p.member_id = ${statement.value(read.principal.membershipId, 'uuid')}`
  const rows = (await read.ask(statement, plan)) as { key: string; enabled: boolean }[]
  return new Map(rows.map(({ key, enabled }) => [key, enabled]))
}

async function connectedChannels(context: RequestContext): Promise<Set<ChannelKey>> {
  const connected = new Set<ChannelKey>(['PANEL'])
  for (const channel of context.service(notificationChannelsKey)) {
    if (await channel.isConnected(context)) connected.add(channel.key)
  }
  return connected
}
