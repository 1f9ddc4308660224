/**
 * Owns what is done after the request: the list of background jobs that an administrator sees, and queueing a failed
 * one again or giving it up. It runs nothing itself: the gateway's workers do, and modules declare their jobs.
 */
import { defineModule } from '../../schema/index.ts'
import { BackgroundJob } from './background-job.ts'
import { JobsResolver } from './jobs.resolver.ts'
import { jobFailed } from './notifications.ts'
import { prune } from './prune.ts'

export { BackgroundJob }

export const jobs = defineModule({
  key: 'jobs',
  title: { en: 'Background jobs', tr: 'Arka plan işleri' },
  switchable: false,
  records: [BackgroundJob],
  resolvers: [JobsResolver],
  jobs: [prune],
  schedules: [{ job: prune, every: { dailyAt: '03:40' } }],
  notifications: [jobFailed],
  refusals: {
    JOB_STATE: {
      en: 'That is not possible with this job now; its state is {state}.',
      tr: 'Bu iş için şu an mümkün değil; durumu {state}.',
    },
  },
  events: {
    'job.failed': { en: 'Background job failed', tr: 'Arka plan işi başarısız oldu' },
    'job.retried': { en: 'Background job queued again', tr: 'Arka plan işi yeniden sıraya alındı' },
    'job.discarded': { en: 'Background job given up', tr: 'Arka plan işinden vazgeçildi' },
  },
})
