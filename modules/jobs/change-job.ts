import { type Payload, type RequestContext, recordPayload, refuse, type Work } from '../../schema/index.ts'
import { BackgroundJob } from './background-job.ts'
import type { BackgroundJobInput } from './jobs.types.ts'

/**
 * Queues a failed job again, with all its tries. One that waits, runs or is done already stays as it is, so that two
 * people who press the button start it once.
 */
export function retryJob(context: RequestContext, { id }: BackgroundJobInput): Promise<Payload> {
  return recordPayload(context, BackgroundJob, async (work) => {
    const job = await work.change<BackgroundJob>(BackgroundJob, id)
    if (job.state === 'DISCARDED') refuse('JOB_STATE', ['id'], { state: job.state })
    if (job.state !== 'FAILED') return job
    await leaveKeyToTheWaiting(work, job)
    Object.assign(job, {
      state: 'QUEUED',
      attempts: 0,
      dueAt: work.now,
      queuedAt: work.now,
      startedAt: null,
      finishedAt: null,
    })
    await work.flush()
    work.queuedJobs()
    work.tell('job.retried', job, { job: job.job })
    return job
  })
}

/** Gives up a job that failed or still waits. */
export function discardJob(context: RequestContext, { id }: BackgroundJobInput): Promise<Payload> {
  return recordPayload(context, BackgroundJob, async (work) => {
    const job = await work.change<BackgroundJob>(BackgroundJob, id)
    if (job.state === 'DISCARDED') return job
    if (job.state !== 'FAILED' && job.state !== 'QUEUED') refuse('JOB_STATE', ['id'], { state: job.state })
    await work.sql('update background_jobs set handed_at = null where tenant_id = $1 and id = $2', [
      job.tenantId,
      job.id,
    ])
    const from = job.state
    job.state = 'DISCARDED'
    job.finishedAt = work.now
    await work.flush()
    work.tell('job.discarded', job, { job: job.job, from })
    return job
  })
}

/** Only one job of a kind and key waits: another one that was queued meanwhile keeps the key. */
async function leaveKeyToTheWaiting(work: Work, { tenantId, id }: BackgroundJob): Promise<void> {
  await work.sql(
    `update background_jobs b set key = null
     where b.tenant_id = $1 and b.id = $2 and exists (
       select from background_jobs o
       where o.tenant_id = b.tenant_id and o.job = b.job and o.key = b.key and o.state = 'QUEUED')`,
    [tenantId, id],
  )
}
