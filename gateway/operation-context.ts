import { createHash } from 'node:crypto'
import type { MikroORM } from '@mikro-orm/postgresql'
import type { Pool } from 'pg'
import {
  type Ask,
  askedAlone,
  type BlueprintSet,
  type Clock,
  type Locale,
  LoncaError,
  mergedAsks,
  PlannedReads,
  type Principal,
  Reader,
  type RequestContext,
  SeenHealth,
  type Send,
  type ServiceKey,
  type Settled,
  type Viewing,
  Work,
  type WriteSetting,
  WriteStatement,
  type Written,
} from '../schema/index.ts'
import type { RunningStatements } from './database/running-statements.ts'
import type { Claim } from './idempotency/once.ts'
import { sqlState, translated } from './postgres-error.ts'
import type { AskedQuery, CompiledReads } from './reads/compiled-reads.ts'
import type { ReadPlan } from './reads/explain.ts'
import type { JsonData } from './reads/json-data.ts'
import type { PreparedStatements } from './reads/prepared.ts'
import type { OperationTally } from './telemetry/operation-scope.ts'

/** An operation begins nothing new after this, and does not commit: between a statement (8 s) and a request (15 s). */
const operationMs = 10_000

/** What operations of this process share. */
export interface OperationSetting {
  readonly orm: MikroORM
  readonly pool: Pool
  readonly statements: PreparedStatements
  readonly clock: Clock
  /** Called after a commit that wrote events or queued jobs, or changed what somebody may do. */
  readonly committed: (settled: Settled) => void
  readonly services: ReadonlyMap<string, unknown>
  readonly running: RunningStatements
  /** Reads as single statements; null where every read is to be executed step by step. */
  readonly reads: CompiledReads | null
}

export interface OperationCaller {
  readonly requestId: string
  readonly principal: Principal | null
  readonly set: BlueprintSet
  readonly locale: Locale
  /** Somebody waits for the answer, so that it has a deadline; a job and an import do not. */
  readonly hasDeadline?: boolean
  /** Several people hear the answer, so that nobody in particular looks at what it shows. */
  readonly isShared?: boolean
  /** Services of this call alone, by name; they come before the shared ones. */
  readonly services?: { get(name: string): unknown }
}

/** What was sent, as what is written down of it names it. */
export interface AskedDocument {
  readonly text: string
  /** Why somebody looks at health data, in their own words. */
  readonly reason: string | null
}

/** The state of one operation; see RequestContext. */
export class OperationContext implements RequestContext {
  readonly requestId: string
  readonly principal: Principal | null
  readonly locale: Locale
  /** What this operation cost so far, for the log. */
  readonly tally: OperationTally
  /** Binds what is written to an Idempotency-Key. */
  claim: Claim | null = null
  readonly seenHealth = new SeenHealth()
  /** Null until it is known, and where nobody sent one. */
  document: AskedDocument | null = null
  // Not #private: Apollo Server copies the context of every operation property by property.
  private readonly setting: OperationSetting
  private readonly caller: OperationCaller
  private reader: Reader | null = null
  private compiles = true

  constructor(setting: OperationSetting, caller: OperationCaller) {
    this.setting = setting
    this.caller = caller
    this.requestId = caller.requestId
    this.principal = caller.principal
    this.locale = caller.locale
    this.tally = { statements: 0, ...(caller.hasDeadline && { deadline: performance.now() + operationMs }) }
  }

  get clock(): Clock {
    return this.setting.clock
  }

  get set(): BlueprintSet {
    return this.caller.set
  }

  get read(): Reader {
    if (!this.principal) throw LoncaError.unauthenticated()
    const { statements, reads } = this.setting
    this.reader ??= new Reader(
      this.principal,
      this.set.relations,
      mergedAsks(
        async (text, values) => {
          this.assertInTime()
          return statements.recurring(text, values).catch((error: unknown) => {
            throw translated(error)
          })
        },
        () => this.viewing(),
      ),
      this.compiles && reads
        ? new PlannedReads(this.set.codeFields, (error) => reads.watcher.planFailed(this.requestId, error))
        : null,
      this.seenHealth,
    )
    return this.reader
  }

  async writeAtOnce(compose: (statement: WriteStatement) => string | null): Promise<Written | null> {
    const statement = new WriteStatement(this.writing(), this.claim?.sql ?? null)
    const message = compose(statement)
    if (message === null) return null
    this.assertInTime()
    try {
      const answer = await sendWhole(this.setting.statements, message, statement.values)
      if (!answer) return null
      if (!answer.claimed) this.claim?.lost()
      if (this.claim) this.claim.isCommitted = true
      this.setting.committed({ hasEvents: true, hasJobs: false, changesAccess: false })
      return answer
    } finally {
      this.reader = null
    }
  }

