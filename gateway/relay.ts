import pg from 'pg'
import { atMostEvery } from './at-most-every.ts'

/** The last positions of tenants whose feeds grew. */
export type FeedEnds = ReadonlyMap<string, number>

/** What a relay needs. */
export interface RelayOptions {
  /** Address for the request role; the relay keeps one connection of its own (a session, not a pooler). */
  appUrl: string
  /**
   * Called when the feed may have grown: after an append by any process, and after a lost connection. With `ends` when
   * this process appended, and nothing else is known to have moved.
   */
  onFeedMoved(ends?: FeedEnds): void
  /** Called when access was taken from somebody by any process, and after a lost connection. */
  onAccessChanged?(): void
  /** Called when another process queued jobs. */
  onJobsQueued?(): void
  /** Told of what went wrong; the relay goes on by itself. */
  onError?(error: Error): void
}

/**
 * PostgreSQL commits one NOTIFY at a time for the whole database, so neither wake-ups nor appends may send more
 * than twenty a second, however many transactions commit; but for a few after a rest, so that what people do one thing
 * after the other is told at once.
 */
const PAUSE_MS = 50
const AT_ONCE = 5
/** The longest that an event waits when every wake-up was lost, and a dead leader is not replaced. */
const TICK_MS = 1_000
/** A wake-up that finds nothing looks once more: a transaction that wrote no event may have been in the way. */
const SECOND_LOOK_MS = 100
const BATCH_ROWS = 1_000
const LEADER_LOCK = 5_662_003
const append = 'select tenant_id as "tenantId", last_position as last from relay_append_feed($1)'

/**
 * Moves committed events into the feed and tells every process of it.
 *
 * One relay per process, any number of processes on one database. One of them leads: it holds a lock on its
 * connection and alone calls `relay_append_feed`; when it goes, another takes over within a second. NOTIFY
 * carries no content: whoever wakes reads the feed under its own tenant. The one that leads tells its own process
 * without it.
 */
