import { BackgroundJob } from '../../modules/jobs/index.ts'
import {
  type AnyJob,
  type Composition,
  type JobRun,
  LoncaError,
  type Principal,
  recordMeta,
  type Work,
} from '../../schema/index.ts'
import type { Log } from '../log.ts'
import type { OperationSetting } from '../operation-context.ts'
import { JobContext } from './job-context.ts'
import { backoffSeconds, failureOf, JobStopped } from './job-failure.ts'
import type { BegunJob, JobRows } from './job-rows.ts'
import type { SystemPrincipals } from './system-principal.ts'

const defaultAttempts = 5
const defaultTimeoutSeconds = 60
/** A job of a business that is suspended looks again whether it is still so. */
const inactiveSeconds = 3_600
/** A job of a module that is switched off waits, and looks again. */
const switchedOffSeconds = 60

export interface RunParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly jobs: ReadonlyMap<string, AnyJob>
  readonly rows: JobRows
  readonly principals: SystemPrincipals
  readonly log: Log
}

/**
 * How a try ended: done; to be tried again; failed for good; given back without having counted; or unknown, because
 * the database could not be told or another worker has the job by now.
 */
export interface JobOutcome {
  readonly job: BegunJob
  readonly ended: 'done' | 'retried' | 'failed' | 'returned' | 'unknown'
  readonly error?: unknown
}

/** Runs one try of a job and writes down how it ended. Never throws. */
export async function runJob(parts: RunParts, job: BegunJob, stop: AbortSignal): Promise<JobOutcome> {
  try {
    return await attempted(parts, job, stop)
  } catch (error) {
    parts.log.failure(`job_${job.id}`, error)
    return { job, ended: 'unknown', error }
  }
}

async function attempted(parts: RunParts, job: BegunJob, stop: AbortSignal): Promise<JobOutcome> {
  const { clock } = parts.setting
  const principal = await parts.principals.of(job.tenantId, clock.now())
  if (!principal) {
    const due = new Date(clock.now().getTime() + inactiveSeconds * 1_000)
    await parts.rows.putBack(job, due, { code: null, words: null, counts: false }, clock.now())
    return { job, ended: 'returned' }
  }
  if (principal.switchedOff.has(job.job.split('.')[0] ?? '')) {
    const due = new Date(clock.now().getTime() + switchedOffSeconds * 1_000)
    await parts.rows.putBack(job, due, { code: null, words: null, counts: false }, clock.now())
    return { job, ended: 'returned' }
  }
  const declaration = parts.jobs.get(job.job)
  const attempts = declaration?.attempts ?? defaultAttempts
  try {
    if (!declaration)
      throw new JobStopped('JOB_UNKNOWN', `No module of this version declares the job "${job.job}".`)
    if (job.attempts > attempts)
      throw new JobStopped('WORKER_LOST', `The worker died in each of ${attempts} tries.`)
    return await ranToItsEnd(parts, job, declaration, principal, stop)
  } catch (error) {
    return failed(parts, job, { error, attempts, principal })
  }
}

async function ranToItsEnd(
  parts: RunParts,
  job: BegunJob,
  declaration: AnyJob,
  principal: Principal,
  stop: AbortSignal,
): Promise<JobOutcome> {
  const seconds = declaration.timeoutSeconds ?? defaultTimeoutSeconds
  const late = new AbortController()
  const timer = setTimeout(
    () => late.abort(new JobStopped('TIMEOUT', `A try is given up after ${seconds} seconds.`)),
    seconds * 1_000,
  )
  const signal = AbortSignal.any([stop, late.signal])
  let mayBeOver = false
  const run: JobRun = {
    jobId: job.id,
    attempt: job.attempts,
    signal,
    doneWith: async (work: Work) => {
      const [row] = await work.sql<{ done: boolean }>('select finish_job($1, $2, $3, $4) as done', [
        job.tenantId,
        job.id,
        job.attempts,
        work.now.toISOString(),
      ])
      if (!row?.done) throw new JobStopped('LOST', 'Another worker has this job by now.')
      mayBeOver = true
    },
  }
  const context = new JobContext(
    parts.setting,
    {
      requestId: job.requestId ?? `job_${job.id}`,
      principal,
      set: parts.composition.setFor(principal.blueprintKeys),
      locale: principal.locale,
    },
    signal,
  )
  try {
    await Promise.race([declaration.run(context, job.payload, run), aborted(signal)])
  } catch (error) {
    // What came after the transaction that ended the job is no reason to do it again.
    if (!mayBeOver || !(await parts.rows.isOver(job))) throw error
    parts.log.failure(`job_${job.id}`, error)
  } finally {
    clearTimeout(timer)
  }
  const isOver =
    (mayBeOver && (await parts.rows.isOver(job))) || (await parts.rows.finish(job, parts.setting.clock.now()))
  return { job, ended: isOver ? 'done' : 'unknown' }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

async function failed(
  parts: RunParts,
  job: BegunJob,
  { error, attempts, principal }: { error: unknown; attempts: number; principal: Principal },
): Promise<JobOutcome> {
  const now = parts.setting.clock.now()
  const failure = failureOf(error, principal.locale)
  if (error instanceof JobStopped && error.code === 'LOST') return { job, ended: 'unknown', error }
  if (error instanceof JobStopped && error.code === 'LEAVING') {
    await parts.rows.putBack(job, now, { code: null, words: null, counts: false }, now)
    return { job, ended: 'returned', error }
  }
  if (!(error instanceof LoncaError)) parts.log.failure(`job_${job.id}`, error)
  if (!failure.final && job.attempts < attempts) {
    const due = new Date(now.getTime() + backoffSeconds(job.attempts) * 1_000)
    await parts.rows.putBack(job, due, { ...failure, counts: true }, now)
    return { job, ended: 'retried', error }
  }
  const context = new JobContext(
    parts.setting,
    {
      requestId: job.requestId ?? `job_${job.id}`,
      principal,
      set: parts.composition.setFor(principal.blueprintKeys),
      locale: principal.locale,
    },
    new AbortController().signal,
  )
  await context.write(async (work) => {
    const ended = await work.sql(
      `update background_jobs set state = 'FAILED', finished_at = $4, updated_at = $4, handed_at = null,
         error_code = $5, error = $6, version = version + 1
       where tenant_id = $1 and id = $2 and state = 'RUNNING' and attempts = $3 returning id`,
      [job.tenantId, job.id, job.attempts, now.toISOString(), failure.code, failure.words],
    )
    if (ended.length === 0) return
    const subject = { meta: recordMeta(BackgroundJob), id: job.id }
    work.tellOf('job.failed', subject, null, { job: job.job, attempts: job.attempts, code: failure.code })
  })
  return { job, ended: 'failed', error }
}
