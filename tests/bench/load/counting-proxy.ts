import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What went over all connections of a server to PostgreSQL. */
export interface Counts {
  /** Statements that were executed: simple queries and executions of prepared ones. */
  readonly statements: number
  /** How often the server sent something and waited for PostgreSQL to answer. */
  readonly roundTrips: number
}

/** Stands between a server and PostgreSQL and counts messages. */
export interface CountingProxy {
  /** The address of the database, through the proxy. */
  readonly appUrl: string
  counts(): Counts
  close(): Promise<void>
}

const simpleQuery = 'Q'.charCodeAt(0)
const execute = 'E'.charCodeAt(0)

export async function startCountingProxy(appUrl: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(appUrl)
  let statements = 0
  let roundTrips = 0
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const postgres = connect(Number(port), hostname)
    const messages = new Messages((type) => {
      if (type === simpleQuery || type === execute) statements += 1
    })
    let isAsking = false
    client.on('data', (chunk) => {
      if (!isAsking) roundTrips += 1
      isAsking = true
      messages.take(chunk)
      postgres.write(chunk)
    })
    postgres.on('data', (chunk) => {
      isAsking = false
      client.write(chunk)
    })
    for (const [one, other] of [
      [client, postgres],
      [postgres, client],
    ] as const) {
      open.add(one)
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const through = new URL(appUrl)
  through.port = String((server.address() as AddressInfo).port)
  return {
    appUrl: through.href,
    counts: () => ({ statements, roundTrips }),
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Cuts what a client sends into the messages of PostgreSQL's protocol; the first one has no type. */
class Messages {
  #rest = Buffer.alloc(0)
  #isStarted = false

  constructor(private readonly heard: (type: number) => void) {}

  take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const head = this.#isStarted ? 1 : 0
      if (this.#rest.length < head + 4) return
      const size = head + this.#rest.readUInt32BE(head)
      if (this.#rest.length < size) return
      if (this.#isStarted) this.heard(this.#rest[0] as number)
      this.#isStarted = true
      this.#rest = this.#rest.subarray(size)
    }
  }
}
