import type { Pool } from 'pg'
import type { Clock } from '../../schema/index.ts'
import type { FinishedRequest, Log } from '../log.ts'
import type { FinishedOperation } from './finished-operation.ts'
import { type Backlog, Metrics } from './metrics.ts'
import { RequestLog } from './request-log.ts'
import { watchPool } from './watch-pool.ts'

/** Everything that watches the process: the log, the metrics and the tenants' own log of failed calls. */
export class Telemetry {
  readonly metrics = new Metrics()
  readonly requestLog: RequestLog
  live: () => { sockets: number; subscriptions: number } = () => ({ sockets: 0, subscriptions: 0 })

  constructor(
    readonly log: Log,
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {
    watchPool(pool, this.metrics)
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

  request(finished: FinishedRequest): void {
    this.log.request(finished)
  }

  metricsText(): Promise<string> {
    return this.metrics.text({ pool: this.pool, live: this.live, backlog: () => this.#backlog() })
  }

  async close(): Promise<void> {
    await this.requestLog.close()
    this.metrics.close()
  }

  async #backlog(): Promise<Backlog> {
    const now = this.clock.now()
    const { rows } = await this.pool.query(
      `select unfed_events, extract(epoch from oldest_unfed_at)::float8 as oldest, event_months_ahead
       from operations_backlog($1)`,
      [now],
    )
    const { unfed_events: unfedEvents, oldest, event_months_ahead: eventMonthsAhead } = rows[0]
    const oldestUnfedSeconds = oldest === null ? 0 : Math.max(0, now.getTime() / 1000 - oldest)
    return { unfedEvents, oldestUnfedSeconds, eventMonthsAhead }
  }
}
