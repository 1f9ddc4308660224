import { Readable, Writable } from 'node:stream'
import type pg from 'pg'

/** What of a connection of `pg` the COPY protocol needs. */
interface CopyConnection {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean }
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(message: string): void
}

const batchBytes = 256 * 1024

/** The rows of `copy … to stdout` as bytes. The client must be left alone until it ends. */
export function copyOut(client: pg.ClientBase, sql: string): Readable {
  const out = new CopyOut(sql)
  client.query(out as never)
  return out
}

/** Takes the bytes for `copy … from stdin`; finished when the server has them all. */
export function copyIn(client: pg.ClientBase, sql: string): Writable {
  const into = new CopyIn(sql)
  client.query(into as never)
  return into
}

/** Rows arrive one by one and lie in a buffer that is used again: they are gathered into batches of our own. */
class CopyOut extends Readable {
  #connection: CopyConnection | null = null
  #batch = Buffer.allocUnsafe(batchBytes)
  #filled = 0

  constructor(private readonly sql: string) {
    super({ highWaterMark: 4 * batchBytes })
  }

  override _read(): void {
    this.#connection?.stream.resume()
  }

  submit(connection: CopyConnection): void {
    this.#connection = connection
    connection.query(this.sql)
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (this.#filled + chunk.length > this.#batch.length) this.#send()
    if (chunk.length > this.#batch.length) {
      if (!this.push(Buffer.from(chunk))) this.#connection?.stream.pause()
      return
    }
    chunk.copy(this.#batch, this.#filled)
    this.#filled += chunk.length
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#send()
    this.push(null)
  }

  handleError(error: Error): void {
    this.destroy(error)
  }

  #send(): void {
    if (this.#filled === 0) return
    const full = this.#batch.subarray(0, this.#filled)
    this.#batch = Buffer.allocUnsafe(batchBytes)
    this.#filled = 0
    if (!this.push(full)) this.#connection?.stream.pause()
  }
}

class CopyIn extends Writable {
  #connection: CopyConnection | null = null
  #begin: (() => void) | null = null
  #isOpen = false
  #finish: ((error?: Error) => void) | null = null

  constructor(private readonly sql: string) {
    super({ highWaterMark: 4 * batchBytes })
  }

  submit(connection: CopyConnection): void {
    this.#connection = connection
    connection.query(this.sql)
  }

  handleCopyInResponse(): void {
    this.#isOpen = true
    this.#begin?.()
    this.#begin = null
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error) => void): void {
    this.#whenOpen((connection) => {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) connection.stream.once('drain', () => done())
      else done()
    })
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#finish = done
    this.#whenOpen((connection) => connection.endCopyFrom())
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (error && this.#isOpen) this.#connection?.sendCopyFail('The source of the rows ended early.')
    done(error)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#isOpen = false
    this.#finish?.()
  }

  handleError(error: Error): void {
    this.#isOpen = false
    this.destroy(error)
  }

  #whenOpen(send: (connection: CopyConnection) => void): void {
    const connection = this.#connection
    if (connection && this.#isOpen) send(connection)
    else
      this.#begin = () => {
        if (this.#connection) send(this.#connection)
      }
  }
}
