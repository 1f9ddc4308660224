import type { Pool, PoolClient } from 'pg'

type Taken = (error: Error | undefined, client: PoolClient | undefined, release: unknown) => void
type Connect = (taken: Taken) => void

/**
 * Gives a connection that ends while somebody holds it back to the pool, which forgets it. Kysely does not: when the
 * statement that begins or ends a transaction fails with its connection, it keeps the client for ever, and after as many
 * lost connections as the pool has places nobody is answered any more. A holder that gives it back later is not heard.
 */
export function releaseLostClients(pool: Pool): void {
  const connect = pool.connect.bind(pool) as unknown as Connect
  const take: Connect = (taken) =>
    connect((error, client, release) => taken(error, client, client ? releasedOnce(client) : release))
  const promised = () =>
    new Promise<PoolClient>((resolve, reject) => {
      take((error, client) => (client ? resolve(client) : reject(error)))
    })
  pool.connect = ((taken?: Taken) => (taken ? take(taken) : promised())) as typeof pool.connect
}

function releasedOnce(client: PoolClient): PoolClient['release'] {
  const release = client.release.bind(client)
  let isOut = true
  const giveBack = (error?: Error | boolean) => {
    if (!isOut) return
    isOut = false
    client.removeListener('end', lost)
    release(error)
  }
  const lost = () => giveBack(true)
  client.once('end', lost)
  client.release = giveBack
  return giveBack
}
