import { type Locale, LoncaError, Refusal, refusalWords } from '../../schema/index.ts'
import { translated } from '../postgres-error.ts'

/** What is kept of a failed try: nothing that could quote a person's data. */
export interface JobFailure {
  readonly code: string
  readonly words: string | null
  /** True where another try would end the same way. */
  readonly final: boolean
}

/** A try ended for a reason of the worker's own. */
export class JobStopped extends Error {
  constructor(
    readonly code: 'TIMEOUT' | 'LEAVING' | 'LOST' | 'WORKER_LOST' | 'JOB_UNKNOWN',
    message: string,
  ) {
    super(message)
    this.name = 'JobStopped'
  }
}

/** Our own sentences are kept; of anything else only its code or class, as a database or a provider quotes values. */
export function failureOf(error: unknown, locale: Locale): JobFailure {
  const known = translated(error)
  if (known instanceof Refusal) {
    const [reason] = known.reasons
    const code = reason?.code ?? 'INVALID'
    // CONFLICT is also what a lock that could not be had in time becomes.
    return { code, words: reason?.with ? null : refusalWords(code)[locale], final: code !== 'CONFLICT' }
  }
  if (known instanceof JobStopped)
    return { code: known.code, words: known.message, final: known.code === 'WORKER_LOST' }
  if (known instanceof LoncaError) return { code: known.code, words: known.message, final: false }
  const { name, code } = (known ?? {}) as { name?: unknown; code?: unknown }
  const said = [code, name].find((one) => typeof one === 'string' && /^\w{1,60}$/.test(one))
  return { code: String(said ?? 'Error'), words: null, final: false }
}

/** Seconds until the next try: 10, 20, 40 … up to an hour, a quarter more or less so that tries spread. */
export function backoffSeconds(attempt: number, random: () => number = Math.random): number {
  return Math.min(3_600, 10 * 2 ** (attempt - 1)) * (0.75 + random() / 2)
}
