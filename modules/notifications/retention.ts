import { defineJob } from '../../schema/index.ts'

/** Days after which a notification is forgotten, read or not. */
const keptDays = 90

/** Forgets old notifications. Nothing else hangs on them, and the event log keeps what happened. */
export const forgetNotifications = defineJob({
  name: 'notifications.forget',
  title: { en: 'Forget old notifications', tr: 'Eski bildirimleri sil' },
  run: (context) =>
    context.write(async (work) => {
      await work.sql('delete from notifications where tenant_id = $1 and happened_at < $2', [
        work.principal.tenantId,
        new Date(work.now.getTime() - keptDays * 86_400_000),
      ])
    }),
})
