import type { Pool, PoolClient } from 'pg'

const letGoEveryMs = 1_000

/**
 * Connections that go from one statement to the next without going back to their pool in between, which costs as much
 * as sending the statement. They go back when anybody else finds the pool empty, and once a second.
 */
export class KeptClients {
  readonly #kept: PoolClient[] = []
  readonly #sweep = setInterval(() => this.#letGo(), letGoEveryMs).unref()
  #isEnding = false

  /** @param mayStay whether a connection is fit for whoever comes next; one that is not goes back to the pool. */
  constructor(
    private readonly pool: Pool,
    private readonly mayStay: (client: PoolClient) => boolean = () => true,
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

  async take(): Promise<PoolClient> {
    const client = this.#kept.pop() ?? (await this.pool.connect())
    client.off('error', this.#lost)
    return client
  }

  /** @param broken why the connection cannot be used any more. */
  giveBack(client: PoolClient, broken?: Error): void {
    if (broken || this.#isEnding || this.pool.waitingCount > 0 || !this.mayStay(client)) {
      client.release(broken)
      return
    }
    client.on('error', this.#lost)
    this.#kept.push(client)
  }

  #letGo(): void {
    for (const client of this.#kept.splice(0)) {
      client.off('error', this.#lost)
      client.release()
    }
  }

  /** The pool forgets a connection that ends, and is told so by whoever holds it. */
  readonly #lost = () => this.#letGo()
}
