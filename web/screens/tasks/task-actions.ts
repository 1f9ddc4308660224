import { toast } from '../../components/toast.tsx'
import { type Answer, mutate } from '../../data/client.ts'
import { outcome, type UserError } from '../../data/payload.ts'
import {
  completeReminderMutation,
  completeTaskMutation,
  type ReminderRow,
  reopenTaskMutation,
  snoozeTaskMutation,
  type TaskRow,
} from '../../data/work.graphql.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { addDays, instantOf, zoned } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import { taskWords } from './words.ts'

const morning = 9 * 60

/** What one does with a task or a reminder in one touch; each can be taken back or says why it was not done. */
export function createTaskActions() {
  const say = useWords(taskWords)
  const { viewer } = useSession()
  const told = <Payload extends { userErrors: UserError[] }>(
    answer: Answer<Record<string, Payload>>,
    name: string,
  ) => {
    const result = outcome(answer, name)
    if (result.is === 'done') return result.result
    toast(result.is === 'refused' ? (result.errors[0]?.message ?? say('failed')) : say('failed'), {
      icon: 'alert',
    })
    return undefined
  }
  return {
    async complete({ id, version }: TaskRow) {
      const done = told(await mutate(completeTaskMutation, { id, version }), 'completeTask')?.task
      if (!done) return
      toast(say('completed'), {
        undo: () =>
          void mutate(reopenTaskMutation, { id, version: done.version }).then((answer) =>
            told(answer, 'reopenTask'),
          ),
      })
    },
    async snooze({ id, version }: TaskRow) {
      const zone = viewer.tenant.timeZone
      const until = instantOf(addDays(zoned(new Date(), zone).day, 1), morning, zone).toISOString()
      const put = told(await mutate(snoozeTaskMutation, { id, version, until }), 'snoozeTask')
      if (put) toast(say('snoozed'), { icon: 'clock' })
    },
    async close({ id, version }: ReminderRow) {
      if (told(await mutate(completeReminderMutation, { id, version }), 'completeReminder'))
        toast(say('reminderDone'))
    },
  }
}
