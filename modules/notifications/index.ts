/**
 * Owns what members are told of: notifications, each seen by its recipient alone, and what everybody wants to hear
 * where. Which events concern whom the modules and sectors declare as `notifications`; the words are made when a
 * notification is read, so that no name is kept in it.
 */
import { defineModule } from '../../schema/index.ts'
import { Notification } from './notification.ts'
import { NotificationPreference } from './notification-preference.ts'
import { NotificationsResolver } from './notifications.resolver.ts'
import { notifying } from './notify.ts'
import { forgetNotifications } from './retention.ts'

export { type Delivery, type NotificationChannel, notificationChannelsKey } from './channel.ts'
export { Notification }

export const notifications = defineModule({
  key: 'notifications',
  title: { en: 'Notifications', tr: 'Bildirimler' },
  records: [Notification, NotificationPreference],
  resolvers: [NotificationsResolver],
  jobs: [forgetNotifications],
  schedules: [{ job: forgetNotifications, every: { dailyAt: '03:40' } }],
  react: (kinds) => [notifying(kinds)],
  events: {
    'notification.created': { en: 'Notification sent', tr: 'Bildirim gönderildi' },
    'notification.read': { en: 'Notifications read', tr: 'Bildirimler okundu' },
    'notification.preference.updated': {
      en: 'Notification preference changed',
      tr: 'Bildirim tercihi değişti',
    },
  },
})
