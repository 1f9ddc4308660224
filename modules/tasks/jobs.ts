import { defineJob, encodeId, type RequestContext, recordMeta } from '../../schema/index.ts'
import { toldOwner } from './assignment.ts'
import { Reminder } from './reminder.ts'

/** Speaks up when a reminder is due; one that was closed, moved or sent meanwhile is left alone. */
export const remind = defineJob<{ reminderId: string }>({
  name: 'tasks.remind',
  title: { en: 'Remind', tr: 'Hatırlat' },
  run: (context: RequestContext, { reminderId }) =>
    context.write(async (work) => {
      const meta = recordMeta(Reminder)
      const known = await work.read.byId(meta, reminderId)
      // Asked before it is locked: whoever locks a row changes its version.
      if (known?.state !== 'WAITING' || Date.parse(String(known.remindAt)) > work.now.getTime()) return
      const reminder = await work.change<Reminder>(Reminder, encodeId(meta.prefix, reminderId))
      if (reminder.state !== 'WAITING') return
      Object.assign(reminder, { state: 'SENT', sentAt: work.now })
      const { kind } = reminder
      work.tell('reminder.due', reminder, { kind, ...(await toldOwner(work, reminder.owner.id)) })
    }),
})
