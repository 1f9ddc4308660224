import type { PoolClient } from 'pg'
import type { KeptClients } from '../database/kept-clients.ts'
import { sqlState } from '../postgres-error.ts'
import type { Paces } from './paces.ts'
import { isNotPrepared, type PreparedNames } from './prepared-names.ts'
import { type KnownColumns, PreparedQuery } from './prepared-query.ts'
import type { WaitingRead } from './waiting-read.ts'

/** After this long without an answer those behind it are sent over another connection, too. */
export const lateMs = 100

export interface ConvoyParts {
  readonly clients: KeptClients
  readonly names: PreparedNames
  readonly columns: KnownColumns
  readonly paces: Paces
}

/** Statements that are under way on one connection. */
export class Convoy {
  isLate = false
  #carried: readonly WaitingRead[] = []
  /** Empty until there is a connection. */
  #queries: readonly PreparedQuery[] = []
  #arrived = 0
  #lastArrival = 0

  constructor(private readonly parts: ConvoyParts) {}

  /** Ends when all of them have their answers, or their errors. */
  async carry(given: readonly WaitingRead[]): Promise<void> {
    const { clients, names } = this.parts
    const asked = given.some((one) => one.isAnswered) ? given.filter((one) => !one.isAnswered) : given
    if (asked.length === 0) return
    this.#carried = asked
    this.#queries = []
    this.#arrived = 0
    this.#lastArrival = performance.now()
    let client: PoolClient | null = null
    let broken: Error | undefined
    try {
      client = await clients.take()
      for (const { name } of asked) {
        const madeRoom = names.use(client, name)
        if (madeRoom) await madeRoom
      }
      broken = await this.#send(client, asked)
    } catch (error) {
      if (sqlState(error) === undefined) broken = error as Error
      for (const one of asked) one.failed(error)
    }
    if (client) clients.giveBack(client, broken)
  }

  /** Those behind a statement that has not been answered for long, once; it is not given up for them. */
  leftBehind(now: number): readonly WaitingRead[] {
    if (this.isLate || now - this.#lastArrival < lateMs) return []
    this.isLate = true
    const slow = this.#queries[this.#arrived]
    if (!slow?.isFollowed) return []
    this.parts.paces.heldUp(slow.name)
    for (const query of this.#queries) query.leave()
    return this.#carried.slice(this.#arrived + 1).map((one) => one.again())
  }

  /** Resolves to why the connection cannot be used any more. */
  #send(client: PoolClient, asked: readonly WaitingRead[]): Promise<Error | undefined> {
    const { clients, names, columns, paces } = this.parts
    const sent = performance.now()
    this.#lastArrival = sent
    return new Promise((over) => {
      const arrived = () => {
        this.#arrived += 1
        this.#lastArrival = performance.now()
        this.isLate = false
        return this.#lastArrival - sent
      }
      this.#queries = asked.map((one, place) => {
        const { name, text, parameters, inOwnTurn } = one
        const isLast = place === asked.length - 1
        const query = new PreparedQuery(client, columns, name, text, parameters, true, inOwnTurn)
        query.row.then(
          ([value]) => {
            one.answered(value)
            const milliseconds = arrived()
            if (!isLast) return
            // How long each of them took is not seen where several answers arrive at once.
            paces.took(name, milliseconds / asked.length, clients.atWork)
            over(undefined)
          },
          (error) => {
            one.failed(error)
            arrived()
            if (isNotPrepared(error)) names.forget(client, name)
            if (isLast) over(sqlState(error) === undefined ? (error as Error) : undefined)
          },
        )
        return query
      })
      for (const [place, query] of this.#queries.entries()) {
        const next = this.#queries[place + 1]
        if (next) query.followedBy(next)
      }
      this.#queries[0]?.send()
    })
  }
}
