import type { Pool } from 'pg'
import { type ClaimSql, type Clock, messageOf, Statement, type Work } from '../../schema/index.ts'
import { askThrough } from '../operation-context.ts'
import { sqlState } from '../postgres-error.ts'

/** Whose key it is: the same text of another tenant, person or API key is another key. */
export interface KeyScope {
  readonly tenantId: string
  readonly principalId: string
  readonly key: string
}

/** An operation that was carried out under a key. */
export interface KeptAnswer {
  readonly hash: string
  readonly requestId: string
  readonly claimedAt: string
  /** Null: its process has not told, or did not live to tell. Empty: not kept on purpose. */
  readonly answer: string | null
}

const keptMs = 24 * 3_600_000

/** What was done under Idempotency-Keys, for 24 hours. */
export class IdempotencyRows {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  async find({ tenantId, principalId, key }: KeyScope): Promise<KeptAnswer | null> {
    const statement = new Statement(tenantId)
    const plan = `
      select json_build_object('hash', encode(k.request_hash, 'hex'), 'requestId', k.request_id,
        'claimedAt', k.claimed_at, 'answer', k.answer)
      from idempotency_keys k
      where k.tenant_id = ${statement.tenant} and k.principal_id = ${statement.value(principalId, 'uuid')}
        and k.key = ${statement.value(key, 'text')}
        and k.expires_at > ${statement.value(this.clock.now().toISOString(), 'timestamptz')}`
    return (await askThrough(this.pool)(statement, plan)) as KeptAnswer | null
  }

  /** Milliseconds since an operation claimed its key. */
  ageOf({ claimedAt }: KeptAnswer): number {
    return this.clock.now().getTime() - Date.parse(claimedAt)
  }

  /**
   * Writes within the transaction of the change itself that the key is used. False when somebody else used it, or is
   * about to: whoever asks must roll back.
   */
  async claim(work: Work, scope: KeyScope, hash: string, requestId: string): Promise<boolean> {
    try {
      const statement = new Statement(scope.tenantId)
      const upsert = this.#upsert(statement, { ...scope, hash, requestId, answer: null })
      return (await work.sql(`${upsert} returning key`, statement.values)).length > 0
    } catch (error) {
      // The other one's transaction took longer than we wait for a lock.
      if (sqlState(error) === '55P03') return false
      throw error
    }
  }

  /** The same as part of a statement that makes the change: it yields a row where the key is ours. */
  claimSql(scope: KeyScope, hash: string, requestId: string): ClaimSql {
    return (statement, rows) =>
      `${this.#upsert(statement, { ...scope, hash, requestId, answer: null }, `exists (select from ${rows})`)} returning key`
  }

  /** Keeps an answer, also of an operation that wrote nothing. */
  async keep(scope: KeyScope, hash: string, requestId: string, answer: string): Promise<void> {
    const statement = new Statement(scope.tenantId)
    await this.#carryOut(
      statement,
      `${this.#upsert(statement, { ...scope, hash, requestId, answer })}
         or (idempotency_keys.request_hash = excluded.request_hash and idempotency_keys.answer is null)`,
    )
  }

  /** Frees the key of an operation that refused after all. */
  async release({ tenantId, principalId, key }: KeyScope): Promise<void> {
    const statement = new Statement(tenantId)
    await this.#carryOut(
      statement,
      `delete from idempotency_keys where tenant_id = ${statement.tenant}
         and principal_id = ${statement.value(principalId, 'uuid')} and key = ${statement.value(key, 'text')}`,
    )
  }

  /** Takes the key, or takes it over once it has expired. */
  #upsert(
    statement: Statement,
    used: KeyScope & { readonly hash: string; readonly requestId: string; readonly answer: string | null },
    condition = 'true',
  ): string {
    const now = this.clock.now()
    const expires = new Date(now.getTime() + keptMs)
    return `insert into idempotency_keys
        (tenant_id, principal_id, key, request_hash, request_id, claimed_at, expires_at, answer)
      select ${statement.tenant}, ${statement.value(used.principalId, 'uuid')}, ${statement.value(used.key, 'text')},
        decode(${statement.value(used.hash, 'text')}, 'hex'), ${statement.value(used.requestId, 'text')},
        ${statement.value(now.toISOString(), 'timestamptz')}, ${statement.value(expires.toISOString(), 'timestamptz')},
        ${statement.value(used.answer, 'text')}
      where ${condition}
      on conflict (tenant_id, principal_id, key) do update
        set request_hash = excluded.request_hash, request_id = excluded.request_id, claimed_at = excluded.claimed_at,
          expires_at = excluded.expires_at, answer = excluded.answer
        where idempotency_keys.expires_at <= excluded.claimed_at`
  }

  async #carryOut(statement: Statement, sql: string): Promise<void> {
    await this.pool.query(messageOf(['true'], [`done as (${sql})`]), statement.values)
  }
}
