import { connect, createServer, type Server } from 'node:net'

const probeMs = 50

/** A balancer of TCP connections: each goes to the next node whose /readyz says yes; one that refuses is passed over. */
export class Balancer {
  readonly #server: Server
  readonly #ready = new Set<string>()
  readonly #timer: NodeJS.Timeout
  #nodes: readonly string[] = []
  #turn = 0

  private constructor() {
    this.#server = createServer((incoming) => {
      incoming.on('error', () => incoming.destroy())
      this.#pass(incoming, this.#candidates())
    })
    this.#timer = setInterval(() => void this.#probe(), probeMs)
  }

  static async open(): Promise<Balancer> {
    const balancer = new Balancer()
    await new Promise<void>((listening) => balancer.#server.listen(0, '127.0.0.1', listening))
    return balancer
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  }

  async share(nodes: readonly string[]): Promise<void> {
    this.#nodes = nodes
    await this.#probe()
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await new Promise((closed) => this.#server.close(closed))
  }

  #candidates(): string[] {
    this.#turn += 1
    const ready = this.#nodes.filter((node) => this.#ready.has(node))
    return ready.map((_, index) => ready[(index + this.#turn) % ready.length] ?? '')
  }

  #pass(incoming: import('node:net').Socket, [node, ...others]: string[]): void {
    if (!node) {
      incoming.destroy()
      return
    }
    const { hostname, port } = new URL(node)
    const outgoing = connect(Number(port), hostname)
    outgoing.once('error', () => (outgoing.connecting ? this.#pass(incoming, others) : incoming.destroy()))
    outgoing.once('connect', () => {
      outgoing.on('error', () => incoming.destroy())
      incoming.pipe(outgoing).pipe(incoming)
      incoming.once('close', () => outgoing.destroy())
    })
  }

  async #probe(): Promise<void> {
    const asked = this.#nodes
    const answers = await Promise.all(
      asked.map((node) =>
        fetch(`${node}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      ),
    )
    for (const [index, node] of asked.entries()) {
      if (answers[index]) this.#ready.add(node)
      else this.#ready.delete(node)
    }
  }
}
