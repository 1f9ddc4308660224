import { type RequestContext, serviceKey } from '../../schema/index.ts'
import type { ChannelKey } from './notification-preference.ts'

/** What is brought to somebody outside the panel. */
export interface Delivery {
  /** UUID of the notification; the same for every try. */
  readonly notificationId: string
  /** UUID of the member. */
  readonly recipientId: string
  /** In the member's language. */
  readonly text: string
  /** Path in the panel. */
  readonly path: string | null
}

/** A way to reach people outside the panel: e-mail, SMS, push. The gateway provides those that are set up. */
export interface NotificationChannel {
  readonly key: Exclude<ChannelKey, 'PANEL'>
  /** Has this business connected it? */
  isConnected(context: RequestContext): Promise<boolean>
  /** Called from a job, never within a request; a throw means another try. */
  deliver(context: RequestContext, delivery: Delivery): Promise<void>
}

/** The channels of this process, besides the panel itself. */
export const notificationChannelsKey = serviceKey<readonly NotificationChannel[]>('notification channels')
