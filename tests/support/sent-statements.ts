import type { PoolClient } from 'pg'
import { inOperation } from '../../gateway/telemetry/operation-scope.ts'
import type { TestServer } from './server.ts'

/**
 * Listens to what the operations of a server send to its database, after it is known who asks. To be made before
 * anybody asks: connections are kept from one operation to the next, and one that is kept already is not listened to.
 */
export class SentStatements {
  readonly #sent: string[] = []
  readonly #seen = new WeakSet<PoolClient>()

  constructor(server: TestServer) {
    server.setting.pool.on('acquire', (client) => this.#listen(client))
  }

  /** The texts that were sent meanwhile, in order, each on one line. */
  async during(operation: () => Promise<unknown>): Promise<string[]> {
    this.#sent.length = 0
    await operation()
    return [...this.#sent]
  }

  #listen(client: PoolClient): void {
    if (this.#seen.has(client)) return
    this.#seen.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      if (inOperation()) this.#sent.push(textOf(args[0]).replace(/\s+/g, ' ').trim())
      return query(...args)
    }) as typeof client.query
  }
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : String((query as { text?: unknown }).text)
}