export class Relay {
  readonly #options: RelayOptions
  readonly #sendWake = atMostEvery(PAUSE_MS, () => void this.#notify('lonca_wake'), AT_ONCE)
  readonly #sendJobs = atMostEvery(PAUSE_MS, () => void this.#notify('lonca_jobs'))
  readonly #sendFeedMoved = atMostEvery(
    PAUSE_MS,
    () => {
      this.#feedMessageDue = false
      void this.#notify('lonca_feed')
    },
    AT_ONCE,
  )
  readonly #nextTurn = atMostEvery(PAUSE_MS, () => void this.#turn(), AT_ONCE)
  #client: pg.Client | null = null
  /** Of the session that the connection is. */
  #processId = 0
  #leads = false
  #lastAnswer: Promise<unknown> = Promise.resolve()
  #lookAgain = false
  #feedMessageDue = false
  #turnInProgress: Promise<void> | null = null
  #askedMeanwhile = false
  #tick: NodeJS.Timeout | undefined
  #retry: NodeJS.Timeout | undefined
  #secondLook: NodeJS.Timeout | undefined
  #failures = 0
  #connecting: Promise<void> | null = null
  #closed = false

  constructor(options: RelayOptions) {
    this.#options = options
  }

  /** Whether this process is the one that appends. */
  get leads(): boolean {
    return this.#leads
  }

  /** Connects and starts to listen. Fails when the database cannot be reached now; later losses are repaired. */
  async start(): Promise<void> {
    await this.#connect()
    this.#tick = setInterval(() => void this.#turn(), TICK_MS)
  }

  /** To be called after each commit that wrote events. Costs nothing worth counting and never fails. */
  wake(): void {
    if (this.#closed) return
    this.#lookAgain = true
    if (this.#leads) this.#nextTurn.run()
    else this.#sendWake.run()
  }

  /** To be called after each commit that queued jobs, where this process runs none itself. Never fails. */
  wakeWorkers(): void {
    if (!this.#closed) this.#sendJobs.run()
  }

  /** Stops and waits for what is under way; another process takes the lead. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#tick)
    clearTimeout(this.#retry)
    clearTimeout(this.#secondLook)
    this.#nextTurn.cancel()
    this.#sendWake.cancel()
    this.#sendJobs.cancel()
    await this.#connecting?.catch(() => {})
    await this.#turnInProgress
    this.#sendFeedMoved.cancel()
    if (this.#feedMessageDue) await this.#notify('lonca_feed')
    this.#leads = false
    await this.#client?.end().catch(() => {})
    this.#client = null
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#options.appUrl,
      application_name: 'lonca-relay',
      keepAlive: true,
      // The server lets go of a leader whose machine vanished after about ten seconds, not after hours.
      options: '-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3',
      connectionTimeoutMillis: 5_000,
      // A network that swallows packets looks like a slow answer: the tick notices within this time.
      query_timeout: 10_000,
    })
    client.on('error', (error) => this.#lost(client, error))
    client.on('end', () => this.#lost(client, new Error('The connection of the relay was closed.')))
    client.on('notification', ({ channel, processId }) => this.#hear(channel, processId))
    try {
      await client.connect()
      await client.query('listen lonca_wake')
      await client.query('listen lonca_feed')
      await client.query('listen lonca_access')
      if (this.#options.onJobsQueued) await client.query('listen lonca_jobs')
      const { rows } = await client.query('select pg_backend_pid() as "processId"')
      this.#processId = rows[0].processId
    } catch (error) {
      client.end().catch(() => {})
      throw error
    }
    this.#client = client
    this.#lastAnswer = Promise.resolve()
    this.#failures = 0
    this.#nextTurn.run()
  }

  #hear(channel: string, processId: number): void {
    if (this.#closed) return
    if (channel === 'lonca_feed') {
      if (processId !== this.#processId) this.#tellFeedMoved()
    } else if (channel === 'lonca_jobs') {
      this.#options.onJobsQueued?.()
    } else if (channel === 'lonca_access') {
      this.#tellAccessChanged()
    } else {
      this.#lookAgain = true
      if (this.#leads) this.#nextTurn.run()
    }
  }

  #tellFeedMoved(ends?: FeedEnds): void {
    try {
      this.#options.onFeedMoved(ends)
    } catch (error) {
      this.#options.onError?.(error as Error)
    }
  }

  #tellAccessChanged(): void {
    try {
      this.#options.onAccessChanged?.()
    } catch (error) {
      this.#options.onError?.(error as Error)
    }
  }

  async #turn(): Promise<void> {
    if (this.#turnInProgress) {
      this.#askedMeanwhile = true
      return
    }
    this.#turnInProgress = this.#work().finally(() => {
      this.#turnInProgress = null
      if (!this.#askedMeanwhile || this.#closed) return
      this.#askedMeanwhile = false
      this.#nextTurn.run()
    })
    await this.#turnInProgress
  }

  async #work(): Promise<void> {
    const client = this.#client
    if (!client || this.#closed) return
    try {
      if (!this.#leads) {
        const { rows } = await this.#ask(client, 'select pg_try_advisory_lock($1) as leads', [LEADER_LOCK])
        if (client !== this.#client) return
        this.#leads = rows[0].leads
        if (!this.#leads) return
        // The one that led before may have gone between an append and its message.
        this.#feedMoved()
      }
      const looked = this.#lookAgain
      this.#lookAgain = false
      let appended = false
      while (!this.#closed && client === this.#client) {
        const { rows } = await this.#ask(client, append, [BATCH_ROWS])
        if (rows.length === 0) break
        appended = true
        this.#feedMoved(new Map(rows.map((row) => [row.tenantId, Number(row.last)])))
      }
      if (looked && !appended && !this.#closed) {
        clearTimeout(this.#secondLook)
        this.#secondLook = setTimeout(() => this.#nextTurn.run(), SECOND_LOOK_MS)
      }
    } catch (error) {
      this.#failed(client, error as Error)
    }
  }

  #feedMoved(ends?: FeedEnds): void {
    this.#tellFeedMoved(ends)
    this.#feedMessageDue = true
    this.#sendFeedMoved.run()
  }

  async #notify(channel: 'lonca_wake' | 'lonca_feed' | 'lonca_jobs'): Promise<void> {
    const client = this.#client
    if (client)
      await this.#ask(client, `notify ${channel}`).catch((error: Error) => this.#failed(client, error))
  }

  // A connection takes one statement at a time; messages and appends are asked for independently.
  #ask(client: pg.Client, sql: string, values: unknown[] = []): Promise<pg.QueryResult> {
    const answer = this.#lastAnswer.then(() => client.query(sql, values))
    this.#lastAnswer = answer.catch(() => {})
    return answer
  }

  #failed(client: pg.Client, error: Error): void {
    // An answer of the server with a code leaves the connection usable; without one the connection is in doubt.
    if ((error as pg.DatabaseError).code === undefined) this.#lost(client, error)
    else if (!this.#closed) this.#options.onError?.(error)
  }

  #lost(client: pg.Client, error: Error): void {
    if (client !== this.#client) return
    this.#client = null
    this.#leads = false
    client.end().catch(() => {})
    if (this.#closed) return
    this.#options.onError?.(error)
    this.#reconnectLater()
  }

  #reconnectLater(): void {
    const delayMs = Math.min(100 * 2 ** this.#failures++, 5_000) * (0.5 + Math.random() / 2)
    this.#retry = setTimeout(() => {
      this.#connecting = this.#connect()
        .then(
          () => {
            this.#tellFeedMoved()
            this.#tellAccessChanged()
          },
          (error: Error) => {
            if (this.#closed) return
            this.#options.onError?.(error)
            this.#reconnectLater()
          },
        )
        .finally(() => {
          this.#connecting = null
        })
    }, delayMs)
  }
}
