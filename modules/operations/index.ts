/**
 * Owns what an admin sees of the running product: the calls of the business that failed, were refused or took long. The
 * gateway writes them beside the answers, never within; nobody changes them, and they go after two weeks.
 */
import { defineModule } from '../../schema/index.ts'
import { LoggedRequest } from './logged-request.ts'
import { trimRequestLog } from './trim-request-log.ts'

export type { RequestKind, RequestOutcome } from './logged-request.ts'
export { keptDays, keptRows } from './trim-request-log.ts'
export { LoggedRequest }

export const operations = defineModule({
  key: 'operations',
  title: { en: 'Operations', tr: 'İşletim' },
  switchable: false,
  records: [LoggedRequest],
  jobs: [trimRequestLog],
  schedules: [{ job: trimRequestLog, every: { dailyAt: '04:20' } }],
})
