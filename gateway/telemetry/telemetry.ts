import type { Pool } from 'pg'
import type { Clock } from '../../schema/index.ts'
import { RunningStatements } from '../database/running-statements.ts'
import type { FinishedRequest, Log } from '../log.ts'
import type { ReadPath, ReadWatcher } from '../reads/compiled-reads.ts'
import type { FinishedOperation } from './finished-operation.ts'
import { type Backlog, Metrics } from './metrics.ts'
import { RequestLog } from './request-log.ts'
import { watchPool } from './watch-pool.ts'

/** Everything that watches the process: the log, the metrics and the tenants' own log of failed calls. */
export class Telemetry implements ReadWatcher {
  readonly metrics = new Metrics()
  readonly running = new RunningStatements()
  readonly requestLog: RequestLog
  live: () => { sockets: number; subscriptions: number } = () => ({ sockets: 0, subscriptions: 0 })

  constructor(
    readonly log: Log,
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {
    watchPool(pool, this.metrics, this.running)
    this.requestLog = new RequestLog({
      pool,
      clock,
      dropped: (rows) => this.metrics.dropped(rows),
      failed: (error) => log.failure('request-log', error),
    })
  }

  operation(finished: FinishedOperation): void {
    this.log.operation(finished)
    this.metrics.operation(finished)
    this.requestLog.add(finished)
  }

  read(path: ReadPath): void {
    this.metrics.read(path)
  }

  planFailed(requestId: string, error: unknown): void {
    this.metrics.planFailed()
    this.log.failure(requestId, error)
  }

  request(finished: FinishedRequest): void {
    this.log.request(finished)
  }

  metricsText(): Promise<string> {
    return this.metrics.text({ pool: this.pool, live: this.live, backlog: () => this.#backlog() })
  }

  async close(): Promise<void> {
    await this.requestLog.close()
    this.metrics.close()
    this.running.close()
  }

  async #backlog(): Promise<Backlog> {
    const { rows } = await this.pool.query(
      `select unfed_events as "unfedEvents", extract(epoch from $1 - oldest_unfed_at)::float8 as "feedLag",
         event_months_ahead as "eventMonthsAhead", due_jobs as "dueJobs",
         extract(epoch from $1 - oldest_due_at)::float8 as "jobLag", failed_jobs as "failedJobs"
       from operations_backlog($1::timestamptz)`,
      [this.clock.now()],
    )
    const { feedLag, jobLag, ...counts } = rows[0]
    return {
      ...counts,
      oldestUnfedSeconds: Math.max(0, feedLag ?? 0),
      oldestDueSeconds: Math.max(0, jobLag ?? 0),
    }
  }
}
