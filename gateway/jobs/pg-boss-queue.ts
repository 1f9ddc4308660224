import type { Pool } from 'pg'
import { PgBoss } from 'pg-boss'
import type { Execute, HeldTicket, JobTicket, NewTicket, Queue } from './queue.ts'

const schema = 'pgboss'
const queueName = 'jobs'

/** The shortest that pg-boss allows. */
const heartbeatSeconds = 10
/** Far longer than any try: a try ends by its own time limit, a dead worker's by the heartbeat. */
const expireInSeconds = 23 * 3_600
/** Tickets come back as often as workers die with them; the tries are counted with the job. */
const retryLimit = 1_000

/** How often dead workers are looked for: with heartbeats of ten seconds a job is back within fifteen. */
const superviseSeconds = 1

/**
 * The queue on the product's own database. pg-boss keeps to DML here: its schema was made by the owner role when the
 * database was migrated, so schema changes, its scheduler and index rebuilds are off.
 */
export class PgBossQueue implements Queue {
  readonly #boss: PgBoss
  #opening: Promise<unknown> | null = null

  /** @param supervises whether this process looks for tickets of workers that died. */
  constructor(pool: Pool, supervises: boolean, failed: (error: unknown) => void) {
    this.#boss = new PgBoss({
      db: { executeSql: (text, values) => pool.query(text, values) },
      schema,
      migrate: false,
      createSchema: false,
      schedule: false,
      supervise: supervises,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      reindex: false,
      monitorVacuum: false,
    })
    this.#boss.on('error', failed)
  }

  async open(): Promise<void> {
    this.#opening ??= this.#boss.start()
    await this.#opening
  }

  async put(tickets: readonly NewTicket[], execute: Execute): Promise<void> {
    const messages = tickets.map(({ tenantId, jobId, place }) => ({
      data: { tenantId, jobId },
      priority: -place,
      group: { id: tenantId },
    }))
    await this.#boss.insert(queueName, messages, { db: { executeSql: execute } })
  }

  async take(count: number, without: readonly string[]): Promise<HeldTicket[]> {
    const messages = await this.#boss.fetch<JobTicket>(queueName, {
      batchSize: count,
      ignoreGroups: [...without],
    })
    return messages.map(({ id, data, retryCount }) => ({
      tenantId: data.tenantId,
      jobId: data.jobId,
      messageId: id,
      delivery: retryCount,
    }))
  }

  async keep(tickets: readonly HeldTicket[]): Promise<ReadonlySet<string>> {
    const answer = await this.#boss.touch(queueName, tickets.map(attempt))
    // Its types leave out what it answers: the ids that were still held.
    const kept = new Set((answer as { settled?: string[] }).settled)
    return new Set(tickets.map((ticket) => ticket.messageId).filter((id) => !kept.has(id)))
  }

  async drop(tickets: readonly HeldTicket[]): Promise<void> {
    await this.#boss.deleteJob(queueName, tickets.map(attempt))
  }

  async close(): Promise<void> {
    if (!this.#opening) return
    await this.#opening.catch(() => {})
    await this.#boss.stop({ graceful: false })
  }
}

function attempt({ messageId, delivery }: HeldTicket) {
  return { id: messageId, retryCount: delivery }
}

/**
 * Makes the queue's schema or brings it up to the installed version of pg-boss, and lets requests use its rows and
 * nothing more. For the owner role, when the database is migrated.
 */
export async function installQueue(execute: Execute): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => (await execute(text, values)) as { rows: unknown[] } },
    schema,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  try {
    const options = { heartbeatSeconds, expireInSeconds, retryLimit, retryDelay: 0 }
    if (await boss.getQueue(queueName)) await boss.updateQueue(queueName, options)
    else await boss.createQueue(queueName, options)
  } finally {
    await boss.stop({ graceful: false })
  }
  await execute(grants)
}

const grants = `
grant usage on schema ${schema} to lonca_app, lonca_backup;
grant select, insert, update, delete on all tables in schema ${schema} to lonca_app;
grant execute on all functions in schema ${schema} to lonca_app;
revoke execute on all functions in schema ${schema} from public;
grant select on all tables in schema ${schema} to lonca_backup;
grant select on all sequences in schema ${schema} to lonca_backup;
`
