import type { Pool, PoolClient } from 'pg'
import { type Clock, newId } from '../../schema/index.ts'
import type { FinishedOperation } from './finished-operation.ts'

/** A call that took longer is kept although it went well. */
const slowMs = 1_000
const flushMs = 1_000
/** Waiting to be written, of all tenants; what comes on top is dropped and counted. */
const maxWaiting = 2_000
/** Of one tenant between two writes, so that one who fails without pause leaves room for the others. */
const maxWaitingOfTenant = 200

export interface RequestLogOptions {
  readonly pool: Pool
  readonly clock: Clock
  readonly dropped: (rows: number) => void
  readonly failed: (error: unknown) => void
}

interface Row {
  readonly id: string
  readonly request_id: string
  readonly occurred_at: string
  readonly operation: string
  readonly kind: string
  readonly outcome: string
  readonly codes: readonly string[]
  readonly status: number | null
  readonly duration_ms: number
  readonly statements: number
  readonly member_id: string
  readonly api_key_id: string | null
}

/**
 * Writes calls that failed, were refused or took long into the log of their tenant: a moment later, in batches, on one
 * connection. An answer never waits for it; under overload rows are dropped, and with a database that is away.
 */
export class RequestLog {
  #waiting = new Map<string, Row[]>()
  #count = 0
  #writing: Promise<void> | null = null
  readonly #timer: NodeJS.Timeout

  constructor(private readonly options: RequestLogOptions) {
    this.#timer = setInterval(() => void this.flush(), flushMs)
    this.#timer.unref()
  }

  add(finished: FinishedOperation): void {
    const { principal } = finished
    // A subscription is meant to last.
    const isSlow = finished.durationMs >= slowMs && finished.kind !== 'SUBSCRIPTION'
    const outcome = finished.outcome === 'OK' && isSlow ? 'SLOW' : finished.outcome
    // A stranger has no tenant whose admin could look; the process's own log has the line.
    if (outcome === 'OK' || !principal) return
    const rows = this.#waiting.get(principal.tenantId) ?? []
    if (this.#count >= maxWaiting || rows.length >= maxWaitingOfTenant) {
      this.options.dropped(1)
      return
    }
    this.#waiting.set(principal.tenantId, rows)
    this.#count += 1
    rows.push({
      id: newId(),
      request_id: finished.requestId,
      occurred_at: this.options.clock.now().toISOString(),
      operation: finished.operation,
      kind: finished.kind,
      outcome,
      codes: finished.codes,
      status: finished.status,
      duration_ms: finished.durationMs,
      statements: finished.statements,
      member_id: principal.membershipId,
      api_key_id: principal.apiKeyId,
    })
  }

  /** Writes what waits; tests call it to see what was logged. Never fails. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing
    if (this.#count === 0) return
    const batch = this.#waiting
    const size = this.#count
    this.#waiting = new Map()
    this.#count = 0
    this.#writing = this.#write(batch)
      .catch((error) => {
        this.options.dropped(size)
        this.options.failed(error)
      })
      .finally(() => {
        this.#writing = null
      })
    await this.#writing
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }

  async #write(batch: ReadonlyMap<string, readonly Row[]>): Promise<void> {
    const client = await this.options.pool.connect()
    let broken = true
    try {
      for (const [tenantId, rows] of batch) await writeRows(client, tenantId, rows)
      broken = false
    } finally {
      client.release(broken)
    }
  }
}

/** The tenant is set by the transaction's first statement: the policy of the insert reads it in the second. */
async function writeRows(client: PoolClient, tenantId: string, rows: readonly Row[]): Promise<void> {
  await client.query('begin')
  await client.query(`select set_config('app.tenant_id', $1, true)`, [tenantId])
  await client.query(
    `insert into request_logs (tenant_id, id, version, created_at, updated_at, request_id, occurred_at, operation, kind,
       outcome, codes, status, duration_ms, statements, member_id, api_key_id)
     select $1, r.id, 1, r.occurred_at, r.occurred_at, r.request_id, r.occurred_at, r.operation, r.kind,
       r.outcome, r.codes, r.status, r.duration_ms, r.statements,
       (select m.id from memberships m where m.tenant_id = $1 and m.id = r.member_id), r.api_key_id
     from jsonb_to_recordset($2::jsonb) as r(id uuid, request_id text, occurred_at timestamptz, operation text,
       kind text, outcome text, codes text[], status int, duration_ms int, statements int, member_id uuid, api_key_id text)`,
    [tenantId, JSON.stringify(rows)],
  )
  await client.query('commit')
}
