import type { Pool } from 'pg'
import { type JobPayload, Statement } from '../../schema/index.ts'
import { askThrough } from '../operation-context.ts'
import type { HeldTicket, NewTicket, Queue } from './queue.ts'

/** A job whose next try was counted and is to be run now. */
export interface BegunJob {
  readonly tenantId: string
  readonly id: string
  readonly job: string
  readonly payload: JobPayload
  readonly attempts: number
  readonly requestId: string | null
}

/** Tickets of one tenant that may wait in the queue or run: enough to keep workers busy, few enough to take turns. */
const perTenant = 100
const maxRows = 1_000

/** What workers do with the rows of jobs; what is done with one row is done under its tenant. */
export class JobRows {
  constructor(
    private readonly pool: Pool,
    private readonly queue: Queue,
  ) {}

  /** Puts tickets for due jobs into the queue, in turns between tenants; returns how many. */
  async handOut(now: Date): Promise<number> {
    const client = await this.pool.connect()
    let broken = true
    try {
      await client.query('begin')
      const { rows } = await client.query(
        'select tenant_id as "tenantId", job_id as "jobId", place from hand_out_jobs($1, $2, $3)',
        [now, maxRows, perTenant],
      )
      if (rows.length > 0)
        await this.queue.put(rows as NewTicket[], (text, values) => client.query(text, values))
      await client.query('commit')
      broken = false
      return rows.length
    } finally {
      // The server rolls back what a closed connection had begun.
      client.release(broken)
    }
  }

  /** Counts a try of each job. Tickets of jobs that are over, or were given up, lead to none. */
  async begin(tickets: readonly HeldTicket[], now: Date): Promise<BegunJob[]> {
    const byTenant = Map.groupBy(tickets, (ticket) => ticket.tenantId)
    const begun = await Promise.all(
      [...byTenant].map(async ([tenantId, own]) => {
        const { rows } = await this.pool.query(
          'select id, job, payload, attempts, request_id as "requestId" from begin_jobs($1, $2, $3)',
          [tenantId, own.map((ticket) => ticket.jobId), now],
        )
        return rows.map((row) => ({ ...row, tenantId }) as BegunJob)
      }),
    )
    return begun.flat()
  }

  /** False when the try is no longer the current one. */
  async finish({ tenantId, id, attempts }: BegunJob, now: Date): Promise<boolean> {
    const { rows } = await this.pool.query('select finish_job($1, $2, $3, $4) as done', [
      tenantId,
      id,
      attempts,
      now,
    ])
    return rows[0].done
  }

  /** Whether a transaction ended it. */
  async isOver({ tenantId, id }: BegunJob): Promise<boolean> {
    const statement = new Statement(tenantId)
    const plan = `select to_json(b.state) from background_jobs b
      where b.tenant_id = ${statement.tenant} and b.id = ${statement.value(id, 'uuid')}`
    const state = await askThrough(this.pool)(statement, plan)
    return state === 'DONE' || state === null
  }

  /** Lets it wait until `due`; `counts` says whether this try counts. */
  async putBack(
    { tenantId, id, attempts }: BegunJob,
    due: Date,
    reason: { readonly code: string | null; readonly words: string | null; readonly counts: boolean },
    now: Date,
  ): Promise<void> {
    await this.pool.query('select put_back_job($1, $2, $3, $4, $5, $6, $7, $8)', [
      tenantId,
      id,
      attempts,
      due,
      reason.code,
      reason.words,
      reason.counts,
      now,
    ])
  }
}
