import { Property } from '@mikro-orm/decorators/legacy'
import { Choice, Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { Membership } from '../identity/index.ts'

export type TaskState = 'OPEN' | 'DONE' | 'CANCELLED'

/** Something that a member of the business is to do, by a moment or whenever there is time. */
@Record({
  prefix: 'tsk',
  title: { en: 'Task', tr: 'Görev' },
  pluralTitle: { en: 'Tasks', tr: 'Görevler' },
  table: 'tasks',
  assignedBy: ['owner'],
  order: [{ field: 'dueAt', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'team' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
})
export class Task extends TenantRecord {
  @Text({ label: { en: 'Title', tr: 'Başlık' }, privacy: 'body', list: true })
  title!: string

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'body', optional: true, maxLength: 5000 })
  note!: string | null

  @Instant({
    label: { en: 'Due', tr: 'Son tarih' },
    description: 'Until when; null for whenever there is time.',
    privacy: 'none',
    optional: true,
    list: true,
  })
  dueAt!: Date | null

  @Choice({
    name: 'TaskPriority',
    label: { en: 'Priority', tr: 'Öncelik' },
    values: {
      LOW: { en: 'Low', tr: 'Düşük' },
      NORMAL: { en: 'Normal', tr: 'Normal' },
      HIGH: { en: 'High', tr: 'Yüksek' },
      URGENT: { en: 'Urgent', tr: 'Acil' },
    },
    default: 'NORMAL',
    list: true,
  })
  priority!: 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'

  @Choice({
    name: 'TaskState',
    label: { en: 'State', tr: 'Durum' },
    values: {
      OPEN: { en: 'Open', tr: 'Açık' },
      DONE: { en: 'Done', tr: 'Tamamlandı' },
      CANCELLED: { en: 'Cancelled', tr: 'İptal' },
    },
    writable: 'never',
    default: 'OPEN',
    list: true,
  })
  state!: TaskState

  @Reference(() => Membership, { inverse: 'tasks', label: { en: 'Owner', tr: 'Sorumlu' } })
  owner!: Membership

  @Reference(() => Customer, { optional: true, inverse: 'tasks', label: { en: 'Customer', tr: 'Müşteri' } })
  customer!: Customer | null

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'tasks',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @Choice({
    name: 'TaskOrigin',
    label: { en: 'Origin', tr: 'Kaynak' },
    values: {
      PANEL: { en: 'Panel', tr: 'Panel' },
      AUTOMATION: { en: 'Automation', tr: 'Otomasyon' },
      API: { en: 'API', tr: 'API' },
    },
    writable: 'never',
    default: 'PANEL',
  })
  origin!: 'PANEL' | 'AUTOMATION' | 'API'

  @Text({
    label: { en: 'Opened by', tr: 'Açan' },
    description: 'Key of the action or rule that opened it.',
    privacy: 'none',
    optional: true,
    writable: 'never',
    maxLength: 80,
  })
  originKey!: string | null

  /** UUID of the run that opened it; not part of the API. */
  @Property({ type: 'uuid', fieldName: 'origin_id', nullable: true })
  originId!: string | null

  @Instant({
    label: { en: 'Done at', tr: 'Tamamlanma' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  completedAt!: Date | null

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    label: { en: 'Done by', tr: 'Tamamlayan' },
  })
  completedBy!: Membership | null

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    label: { en: 'Given by', tr: 'Veren' },
  })
  createdBy!: Membership | null
}
