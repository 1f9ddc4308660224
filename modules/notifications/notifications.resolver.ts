import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Allow, answered, type Payload, type RequestContext, type Row } from '../../schema/index.ts'
import { markAllNotificationsRead, markNotificationsRead } from './mark-read.ts'
import { Notification } from './notification.ts'
import { notificationText } from './notification-text.ts'
import * as inputs from './notifications.inputs.ts'
import {
  NotificationKindPreference,
  notificationPreferences,
  SetNotificationPreferenceInput,
  setNotificationPreference,
} from './preferences.ts'
import { unreadNotifications } from './unread.ts'

/** The viewer's own notifications; nobody else's can be asked for. */
@Resolver(() => Notification)
export class NotificationsResolver {
  @FieldResolver(() => String, { description: 'What it says, in the language of the reader.' })
  async text(@Root() notification: Row, @Ctx() context: RequestContext): Promise<string> {
    return (await notificationText(context, notification)).text
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where in the panel it leads.' })
  async path(@Root() notification: Row, @Ctx() context: RequestContext): Promise<string | null> {
    return (await notificationText(context, notification)).path
  }

  @Query(() => Int, { description: 'How many of the viewer’s notifications are unread.' })
  @Allow('signed-in')
  unreadNotifications(@Ctx() context: RequestContext): Promise<number> {
    return unreadNotifications(context.read)
  }

  @Query(() => [NotificationKindPreference], {
    description: 'What the viewer can be told of, and where they want to hear it.',
  })
  @Allow('signed-in')
  notificationPreferences(@Ctx() context: RequestContext): Promise<NotificationKindPreference[]> {
    return notificationPreferences(context)
  }

  @Mutation(() => inputs.MarkNotificationsReadPayload, { description: 'Read, on all devices of the person.' })
  @Allow('signed-in')
  markNotificationsRead(
    @Arg('input', () => inputs.MarkNotificationsReadInput) input: inputs.MarkNotificationsReadInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return answered(context, 'unread', () => markNotificationsRead(context, input.ids))
  }

  @Mutation(() => inputs.MarkNotificationsReadPayload, {
    description: 'All that happened until now is read.',
  })
  @Allow('signed-in')
  markAllNotificationsRead(
    @Arg('input', () => inputs.MarkAllNotificationsReadInput) input: inputs.MarkAllNotificationsReadInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return answered(context, 'unread', () => markAllNotificationsRead(context, input.upTo ?? null))
  }

  @Mutation(() => inputs.SetNotificationPreferencePayload, {
    description: 'Whether the viewer wants to hear of a kind on a channel.',
  })
  @Allow('signed-in')
  setNotificationPreference(
    @Arg('input', () => SetNotificationPreferenceInput) input: SetNotificationPreferenceInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return answered(context, 'preferences', () => setNotificationPreference(context, input))
  }
}
