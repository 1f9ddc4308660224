import type { Pool, PoolClient } from 'pg'
import { KeptClients } from '../database/kept-clients.ts'
import { sqlState } from '../postgres-error.ts'
import { KnownColumns, PreparedQuery } from './prepared-query.ts'

/** What a connection keeps ready: about 0.18 MB of PostgreSQL's memory for each statement of three levels. */
const maxPrepared = 200

/** Texts of which is known that they came before. */
const maxRemembered = 500

/** The part of a pg connection that remembers which names were prepared. */
interface Preparing {
  readonly connection: { readonly parsedStatements: { [name: string]: string } }
}

export interface PreparedOptions {
  /** Statements that a connection keeps ready. */
  readonly max?: number
  /** Whether a connection is fit for another statement after the one that it answered. */
  readonly isSound?: (client: PoolClient) => boolean
}

/** Sends statements that each connection prepares once, and lets go of those that were not used for long. */
export class PreparedStatements {
  readonly #texts = new RecurringTexts()
  readonly #columns = new KnownColumns()
  readonly #used = new WeakMap<PoolClient, Map<string, true>>()
  readonly #clients: KeptClients

  readonly #max: number

  constructor(
    private readonly pool: Pool,
    { max = maxPrepared, isSound }: PreparedOptions = {},
  ) {
    this.#max = max
    this.#clients = new KeptClients(pool, isSound)
  }

  /** The single value in the single row of the answer. */
  async send(name: string, text: string, values: readonly unknown[]): Promise<unknown> {
    return (await this.row(name, text, values))[0]
  }

  /** The same for a text, in UTF-8; null for null. */
  async bytes(name: string, text: string, values: readonly unknown[]): Promise<Buffer | null> {
    const [bytes] = await this.row(name, text, values, true)
    return bytes instanceof Buffer ? bytes : null
  }

  /** The values of the single row of the answer to a text that was put together: prepared once it comes again. */
  async recurring(text: string, values: readonly unknown[]): Promise<readonly unknown[]> {
    const name = this.#texts.nameOf(text)
    if (name !== null) return this.row(name, text, values)
    const { rows } = await this.pool.query<unknown[]>({ text, values: [...values], rowMode: 'array' })
    return rows[0] ?? []
  }

  /** The values of the single row of the answer. */
  async row(
    name: string,
    text: string,
    values: readonly unknown[],
    asBytes = false,
  ): Promise<readonly unknown[]> {
    const taken = this.#clients.take()
    const client = taken instanceof Promise ? await taken : taken
    let broken: Error | undefined
    try {
      const forgotten = this.#forgottenFor(client, name)
      if (forgotten !== null) await letGo(client, forgotten)
      return await this.#ask(client, name, text, values, asBytes).catch((error) => {
        // Somebody deallocated it behind our back.
        if (sqlState(error) !== '26000') throw error
        forget(client, name)
        return this.#ask(client, name, text, values, asBytes)
      })
    } catch (error) {
      if (sqlState(error) === undefined) broken = error as Error
      throw error
    } finally {
      this.#clients.giveBack(client, broken)
    }
  }

  #ask(
    client: PoolClient,
    name: string,
    text: string,
    values: readonly unknown[],
    asBytes: boolean,
  ): Promise<readonly unknown[]> {
    return client.query(new PreparedQuery(client, this.#columns, name, text, values, asBytes)).row
  }

  /** Remembers that a connection uses a statement; the one that it has to let go of for it, or null. */
  #forgottenFor(client: PoolClient, name: string): string | null {
    let used = this.#used.get(client)
    if (!used) {
      used = new Map()
      this.#used.set(client, used)
    }
    used.delete(name)
    used.set(name, true)
    if (used.size <= this.#max) return null
    const oldest = used.keys().next().value as string
    used.delete(oldest)
    return oldest
  }
}

async function letGo(client: PoolClient, name: string): Promise<void> {
  forget(client, name)
  await client.query(`deallocate "${name}"`).catch((error) => {
    if (sqlState(error) !== '26000') throw error
  })
}

/** Names texts that come again. What is sent once is not worth keeping ready, and there may be many of it. */
class RecurringTexts {
  readonly #names = new Map<string, string | null>()
  #named = 0

  nameOf(text: string): string | null {
    const known = this.#names.get(text)
    const name = known === null ? `again${++this.#named}` : (known ?? null)
    this.#names.delete(text)
    this.#names.set(text, name)
    if (this.#names.size > maxRemembered) this.#names.delete(this.#names.keys().next().value as string)
    return name
  }
}

function forget(client: PoolClient, name: string): void {
  delete (client as unknown as Preparing).connection.parsedStatements[name]
}
