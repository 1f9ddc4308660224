import type { Pool, PoolClient } from 'pg'
import { RecentlyUsed } from '../../schema/index.ts'
import { KeptClients } from '../database/kept-clients.ts'
import { sqlState } from '../postgres-error.ts'
import { Paces } from './paces.ts'
import { Pipelines } from './pipelines.ts'
import { isNotPrepared, PreparedNames } from './prepared-names.ts'
import { KnownColumns, PreparedQuery, parametersOf } from './prepared-query.ts'

/** What a connection keeps ready: about 0.18 MB of PostgreSQL's memory for each statement of three levels. */
const maxPrepared = 200

/** Texts of which is known that they came before. */
const maxRemembered = 500

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
  readonly #names: PreparedNames
  readonly #paces = new Paces()
  readonly #clients: KeptClients
  readonly #pipelines: Pipelines

  constructor(
    private readonly pool: Pool,
    { max = maxPrepared, isSound }: PreparedOptions = {},
  ) {
    this.#names = new PreparedNames(max)
    this.#clients = new KeptClients(pool, isSound)
    const parts = { clients: this.#clients, names: this.#names, columns: this.#columns, paces: this.#paces }
    this.#pipelines = new Pipelines(parts)
  }

  /** The single value in the single row of the answer. */
  async send(name: string, text: string, values: readonly unknown[]): Promise<unknown> {
    return (await this.row(name, text, values))[0]
  }

  /**
   * The same for a text, in UTF-8; null for null.
   *
   * @param onlyReads it may be sent together with others where it is known to be quick, and may be sent twice.
   */
  async bytes(
    name: string,
    text: string,
    values: readonly unknown[],
    onlyReads = false,
  ): Promise<Buffer | null> {
    if (onlyReads && this.#paces.isQuick(name)) {
      try {
        return await this.#pipelines.ask(name, text, values)
      } catch (error) {
        if (!isNotPrepared(error)) throw error
      }
    }
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
    const parameters = parametersOf(values)
    const taken = this.#clients.take()
    const client = taken instanceof Promise ? await taken : taken
    let broken: Error | undefined
    try {
      const madeRoom = this.#names.use(client, name)
      if (madeRoom) await madeRoom
      return await this.#ask(client, name, text, parameters, asBytes).catch((error) => {
        if (!isNotPrepared(error)) throw error
        this.#names.forget(client, name)
        return this.#ask(client, name, text, parameters, asBytes)
      })
    } catch (error) {
      if (sqlState(error) === undefined) broken = error as Error
      throw error
    } finally {
      this.#clients.giveBack(client, broken)
    }
  }

  async #ask(
    client: PoolClient,
    name: string,
    text: string,
    parameters: readonly unknown[],
    asBytes: boolean,
  ): Promise<readonly unknown[]> {
    const sent = performance.now()
    const query = new PreparedQuery(client, this.#columns, name, text, parameters, asBytes)
    query.send()
    const row = await query.row
    if (asBytes) this.#paces.took(name, performance.now() - sent, this.#clients.atWork)
    return row
  }
}

/** Names texts that come again. What is sent once is not worth keeping ready, and there may be many of it. */
class RecurringTexts {
  readonly #names = new RecentlyUsed<string | null>(maxRemembered)
  #named = 0

  nameOf(text: string): string | null {
    const known = this.#names.get(text)
    const name = known === null ? `again${++this.#named}` : (known ?? null)
    this.#names.set(text, name)
    return name
  }
}
