import { Choice, Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { Membership } from '../identity/index.ts'
import { Task } from './task.ts'

export type ReminderState = 'WAITING' | 'SENT' | 'DONE' | 'DISMISSED'

/** Speaks up at its minute: somebody is to be called, something to be confirmed, a document is still missing. */
@Record({
  prefix: 'rem',
  title: { en: 'Reminder', tr: 'Hatırlatma' },
  pluralTitle: { en: 'Reminders', tr: 'Hatırlatmalar' },
  table: 'reminders',
  assignedBy: ['owner'],
  order: [{ field: 'remindAt', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'team' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
})
export class Reminder extends TenantRecord {
  @Instant({ label: { en: 'Remind at', tr: 'Hatırlatma zamanı' }, privacy: 'none', list: true })
  remindAt!: Date

  @Choice({
    name: 'ReminderKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: {
      CALL: { en: 'Call', tr: 'Arama' },
      CONFIRM: { en: 'Confirm', tr: 'Teyit' },
      DOCUMENT: { en: 'Document', tr: 'Belge' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    default: 'OTHER',
    list: true,
  })
  kind!: 'CALL' | 'CONFIRM' | 'DOCUMENT' | 'OTHER'

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'body', optional: true, maxLength: 500, list: true })
  note!: string | null

  @Reference(() => Membership, { inverse: 'reminders', label: { en: 'For', tr: 'Kime' } })
  owner!: Membership

  @Reference(() => Customer, {
    optional: true,
    inverse: 'reminders',
    label: { en: 'Customer', tr: 'Müşteri' },
  })
  customer!: Customer | null

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'reminders',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @Reference(() => Task, { optional: true, inverse: 'reminders', label: { en: 'Task', tr: 'Görev' } })
  task!: Task | null

  @Choice({
    name: 'ReminderState',
    label: { en: 'State', tr: 'Durum' },
    values: {
      WAITING: { en: 'Waiting', tr: 'Bekliyor' },
      SENT: { en: 'Reminded', tr: 'Hatırlatıldı' },
      DONE: { en: 'Done', tr: 'Tamamlandı' },
      DISMISSED: { en: 'Dismissed', tr: 'Vazgeçildi' },
    },
    writable: 'never',
    default: 'WAITING',
    list: true,
  })
  state!: ReminderState

  @Instant({
    label: { en: 'Reminded at', tr: 'Hatırlatıldığı an' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  sentAt!: Date | null
}
