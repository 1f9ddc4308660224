import { connect, createServer, type Server, type Socket } from 'node:net'

/** A TCP proxy that a test can cut, for what happens when the other side is gone. */
export class FaultProxy {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #cut = false

  private constructor(host: string, port: number) {
    this.#server = createServer((incoming) => {
      if (this.#cut) {
        incoming.destroy()
        return
      }
      const outgoing = connect(port, host)
      for (const [from, to] of [
        [incoming, outgoing],
        [outgoing, incoming],
      ] as const) {
        this.#sockets.add(from)
        from.pipe(to)
        from.on('error', () => to.destroy())
        from.on('close', () => {
          this.#sockets.delete(from)
          to.destroy()
        })
      }
    })
  }

  /** A proxy in front of a PostgreSQL address, and the address to use instead. */
  static async before(url: string): Promise<{ proxy: FaultProxy; url: string }> {
    const target = new URL(url)
    const proxy = new FaultProxy(target.hostname, Number(target.port))
    await new Promise<void>((ready) => proxy.#server.listen(0, '127.0.0.1', ready))
    const address = proxy.#server.address()
    if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.')
    target.hostname = '127.0.0.1'
    target.port = String(address.port)
    return { proxy, url: target.href }
  }

  /** Ends every connection and refuses new ones. */
  cut(): void {
    this.#cut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  restore(): void {
    this.#cut = false
  }

  async close(): Promise<void> {
    this.cut()
    await new Promise((closed) => this.#server.close(closed))
  }
}
