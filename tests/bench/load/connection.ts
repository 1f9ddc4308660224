import { connect, type Socket } from 'node:net'

/** What came back on a connection. */
export interface Received {
  readonly status: number
  readonly body: Buffer
}

const headEnd = Buffer.from('\r\n\r\n')
const chunkEnd = Buffer.from('0\r\n\r\n')

/**
 * One keep-alive connection that sends a request and waits for the whole answer, again and again. It knows as much of
 * HTTP/1.1 as the servers of the benchmark speak, so that the load costs the machine little.
 */
export class Connection {
  readonly #socket: Socket
  #received: Buffer[] = []
  #settle: { resolve(received: Received): void; reject(error: Error): void } | null = null
  #head: { status: number; bodyStart: number; length: number | null } | null = null
  #size = 0

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#settle?.reject(error))
    socket.on('close', () => this.#settle?.reject(new Error('The server closed the connection.')))
  }

  static open(host: string, port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, host)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket))
      })
    })
  }

  send(request: string): Promise<Received> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#settle = null
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk)
    this.#size += chunk.length
    if (this.#head?.length != null && this.#size < this.#head.bodyStart + this.#head.length) return
    const all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received)
    this.#received = [all]
    this.#head ??= headOf(all)
    if (!this.#head) return
    const { status, bodyStart, length } = this.#head
    const isWhole =
      length === null ? all.subarray(-chunkEnd.length).equals(chunkEnd) : all.length >= bodyStart + length
    if (!isWhole) return
    const settle = this.#settle
    this.#settle = null
    this.#received = []
    this.#size = 0
    this.#head = null
    settle?.resolve({ status, body: all.subarray(bodyStart) })
  }
}

/** Status, where the body begins and how long it is; a null length is chunked. Null while the head is not whole. */
function headOf(bytes: Buffer): { status: number; bodyStart: number; length: number | null } | null {
  const end = bytes.indexOf(headEnd)
  if (end < 0) return null
  const head = bytes.toString('latin1', 0, end)
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  return {
    status: Number(head.slice(9, 12)),
    bodyStart: end + headEnd.length,
    length: length === undefined ? null : Number(length),
  }
}
