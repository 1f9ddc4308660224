import { EventEmitter } from 'node:events'

/** Kind and length of a message, and how many columns a row has and how long its first is. */
const headLength = 5
const rowHeadLength = headLength + 2 + 4
const dataRow = 'D'.charCodeAt(0)
const nothing: Buffer = Buffer.alloc(0)

/** The part of a pg connection that begins to listen to what PostgreSQL sends. */
interface Listening {
  attachListeners(stream: EventEmitter): void
}

const known = new WeakMap<object, RowBytes>()

/**
 * Takes a value that is wanted as bytes out of what a connection receives, before pg makes a text of it: a long answer
 * would be copied three times on its way from one socket to the other, and be twice as long in between.
 */
export class RowBytes {
  /** What pg listens to instead of the socket. */
  readonly #rest = new EventEmitter()
  /** The beginning of a message whose head is not all there yet. */
  #begun: Buffer = nothing
  /** How much of the current message is still to come. */
  #coming = 0
  #isWanted = false
  #value: Buffer | null = null
  /** How much of the value is still to come. */
  #missing = 0

  /** Sits down between the socket of a connection and pg. */
  static of(connection: unknown): void {
    const listening = connection as Listening
    const attach = listening.attachListeners.bind(listening)
    listening.attachListeners = (stream) => attach(RowBytes.#between(listening, stream))
  }

  /** Null for connections where nobody sits. */
  static at(connection: unknown): RowBytes | null {
    return known.get(connection as object) ?? null
  }

  static #between(connection: object, stream: EventEmitter): EventEmitter {
    const bytes = new RowBytes()
    known.set(connection, bytes)
    stream.on('data', (chunk: Buffer) => bytes.#hear(chunk))
    stream.on('end', () => bytes.#rest.emit('end'))
    return bytes.#rest
  }

  /** Rows of a single column that come from here on are kept from pg. */
  want(): void {
    this.#isWanted = true
    this.#value = null
  }

  /** The value of the row that came; null where none came, or it was null. Nothing more is kept from pg. */
  take(): Buffer | null {
    const value = this.#value
    this.#isWanted = false
    this.#value = null
    return value
  }

  #hear(heard: Buffer): void {
    const chunk = this.#begun.length > 0 ? Buffer.concat([this.#begun, heard]) : heard
    this.#begun = nothing
    let passed = 0
    let at = 0
    while (at < chunk.length) {
      if (this.#missing > 0 && this.#value) {
        const copied = chunk.copy(this.#value, this.#value.length - this.#missing, at)
        this.#missing -= copied
        at += copied
        passed = at
      } else if (this.#coming > 0) {
        const step = Math.min(this.#coming, chunk.length - at)
        this.#coming -= step
        at += step
      } else {
        const isRow = this.#isWanted && chunk[at] === dataRow
        if (chunk.length - at < (isRow ? rowHeadLength : headLength)) break
        const length = isRow ? valueLength(chunk, at) : -1
        if (length >= 0) {
          this.#pass(chunk, passed, at)
          this.#value = Buffer.allocUnsafe(length)
          this.#missing = length
          at += rowHeadLength
          passed = at
        } else this.#coming = 1 + chunk.readUInt32BE(at + 1)
      }
    }
    this.#pass(chunk, passed, at)
    if (at < chunk.length) this.#begun = chunk.subarray(at)
  }

  #pass(chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#rest.emit('data', to - from === chunk.length ? chunk : chunk.subarray(from, to))
  }
}

/** How long the value of the row of one column is that begins here; -1 for null, and for rows of more columns. */
function valueLength(chunk: Buffer, at: number): number {
  return chunk.readUInt16BE(at + headLength) === 1 ? chunk.readInt32BE(at + headLength + 2) : -1
}
