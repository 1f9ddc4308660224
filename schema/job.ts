import type { RequestContext } from './context.ts'
import type { Words } from './words.ts'
import type { Work } from './write/work.ts'

/** What a job is given: ids, enums and amounts. What it must know of a person it reads when it runs. */
export type JobPayload = Readonly<{ [name: string]: unknown }>

/** Which try of a job this is. */
export interface JobRun {
  /** UUID of the job. The same for every try, so that it can serve as an idempotency key outside. */
  readonly jobId: string
  /** 1 for the first. */
  readonly attempt: number
  /** Aborts when the job takes longer than it may, or the worker is leaving. */
  readonly signal: AbortSignal
  /**
   * Counts the job as done with the transaction of `work`: effects and completion commit together, so that a worker
   * killed at any moment cannot make the effects twice. Call it in the last `write` of a job; without it a job runs at
   * least once, and twice when its worker dies between its effects and its completion.
   */
  doneWith(work: Work): Promise<void>
}

/** Work that is done after the request: queued in the transaction that wants it, retried, and visible to an admin. */
export interface JobDeclaration<P extends JobPayload = JobPayload> {
  /** Unique in the product, `<module>.<what-it-does>`, e.g. `identity.send-invitation`. */
  readonly name: string
  readonly title: Words
  /** Tries until it counts as failed for good. Default: 5. */
  readonly attempts?: number
  /** Seconds after which one try is given up. Default: 60. */
  readonly timeoutSeconds?: number
  /** Runs as the system, in the tenant that queued it. A throw means another try; a Refusal means that there is no use. */
  run(context: RequestContext, payload: P, run: JobRun): Promise<void>
}

/**
 * Work that the clock starts, once per tenant and slot. Its payload is `{ slot }`: the local day (`2026-11-20`) of a
 * daily one, the minute or hour in UTC of the others.
 */
export interface ScheduleDeclaration {
  readonly job: JobDeclaration
  /** Each minute, each hour, or each day at a local time (`HH:MM`) of the business. */
  readonly every: 'minute' | 'hour' | { readonly dailyAt: string }
}

// biome-ignore lint/suspicious/noExplicitAny: jobs of different payloads share lists
export type AnyJob = JobDeclaration<any>

export function defineJob<P extends JobPayload>(job: JobDeclaration<P>): JobDeclaration<P> {
  return Object.freeze(job)
}
