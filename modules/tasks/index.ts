/**
 * Owns what people have to do: tasks with an owner and a due time, and reminders that speak up at their minute. It does
 * not decide what is to be done; verbs, rules and people tell it.
 */
import { defineModule } from '../../schema/index.ts'
import { addTask } from './create-task.ts'
import { remind } from './jobs.ts'
import { reminderDue, taskAssigned } from './notifications.ts'
import { ReminderResolver } from './reminder.resolver.ts'
import { Reminder } from './reminder.ts'
import { TaskResolver } from './task.resolver.ts'
import { Task } from './task.ts'
import { ViewerMembershipResolver } from './viewer-membership.resolver.ts'

export { addTask, Reminder, Task }

export const tasks = defineModule({
  key: 'tasks',
  title: { en: 'Tasks', tr: 'Görevler' },
  records: [Task, Reminder],
  searches: [
    {
      record: () => Task,
      keys: [
        { by: 'title', as: 'words' },
        { by: 'customer.name', as: 'words', folded: 'name_folded' },
      ],
      title: 'title',
      subtitle: ['dueAt', 'customer.name'],
      path: '/tasks?task={id}',
      among: (row) => `${row}.state = 'OPEN'`,
    },
  ],
  resolvers: [TaskResolver, ReminderResolver, ViewerMembershipResolver],
  jobs: [remind],
  notifications: [taskAssigned, reminderDue],
  refusals: {
    TASK_CLOSED: { en: 'This task is already closed.', tr: 'Bu görev zaten kapanmış.' },
    TASK_OPEN: { en: 'This task is open.', tr: 'Bu görev zaten açık.' },
    REMINDER_CLOSED: {
      en: 'This reminder is already closed.',
      tr: 'Bu hatırlatma zaten kapanmış.',
    },
    OWNER_ABSENT: { en: 'This person can no longer sign in.', tr: 'Bu kişi artık giriş yapamıyor.' },
  },
  events: {
    'task.created': { en: 'Task created', tr: 'Görev eklendi' },
    'task.updated': { en: 'Task changed', tr: 'Görev değişti' },
    'task.completed': { en: 'Task done', tr: 'Görev tamamlandı' },
    'task.reopened': { en: 'Task opened again', tr: 'Görev yeniden açıldı' },
    'task.cancelled': { en: 'Task cancelled', tr: 'Görev iptal edildi' },
    'reminder.created': { en: 'Reminder set', tr: 'Hatırlatma kuruldu' },
    'reminder.updated': { en: 'Reminder changed', tr: 'Hatırlatma değişti' },
    'reminder.due': { en: 'Reminder was due', tr: 'Hatırlatma zamanı geldi' },
    'reminder.completed': { en: 'Reminder done', tr: 'Hatırlatma tamamlandı' },
    'reminder.dismissed': { en: 'Reminder dismissed', tr: 'Hatırlatmadan vazgeçildi' },
    'task.snoozed': { en: 'Task put off', tr: 'Görev ertelendi' },
  },
})
