import type { Pool, PoolClient } from 'pg'

const letGoEveryMs = 1_000
/** Of a pool that does not say. */
const defaultPatienceMs = 8_000

interface Waiting {
  readonly take: (client: PoolClient) => void
  readonly fail: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/**
 * Connections that go from one statement to the next without going back to their pool in between, which costs as much
 * as sending the statement. They go back when anybody else waits for one, and once a second.
 */
export class KeptClients {
  readonly #kept: PoolClient[] = []
  /** Who has waited longest comes first. */
  readonly #waiting: Waiting[] = []
  /** Kept, at work, and being asked for. */
  #held = 0
  readonly #sweep = setInterval(() => this.#letGo(), letGoEveryMs).unref()
  #isEnding = false

  /** @param isSound whether a connection is fit for whoever comes next; one that is not goes back to the pool. */
  constructor(
    private readonly pool: Pool,
    private readonly isSound: (client: PoolClient) => boolean = () => true,
  ) {
    const connect = pool.connect.bind(pool) as (...taken: unknown[]) => unknown
    pool.connect = ((...taken: unknown[]) => {
      if (pool.idleCount === 0) this.#letGo()
      return connect(...taken)
    }) as typeof pool.connect
    const end = pool.end.bind(pool) as (...ended: unknown[]) => unknown
    pool.end = ((...ended: unknown[]) => {
      this.#isEnding = true
      clearInterval(this.#sweep)
      this.#letGo()
      return end(...ended)
    }) as typeof pool.end
  }

  /** How many are at work, or being asked for. */
  get atWork(): number {
    return this.#held - this.#kept.length
  }

  /** Rejects as the pool does when none comes free in time. */
  take(): Promise<PoolClient> | PoolClient {
    const client = this.#kept.pop()
    if (client) {
      client.off('error', this.#lost)
      return client
    }
    return this.#held < this.pool.options.max ? this.#fromPool() : this.#whenGivenBack()
  }

  /** @param broken why the connection cannot be used any more. */
  giveBack(client: PoolClient, broken?: Error): void {
    if (broken || this.#isEnding || this.pool.waitingCount > 0 || !this.isSound(client)) {
      this.#release(client, broken)
      return
    }
    const next = this.#next()
    if (next) {
      next.take(client)
      return
    }
    client.on('error', this.#lost)
    this.#kept.push(client)
  }

  async #fromPool(): Promise<PoolClient> {
    this.#held += 1
    try {
      return await this.pool.connect()
    } catch (error) {
      this.#held -= 1
      throw error
    }
  }

  #whenGivenBack(): Promise<PoolClient> {
    return new Promise((take, fail) => {
      const patience = this.pool.options.connectionTimeoutMillis || defaultPatienceMs
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1)
        fail(new Error('timeout exceeded when trying to connect'))
      }
      const waiting = { take, fail, timer: setTimeout(giveUp, patience) }
      this.#waiting.push(waiting)
    })
  }

  /** Who has waited longest for one of ours. */
  #next(): Waiting | null {
    const next = this.#waiting.shift() ?? null
    if (next) clearTimeout(next.timer)
    return next
  }

  #release(client: PoolClient, broken?: Error): void {
    this.#held -= 1
    client.release(broken)
    const next = this.#next()
    if (next) this.#fromPool().then(next.take, next.fail)
  }

  #letGo(): void {
    for (const client of this.#kept.splice(0)) {
      client.off('error', this.#lost)
      this.#release(client)
    }
  }

  /** The pool forgets a connection that ends, and is told so by whoever holds it. */
  readonly #lost = () => this.#letGo()
}
