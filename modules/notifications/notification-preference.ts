import { Choice, Flag, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

export type ChannelKey = 'PANEL' | 'EMAIL' | 'SMS' | 'PUSH'

/** Where somebody does, or does not, want to hear of a kind; without a row the kind's own default counts. */
@Record({
  prefix: 'ntp',
  title: { en: 'Notification preference', tr: 'Bildirim tercihi' },
  pluralTitle: { en: 'Notification preferences', tr: 'Bildirim tercihleri' },
  table: 'notification_preferences',
  assignedBy: ['member'],
  internal: true,
  access: {
    see: { owner: 'own', manager: 'own', staff: 'own' },
    act: { owner: 'own', manager: 'own', staff: 'own' },
  },
})
export class NotificationPreference extends TenantRecord {
  @Reference(() => Membership, { writable: 'never', label: { en: 'Member', tr: 'Üye' } })
  member!: Membership

  @Text({ label: { en: 'Kind', tr: 'Tür' }, privacy: 'none' })
  kind!: string

  @Choice({
    name: 'NotificationChannelKey',
    label: { en: 'Channel', tr: 'Kanal' },
    values: {
      PANEL: { en: 'Panel', tr: 'Panel' },
      EMAIL: { en: 'E-mail', tr: 'E-posta' },
      SMS: { en: 'SMS', tr: 'SMS' },
      PUSH: { en: 'Push', tr: 'Anlık bildirim' },
    },
  })
  channel!: ChannelKey

  @Flag({ label: { en: 'Wanted', tr: 'İsteniyor' } })
  enabled!: boolean
}
