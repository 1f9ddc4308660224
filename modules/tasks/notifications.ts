import { decodeId, type NotificationKind } from '../../schema/index.ts'

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
