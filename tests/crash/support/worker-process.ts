import { createLog } from '../../../gateway/log.ts'
import { startServer } from '../../../gateway/server.ts'
import { systemClock } from '../../../schema/index.ts'
import { withJobs } from '../../support/jobs.ts'
import { foundDepartment } from './crash-jobs.ts'

/** A worker alone, as `npm run worker` starts it, with the jobs of the crash tests; it dies when a job wants it to. */
const { APP_URL: appUrl = '', OWNER_URL: ownerUrl = '' } = process.env
await startServer({
  appUrl,
  ownerUrl,
  port: 0,
  clock: systemClock,
  log: createLog('silent'),
  migrates: false,
  serves: false,
  composition: withJobs([foundDepartment]),
})
console.log('works')
