import { setTimeout as delay } from 'node:timers/promises'
import { type ClaimSql, LoncaError, type Principal, type Work } from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'
import type { AskedOnce } from './asked-once.ts'
import type { IdempotencyRows, KeptAnswer, KeyScope } from './idempotency-rows.ts'

/** So long does a second try wait for the first one's answer. */
const patienceMs = 4_000
const lookMs = 100
/** An operation that has not answered after so long never will. */
const hopelessMs = 30_000

export interface OnceAnswer {
  /** The whole answer as JSON, its request id included. */
  readonly body: string
  readonly status: number
  /** True when it was given before. */
  readonly isRepeated: boolean
}

interface Outcome {
  readonly data?: Readonly<Record<string, { readonly userErrors?: readonly unknown[] } | null>> | null
  readonly errors?: readonly unknown[]
}

/**
 * Carries an operation out once per key. Tries that come to this process while it is under way wait for it; between
 * processes, and after a crash, the row that is written in the operation's own transaction decides.
 */
export class Once {
  readonly #underWay = new Map<string, { readonly hash: string; readonly ended: Promise<void> }>()

  constructor(
    private readonly rows: IdempotencyRows,
    private readonly failed: (requestId: string, error: unknown) => void,
  ) {}

  /**
   * The answer of `perform`, or the one that was given under this key before, byte by byte with another request id.
   * Throws IDEMPOTENCY_MISMATCH when the key was used for something else, CONFLICT while that is under way for too
   * long, or when what was answered is not known any more.
   */
  async run(
    context: OperationContext,
    principal: Principal,
    asked: AskedOnce,
    perform: () => Promise<{ readonly body: string; readonly status: number }>,
  ): Promise<OnceAnswer> {
    const scope = {
      tenantId: principal.tenantId,
      principalId: principal.apiKeyId ?? principal.userId,
      key: asked.key,
    }
    const name = JSON.stringify(scope)
    const until = performance.now() + patienceMs
    for (;;) {
      const first = this.#underWay.get(name)
      if (first) {
        if (first.hash !== asked.hash) throw mismatch()
        if (!(await endsBefore(until, first.ended))) throw underWay()
        continue
      }
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#underWay.set(name, { hash: asked.hash, ended: promise })
      try {
        const kept = await this.#kept(scope, asked, until)
        if (kept) return repeated(kept, context.requestId)
        const answer = await this.#perform(context, scope, asked, perform)
        if (answer) return answer
        if (performance.now() >= until) throw underWay()
      } finally {
        this.#underWay.delete(name)
        resolve()
      }
    }
  }

  /** What was answered before; null when nothing was done under this key. */
  async #kept(scope: KeyScope, asked: AskedOnce, until: number): Promise<KeptAnswer | null> {
    for (;;) {
      const kept = await this.rows.find(scope)
      if (!kept) return null
      if (kept.hash !== asked.hash) throw mismatch()
      if (kept.answer) return kept
      const age = this.rows.ageOf(kept)
      if (kept.answer === '' || age > hopelessMs) throw notKept()
      if (performance.now() >= until) throw underWay()
      await delay(lookMs)
    }
  }

  /** Null when another process was faster: its row is there, or will be in a moment. */
  async #perform(
    context: OperationContext,
    scope: KeyScope,
    asked: AskedOnce,
    perform: () => Promise<{ readonly body: string; readonly status: number }>,
  ): Promise<OnceAnswer | null> {
    const claim = new Claim(
      (work) => this.rows.claim(work, scope, asked.hash, context.requestId),
      this.rows.claimSql(scope, asked.hash, context.requestId),
    )
    context.claim = claim
    const answer = await perform()
    if (claim.isLost) return null
    const { data, errors } = JSON.parse(answer.body) as Outcome
    const payloads = Object.values(data ?? {})
    const isRefused = payloads.every((payload) => !payload || (payload.userErrors?.length ?? 0) > 0)
    const isWhole = answer.status === 200 && !errors && !isRefused
    const keep = (text: string) => this.rows.keep(scope, asked.hash, context.requestId, text)
    try {
      if (isWhole) await keep(asked.keepsAnswer ? answer.body : '')
      else if (claim.isCommitted && isRefused && !errors) await this.rows.release(scope)
      // Something was changed before the failure: another try must not change it again.
      else if (claim.isCommitted) await keep('')
    } catch (error) {
      this.failed(context.requestId, error)
    }
    return { ...answer, isRepeated: false }
  }
}

/** Binds a key to the first transaction of an operation that commits. */
export class Claim {
  isCommitted = false
  isLost = false

  constructor(
    private readonly make: (work: Work) => Promise<boolean>,
    private readonly makeSql: ClaimSql,
  ) {}

  /** What binds a statement to the key; null once it is bound. */
  get sql(): ClaimSql | null {
    return this.isCommitted ? null : this.makeSql
  }

  /** Within the transaction, before anything else. Throws when the key is somebody else's by now. */
  async in(work: Work): Promise<void> {
    if (this.isCommitted) return
    if (!(await this.make(work))) this.lost()
  }

  /** The key is somebody else's by now. */
  lost(): never {
    this.isLost = true
    throw underWay()
  }
}

function repeated({ answer, requestId }: KeptAnswer, now: string): OnceAnswer {
  return { body: (answer ?? '').replaceAll(requestId, now), status: 200, isRepeated: true }
}

async function endsBefore(until: number, ended: Promise<void>): Promise<boolean> {
  const late = new AbortController()
  const waited = delay(Math.max(0, until - performance.now()), false, { signal: late.signal })
  const result = await Promise.race([ended.then(() => true), waited])
  late.abort()
  waited.catch(() => {})
  return result
}

function mismatch(): LoncaError {
  return new LoncaError(
    'IDEMPOTENCY_MISMATCH',
    'This Idempotency-Key was used for another operation or other values. Take a new key for a new operation.',
    { http: { status: 422 } },
  )
}

function underWay(): LoncaError {
  return new LoncaError(
    'CONFLICT',
    'An operation with this Idempotency-Key is still under way. Ask again with the same key to get its answer.',
    { http: { status: 409, headers: new Map([['retry-after', '2']]) } },
  )
}

function notKept(): LoncaError {
  return new LoncaError(
    'CONFLICT',
    'The operation with this Idempotency-Key was carried out and its answer is not kept. Look at the current state.',
    { http: { status: 409 } },
  )
}
