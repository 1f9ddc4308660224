import { Instant, Integer, Json, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

/**
 * Tells one member that something concerns them. It holds ids and no words: those are made from its kind and its
 * subject when it is read, as the reader may see them then. Nobody but the recipient sees it, not even an owner.
 */
@Record({
  prefix: 'ntf',
  title: { en: 'Notification', tr: 'Bildirim' },
  pluralTitle: { en: 'Notifications', tr: 'Bildirimler' },
  table: 'notifications',
  assignedBy: ['recipient'],
  order: [{ field: 'happenedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'own', manager: 'own', staff: 'own' },
    act: { owner: 'own', manager: 'own', staff: 'own' },
  },
})
export class Notification extends TenantRecord {
  @Reference(() => Membership, { writable: 'never', label: { en: 'Recipient', tr: 'Alıcı' } })
  recipient!: Membership

  @Text({
    label: { en: 'Kind', tr: 'Tür' },
    description: 'As declared by a module, e.g. `task.assigned`.',
    privacy: 'none',
    writable: 'never',
  })
  kind!: string

  @Text({
    label: { en: 'Subject type', tr: 'Konu türü' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  subjectType!: string | null

  @Text({ label: { en: 'Subject', tr: 'Konu' }, privacy: 'none', optional: true, writable: 'never' })
  subjectId!: string | null

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    label: { en: 'Who did it', tr: 'Kim yaptı' },
  })
  actor!: Membership | null

  @Json({
    label: { en: 'Facts', tr: 'Ayrıntılar' },
    description: 'Ids, enums and amounts of the event.',
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  facts!: unknown

  @Text({
    label: { en: 'Group', tr: 'Grup' },
    description: 'What has the same one within an hour, and is unread, counts up instead of piling up.',
    privacy: 'none',
    writable: 'never',
  })
  groupKey!: string

  @Integer({ label: { en: 'Times', tr: 'Kez' }, privacy: 'none', writable: 'never', min: 1 })
  count!: number

  @Instant({
    label: { en: 'Happened', tr: 'Zaman' },
    description: 'The last time, when it counts several.',
    privacy: 'none',
    writable: 'never',
  })
  happenedAt!: Date

  @Instant({ label: { en: 'Read', tr: 'Okunma' }, privacy: 'none', optional: true, writable: 'never' })
  readAt!: Date | null
}
