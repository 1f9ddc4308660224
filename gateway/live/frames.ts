import type { Writable } from 'node:stream'

/** Longer payloads are not copied for each client but written from one place, between two pieces of its own. */
const longBytes = 16 * 1024

const beforeName = Buffer.from('{"id":')
const afterName = Buffer.from(',"type":"next","payload":')
const closingBrace = 0x7d
const closing = Buffer.from([closingBrace])

/**
 * One answer as WebSocket frames for many clients: they differ in nothing but the id that each client chose for its
 * subscription. The payload becomes bytes once, and a frame that the system took whole is sent to the next client with
 * no more than the letters of its id changed.
 */
export class SharedFrames {
  readonly #payload: Buffer
  /** Frames that nobody keeps, by how many bytes the id has in them. */
  readonly #free = new Map<number, Buffer>()

  /** @param payload the payload of a `next` message, as JSON. */
  constructor(payload: string) {
    this.#payload = Buffer.from(payload)
  }

  get payloadBytes(): number {
    return this.#payload.length
  }

  /** @param name what the client calls its subscription, as JSON. */
  writeTo(stream: Writable, name: string): void {
    const nameBytes = Buffer.byteLength(name)
    if (this.#payload.length < longBytes) this.#writeWhole(stream, name, nameBytes)
    else this.#writeInPieces(stream, name, nameBytes)
  }

  #writeWhole(stream: Writable, name: string, nameBytes: number): void {
    let frame = this.#free.get(nameBytes)
    if (!frame) {
      frame = this.#opening(nameBytes, this.#payload.length + 1)
      this.#payload.copy(frame, frame.length - this.#payload.length - 1)
      frame[frame.length - 1] = closingBrace
      this.#free.set(nameBytes, frame)
    }
    frame.write(name, headBytes(this.#lengthWith(nameBytes)) + beforeName.length)
    stream.write(frame)
    // What a stream has yet to send must stay as it is.
    if (stream.writableLength > 0) this.#free.delete(nameBytes)
  }

  #writeInPieces(stream: Writable, name: string, nameBytes: number): void {
    const opening = this.#opening(nameBytes, 0)
    opening.write(name, headBytes(this.#lengthWith(nameBytes)) + beforeName.length)
    stream.cork()
    for (const piece of [opening, this.#payload, closing]) stream.write(piece)
    stream.uncork()
  }

  /** A frame up to its payload, without the id, and `more` bytes after it. */
  #opening(nameBytes: number, more: number): Buffer {
    const length = this.#lengthWith(nameBytes)
    const head = headBytes(length)
    const frame = Buffer.allocUnsafe(head + beforeName.length + nameBytes + afterName.length + more)
    writeHead(frame, length)
    beforeName.copy(frame, head)
    afterName.copy(frame, head + beforeName.length + nameBytes)
    return frame
  }

  #lengthWith(nameBytes: number): number {
    return beforeName.length + nameBytes + afterName.length + this.#payload.length + closing.length
  }
}

function headBytes(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10
}

/** The head of an unfragmented, unmasked text frame (RFC 6455, 5.2). */
function writeHead(frame: Buffer, length: number): void {
  frame[0] = 0x81
  if (length < 126) {
    frame[1] = length
  } else if (length < 65_536) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
}
