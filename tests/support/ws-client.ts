import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import type { ProvisionedTenant } from '../../gateway/provision-tenant.ts'
import { type Answer, sessionToken } from './graphql-client.ts'

type LiveAnswer<T> = Pick<Answer<T>, 'data' | 'errors' | 'extensions'>

interface Message {
  readonly type: string
  readonly id?: string
  readonly payload?: unknown
}

export interface LiveOptions {
  readonly token?: string
  readonly headers?: Record<string, string>
  /** Sent instead of the usual `connection_init`; null sends none. */
  readonly init?: unknown
  readonly protocol?: string | string[]
}

/** One operation on a socket; its messages wait in line until a test asks for them. */
export interface LiveOperation<T> {
  readonly id: string
  /** The next answer. Throws when the operation ended with a message of errors, or without another answer. */
  next(): Promise<LiveAnswer<T>>
  /** Resolves when the server said that there is nothing more. */
  readonly done: Promise<void>
  stop(): void
}

/** Speaks graphql-transport-ws to a running server, message by message, so that nothing is missed and nothing waits. */
export class LiveClient {
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #operations = new Map<string, Queue<Message>>()
  readonly #other = new Queue<Message>()
  #count = 0

  private constructor(readonly socket: WebSocket) {
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        const end = new Error(`The socket was closed: ${code} ${reason}`)
        for (const queue of [this.#other, ...this.#operations.values()]) queue.fail(end)
        resolve({ code, reason: String(reason) })
      })
    })
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message
      ;(this.#operations.get(message.id ?? '') ?? this.#other).put(message)
    })
    socket.on('error', () => undefined)
  }

  /** Opens a socket and waits until the server acknowledged it; with `init: null`, only until it is open. */
  static async open(url: string, options: LiveOptions = {}): Promise<LiveClient> {
    const { token, headers, init, protocol = 'graphql-transport-ws' } = options
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers })
    const client = new LiveClient(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
      socket.once('unexpected-response', (_request, response: IncomingMessage) => {
        reject(new Error(`The server answered ${response.statusCode}.`))
        socket.terminate()
      })
    })
    if (init === null) return client
    client.send(
      init ?? { type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} },
    )
    const ack = await client.#other.take()
    if (ack.type !== 'connection_ack') throw new Error(`Expected connection_ack and got ${ack.type}.`)
    return client
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  run<T = any>(
    query: string,
    variables: Record<string, unknown> = {},
    extensions?: Record<string, unknown>,
  ): LiveOperation<T> {
    this.#count += 1
    const id = String(this.#count)
    const queue = new Queue<Message>()
    this.#operations.set(id, queue)
    let finish: () => void = () => undefined
    const done = new Promise<void>((resolve) => {
      finish = resolve
    })
    queue.onPut = ({ type }) => type !== 'next' && finish()
    this.send({ type: 'subscribe', id, payload: { query, variables, extensions } })
    return {
      id,
      done,
      next: async () => {
        const { type, payload } = await queue.take()
        if (type === 'next') return payload as LiveAnswer<T>
        if (type === 'error') throw Object.assign(new Error('The operation failed.'), { errors: payload })
        throw new Error(`Expected an answer and got ${type}.`)
      },
      stop: () => this.send({ type: 'complete', id }),
    }
  }

  /** One query or mutation. */
  ask<T = any>(query: string, variables: Record<string, unknown> = {}): Promise<LiveAnswer<T>> {
    return this.run<T>(query, variables).next()
  }

  async close(): Promise<void> {
    this.socket.close(1000)
    await this.closed
  }

  /** Ends the connection as a lost network would. */
  async kill(): Promise<void> {
    this.socket.terminate()
    await this.closed
  }
}

/** The token of a new session of the tenant's owner, manager or member of staff. */
export function tokenOf(url: string, tenant: ProvisionedTenant, role: string): Promise<string> {
  const email = [...tenant.memberships.keys()].find((one) => one.startsWith(role))
  if (!email) throw new Error(`There is no ${role}.`)
  return sessionToken(url, email)
}

/** Hands out in order what is put in, whichever comes first. */
class Queue<T> {
  onPut: (item: T) => unknown = () => undefined
  readonly #items: T[] = []
  readonly #takers: { resolve(item: T): void; reject(error: Error): void }[] = []
  #end: Error | null = null

  put(item: T): void {
    this.onPut(item)
    const taker = this.#takers.shift()
    if (taker) taker.resolve(item)
    else this.#items.push(item)
  }

  take(): Promise<T> {
    if (this.#items.length > 0) return Promise.resolve(this.#items.shift() as T)
    if (this.#end) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => this.#takers.push({ resolve, reject }))
  }

  fail(error: Error): void {
    this.#end = error
    for (const taker of this.#takers.splice(0)) taker.reject(error)
  }
}