  async write<T>(verb: (work: Work) => Promise<T>): Promise<T> {
    const writing = this.writing()
    const { principal } = writing
    const em = this.setting.orm.em.fork()
    em.setSessionContext({ variables: { 'app.tenant_id': principal.tenantId } })
    let settled: Settled = { hasEvents: false, hasJobs: false, changesAccess: false }
    try {
      const result = await em.transactional(async (transaction) => {
        const work = new Work({ ...writing, em: transaction as typeof em })
        await this.claim?.in(work)
        const answer = await verb(work)
        settled = await work.settle()
        // The last moment at which nothing has happened yet.
        this.assertInTime()
        return answer
      })
      if (this.claim) this.claim.isCommitted = true
      if (settled.hasEvents || settled.hasJobs) this.setting.committed(settled)
      return result
    } catch (error) {
      throw translated(error)
    } finally {
      // What was read before the change is no longer true.
      this.reader = null
    }
  }

  /** The data of a query that one statement answers; null for what is to be executed. Throws UNAVAILABLE and TIMEOUT. */
  compiled(asked: AskedQuery): Promise<JsonData | null> {
    const { reads } = this.setting
    return this.compiles && reads ? reads.answer(this, asked) : Promise.resolve(null)
  }

  /** To be called before an answer leaves that rows were read for. What it throws is answered in its place. */
  async writeDownSeenHealth(): Promise<void> {
    const message = this.seenHealth.message(() => this.viewing())
    if (message) await sendThrough(this.setting.pool)(message.text, message.values)
  }

  /** Who looks at what this operation answers. */
  viewing(): Viewing {
    if (!this.principal) throw LoncaError.unauthenticated()
    const { principal, requestId, document } = this
    // The principal tells whoever shares the answer that it depends on which of them it is for.
    if (this.caller.isShared && principal.membershipId)
      throw new LoncaError('UNAVAILABLE', 'What is shown of health is shown to one person at a time.')
    const documentHash = document && createHash('sha256').update(document.text).digest('hex')
    return { principal, now: this.clock.now(), requestId, documentHash, reason: document?.reason ?? null }
  }

  /** From now on nothing is compiled for this operation: a statement that was has failed. */
  readStepByStep(): void {
    this.compiles = false
    this.reader = null
  }

  /** How a query is read. Throws FORBIDDEN for those whom it is not for. */
  async explain(asked: AskedQuery): Promise<ReadPlan> {
    if (this.setting.reads) return this.setting.reads.explain(this, asked)
    return { path: 'executed', reason: 'Compiled reads are switched off.' }
  }

  inBackground(): RequestContext {
    const { principal, locale } = this
    return new OperationContext(this.setting, { ...this.caller, principal, locale, hasDeadline: false })
  }

  private writing(): WriteSetting {
    if (!this.principal) throw LoncaError.unauthenticated()
    const { relations, observers, reactions } = this.set
    const { principal, requestId } = this
    return { principal, requestId, now: this.clock.now(), relations, observers, reactions }
  }

  private assertInTime(): void {
    const { isStopped, deadline } = this.tally
    if (!isStopped && (deadline === undefined || performance.now() <= deadline)) return
    throw new LoncaError('TIMEOUT', 'This took too long and was stopped. Ask for less at a time.')
  }

  service<T>(key: ServiceKey<T>): T {
    const service = this.caller.services?.get(key.name) ?? this.setting.services.get(key.name)
    if (service === undefined) throw new Error(`No service "${key.name}" is provided.`)
    return service as T
  }
}

/** The pool as the read seam uses it: one message, one round trip. */
function sendThrough(pool: Pool): Send {
  return async (text, values) => {
    try {
      const { rows } = await pool.query<unknown[]>({ text, values: [...values], rowMode: 'array' })
      return rows[0] ?? []
    } catch (error) {
      throw translated(error)
    }
  }
}

/** What failed for a reason that the verb itself can name, or that is over when it tries again: class 22 and 23, races. */
const retold = /^(22|23)|^(40001|40P01|55P03)$/

/** Sends a statement that writes. Null when it wrote nothing, because a check failed or because PostgreSQL refused it. */
async function sendWhole(
  statements: PreparedStatements,
  text: string,
  values: readonly unknown[],
): Promise<(Written & { readonly claimed: boolean }) | null> {
  try {
    const [answer] = await statements.recurring(text, values)
    return (answer ?? null) as (Written & { readonly claimed: boolean }) | null
  } catch (error) {
    if (retold.test(sqlState(error) ?? '')) return null
    throw translated(error)
  }
}

/** Asks the pool each thing by itself, for what is no operation. */
export function askThrough(pool: Pool): Ask {
  return askedAlone(sendThrough(pool))
}

/** The same for what is asked all the time: each connection prepares it once. */
export function askPrepared(statements: PreparedStatements): Ask {
  return askedAlone(async (text, values) => {
    try {
      return await statements.recurring(text, values)
    } catch (error) {
      throw translated(error)
    }
  })
}
