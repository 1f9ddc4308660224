import { decodeId, encodeId, type NotificationKind, recordMeta, type Words } from '../../schema/index.ts'
import { Customer } from '../customers/index.ts'
import { Task } from './task.ts'

/** Somebody is given a task, at its creation or later. */
export const taskAssigned: NotificationKind = {
  key: 'task.assigned',
  title: { en: 'A task is given to me', tr: 'Bana görev verildiğinde' },
  on: ['task.created', 'task.updated'],
  words: { en: '{actor} gave you a task: {title}', tr: '{actor} size bir görev verdi: {title}' },
  wordsWithoutSubject: { en: 'You were given a task.', tr: 'Size bir görev verildi.' },
  path: '/tasks?task={id}',
  recipients: async (_work, { type, payload }) => {
    const isGiven = type === 'task.created' || payload.previousOwnerId !== undefined
    const owner = decodeId(String(payload.ownerId))
    return isGiven && owner ? [owner.uuid] : []
  },
  values: async ({ subject }) => ({ title: String(subject.title) }),
}

/** A reminder's minute has come. Its owner hears of it even when they set it themselves. */
export const reminderDue: NotificationKind = {
  key: 'reminder.due',
  title: { en: 'A reminder is due', tr: 'Hatırlatma zamanı geldiğinde' },
  on: ['reminder.due'],
  tellsActor: true,
  words: { en: '{what}', tr: '{what}' },
  wordsWithoutSubject: { en: 'A reminder was due.', tr: 'Bir hatırlatmanın zamanı geldi.' },
  path: ({ subject: { id, customer } }) =>
    customer ? `/customers/${encodeId('cus', String(customer))}` : `/tasks?reminder=${encodeId('rem', id)}`,
  recipients: async (_work, { payload }) => {
    const owner = decodeId(String(payload.ownerId))
    return owner ? [owner.uuid] : []
  },
  values: async ({ context, subject }) => {
    const [customer, task] = await Promise.all([
      subject.customer ? context.read.byId(recordMeta(Customer), String(subject.customer)) : null,
      subject.task ? context.read.byId(recordMeta(Task), String(subject.task)) : null,
    ])
    const about = [customer?.name, subject.note ?? task?.title].filter(Boolean).join(' · ')
    const purpose = purposes[String(subject.kind)]?.[context.locale] ?? ''
    return { what: [purpose, about].filter(Boolean).join(': ') }
  },
}

const purposes: Readonly<Record<string, Words>> = {
  CALL: { en: 'Time to call', tr: 'Arama zamanı' },
  CONFIRM: { en: 'To be confirmed', tr: 'Teyit bekliyor' },
  DOCUMENT: { en: 'Waiting for a document', tr: 'Belge bekleniyor' },
  OTHER: { en: 'Reminder', tr: 'Hatırlatma' },
}
