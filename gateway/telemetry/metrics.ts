import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ReadPath } from '../reads/compiled-reads.ts'
import type { FinishedOperation } from './finished-operation.ts'
import type { PoolWatcher } from './watch-pool.ts'

/** What the metrics look at when they are asked for. */
export interface MeteredParts {
  readonly pool: Pool
  /** WebSockets that are open, and subscriptions on them. */
  readonly live: () => { readonly sockets: number; readonly subscriptions: number }
  readonly backlog: () => Promise<Backlog>
}

/** What the database knows of work that waits. */
export interface Backlog {
  readonly unfedEvents: number
  readonly oldestUnfedSeconds: number
  readonly eventMonthsAhead: number
  /** Background jobs whose time has come and that nobody has begun. */
  readonly dueJobs: number
  readonly oldestDueSeconds: number
  /** Given up for good; an admin looks at them. */
  readonly failedJobs: number
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/**
 * Figures of this process in the format of Prometheus. No label names a tenant, a person or a document: their number
 * has no end. docs/guides/operations.md says what to alert on.
 */
export class Metrics implements PoolWatcher {
  readonly #registry = new Registry()
  readonly #loopDelay = monitorEventLoopDelay({ resolution: 20 })
  readonly #operations = this.#counter('operations_total', 'Operations that have ended.', [
    'transport',
    'kind',
    'outcome',
  ])
  readonly #errors = this.#counter(
    'operation_errors_total',
    'Top-level errors, by their closed list of codes.',
    ['code'],
  )
  readonly #durations = this.#histogram('operation_duration_seconds', 'From request to answer.', [
    'transport',
    'kind',
  ])
  readonly #statementsPerOperation = new Histogram({
    name: 'lonca_operation_statements',
    help: 'Database statements of one operation.',
    labelNames: ['kind'],
    buckets: [0, 1, 2, 3, 5, 10, 20, 50, 100],
    registers: [this.#registry],
  })
  readonly #reads = this.#counter('reads_total', 'Queries, by whether one statement answered them.', ['path'])
  readonly #failedPlans = this.#counter(
    'read_plans_failed_total',
    'Compiled statements that failed; the query was then executed step by step.',
    [],
  )
  readonly #requests = this.#counter('http_requests_total', 'Requests over HTTP.', ['status'])
  readonly #statements = this.#counter('database_statements_total', 'Statements sent.', [])
  readonly #poolWaits = this.#histogram(
    'database_pool_wait_seconds',
    'From asking for a connection to having one.',
    [],
  )
  readonly #poolTimeouts = this.#counter(
    'database_pool_timeouts_total',
    'Times that no connection came free in time; each is an answer UNAVAILABLE.',
    [],
  )
  readonly #droppedLogRows = this.#counter(
    'request_log_dropped_total',
    'Rows of the request log that were dropped.',
    [],
  )

  readonly #connections = this.#gauge('database_connections', 'Connections of the pool.', ['state'])
  readonly #databaseUp = this.#gauge('database_up', 'Whether the database answered just now.', [])
  readonly #unfed = this.#gauge('feed_unfed_events', 'Events that the feed lacks, of all tenants.', [])
  readonly #feedLag = this.#gauge('feed_lag_seconds', 'Age of the oldest event that the feed lacks.', [])
  readonly #monthsAhead = this.#gauge(
    'event_log_months_ahead',
    'Months to come for which the event log has a partition.',
    [],
  )
  readonly #dueJobs = this.#gauge('jobs_due', 'Background jobs that are due and wait, of all tenants.', [])
  readonly #jobLag = this.#gauge('jobs_lag_seconds', 'Age of the oldest background job that is due.', [])
  readonly #failedJobs = this.#gauge('jobs_failed', 'Background jobs that were given up.', [])
  readonly #sockets = this.#gauge('sockets', 'WebSockets that are open.', [])
  readonly #subscriptions = this.#gauge('subscriptions', 'Subscriptions that are running.', [])
  readonly #delay = this.#gauge('event_loop_delay_seconds', 'Since the last time it was asked for.', [
    'quantile',
  ])
  readonly #memory = this.#gauge('memory_bytes', 'Memory of the process.', ['kind'])
  readonly #cpu = this.#gauge('cpu_seconds', 'Time of processors used since the start.', [])

  constructor() {
    this.#loopDelay.enable()
  }

  get contentType(): string {
    return this.#registry.contentType
  }

  /** Looks at everything that is not counted as it happens, and writes it all down. */
  async text(parts: MeteredParts): Promise<string> {
    const { totalCount, idleCount, waitingCount } = parts.pool
    this.#connections.set({ state: 'used' }, totalCount - idleCount)
    this.#connections.set({ state: 'idle' }, idleCount)
    this.#connections.set({ state: 'wanted' }, waitingCount)
    const { sockets, subscriptions } = parts.live()
    this.#sockets.set(sockets)
    this.#subscriptions.set(subscriptions)
    this.#delay.set({ quantile: '0.5' }, this.#loopDelay.percentile(50) / 1e9)
    this.#delay.set({ quantile: '0.99' }, this.#loopDelay.percentile(99) / 1e9)
    this.#loopDelay.reset()
    const { rss, heapUsed, external } = process.memoryUsage()
    this.#memory.set({ kind: 'resident' }, rss)
    this.#memory.set({ kind: 'heap' }, heapUsed)
    this.#memory.set({ kind: 'external' }, external)
    const { user, system } = process.cpuUsage()
    this.#cpu.set((user + system) / 1e6)
    const backlog = await parts.backlog().catch(() => null)
    this.#databaseUp.set(backlog ? 1 : 0)
    if (backlog) {
      this.#unfed.set(backlog.unfedEvents)
      this.#feedLag.set(backlog.oldestUnfedSeconds)
      this.#monthsAhead.set(backlog.eventMonthsAhead)
      this.#dueJobs.set(backlog.dueJobs)
      this.#jobLag.set(backlog.oldestDueSeconds)
      this.#failedJobs.set(backlog.failedJobs)
    }
    return this.#registry.metrics()
  }

  operation(finished: FinishedOperation): void {
    const { transport, kind, outcome } = finished
    this.#operations.inc({ transport, kind, outcome })
    if (outcome === 'FAILED') for (const code of finished.codes) this.#errors.inc({ code })
    if (kind === 'SUBSCRIPTION') return
    this.#durations.observe({ transport, kind }, finished.durationMs / 1000)
    this.#statementsPerOperation.observe({ kind }, finished.statements)
  }

  request(status: number): void {
    this.#requests.inc({ status: `${status}` })
  }

  read(path: ReadPath): void {
    this.#reads.inc({ path })
  }

  planFailed(): void {
    this.#failedPlans.inc()
  }

  statement(): void {
    this.#statements.inc()
  }

  waited(after: number): void {
    this.#poolWaits.observe(after)
  }

  gaveUp(): void {
    this.#poolTimeouts.inc()
  }

  dropped(rows: number): void {
    this.#droppedLogRows.inc(rows)
  }

  close(): void {
    this.#loopDelay.disable()
    this.#registry.clear()
  }

  #counter(name: string, help: string, labelNames: readonly string[]) {
    return new Counter({ name: `lonca_${name}`, help, labelNames, registers: [this.#registry] })
  }

  #histogram(name: string, help: string, labelNames: readonly string[]) {
    return new Histogram({
      name: `lonca_${name}`,
      help,
      labelNames,
      buckets: seconds,
      registers: [this.#registry],
    })
  }

  #gauge(name: string, help: string, labelNames: readonly string[]) {
    return new Gauge({ name: `lonca_${name}`, help, labelNames, registers: [this.#registry] })
  }
}
