import type { PoolClient } from 'pg'
import { sqlState } from '../postgres-error.ts'

/** The part of a pg connection that remembers which names were prepared. */
interface Preparing {
  readonly connection: { readonly parsedStatements: { [name: string]: string } }
}

/** Somebody deallocated a statement behind our back. */
export function isNotPrepared(error: unknown): boolean {
  return sqlState(error) === '26000'
}

/** Which statements each connection has ready, at most `max`: what was not used for longest makes room. */
export class PreparedNames {
  readonly #used = new WeakMap<PoolClient, Map<string, true>>()

  constructor(private readonly max: number) {}

  /** Remembers that a connection uses a statement; a promise where it has to let go of another for it first. */
  use(client: PoolClient, name: string): Promise<void> | undefined {
    let used = this.#used.get(client)
    if (!used) {
      used = new Map()
      this.#used.set(client, used)
    }
    used.delete(name)
    used.set(name, true)
    if (used.size <= this.max) return undefined
    const oldest = used.keys().next().value as string
    used.delete(oldest)
    return this.#letGo(client, oldest)
  }

  /** The connection does not have it any more: it is prepared when it comes again. */
  forget(client: PoolClient, name: string): void {
    delete (client as unknown as Preparing).connection.parsedStatements[name]
  }

  async #letGo(client: PoolClient, name: string): Promise<void> {
    this.forget(client, name)
    await client.query(`deallocate "${name}"`).catch((error) => {
      if (!isNotPrepared(error)) throw error
    })
  }
}
