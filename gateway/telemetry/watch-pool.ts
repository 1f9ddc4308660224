import { AsyncResource } from 'node:async_hooks'
import type { Pool, PoolClient } from 'pg'
import type { RunningStatements, Sent } from '../database/running-statements.ts'
import { countStatement } from './operation-scope.ts'

/** Told of what the pool does. Times in seconds. */
export interface PoolWatcher {
  statement(): void
  /** A connection was given out after so long. */
  waited(seconds: number): void
  /** Nobody got one in time. */
  gaveUp(): void
}

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: () => void) => void
type Connect = (taken: Taken) => void

/** Counts statements and waits of a pool. MikroORM and the read seam both come by here, for it is the only pool. */
export function watchPool(pool: Pool, watcher: PoolWatcher, statements: RunningStatements): void {
  const seen = new WeakSet<PoolClient>()
  const connect = pool.connect.bind(pool) as unknown as Connect
  const take: Connect = (taken) => {
    const asked = performance.now()
    // A client that was waited for is handed over in somebody else's turn: what follows still belongs to who asked.
    const inOwnTurn = AsyncResource.bind(taken)
    connect((error, client, release) => {
      if (error) watcher.gaveUp()
      else watcher.waited((performance.now() - asked) / 1000)
      if (client && !seen.has(client)) {
        seen.add(client)
        watchClient(client, watcher, statements)
      }
      inOwnTurn(error, client, release)
    })
  }
  const promised = () =>
    new Promise<PoolClient>((resolve, reject) => {
      take((error, client) => (client ? resolve(client) : reject(error)))
    })
  pool.connect = ((taken?: Taken) => (taken ? take(taken) : promised())) as typeof pool.connect
}

function watchClient(client: PoolClient, watcher: PoolWatcher, statements: RunningStatements): void {
  client.once('end', () => statements.forget(client))
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]) => {
    watcher.statement()
    statements.began(client, countStatement(), args[0] as Sent)
    return query(...args)
  }) as typeof client.query
}
