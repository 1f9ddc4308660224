/** Longer payloads are not copied for each client but written from one place, between two pieces of its own. */
const longBytes = 16 * 1024

/**
 * One answer as WebSocket frames for many clients: they differ in nothing but the id that each client chose for its
 * subscription, so the payload becomes bytes once, and clients with the same id are sent the very same bytes.
 */
export class SharedFrames {
  readonly #payload: Buffer
  readonly #frames = new Map<string, readonly Buffer[]>()

  /** @param payload the payload of a `next` message, as JSON. */
  constructor(payload: string) {
    this.#payload = Buffer.from(payload)
  }

  get payloadBytes(): number {
    return this.#payload.length
  }

  /** What the client writes as `id` is sent to it, in as many pieces as are to be written one after the other. */
  for(id: string): readonly Buffer[] {
    let frame = this.#frames.get(id)
    if (!frame) {
      frame = this.#framed(`{"id":${JSON.stringify(id)},"type":"next","payload":`)
      this.#frames.set(id, frame)
    }
    return frame
  }

  #framed(opening: string): readonly Buffer[] {
    const openingBytes = Buffer.byteLength(opening)
    const payloadBytes = this.#payload.length
    const length = openingBytes + payloadBytes + 1
    const headBytes = length < 126 ? 2 : length < 65_536 ? 4 : 10
    const isShort = payloadBytes < longBytes
    const frame = Buffer.allocUnsafe(headBytes + openingBytes + (isShort ? payloadBytes + 1 : 0))
    writeHead(frame, length)
    frame.write(opening, headBytes)
    if (!isShort) return [frame, this.#payload, closing]
    this.#payload.copy(frame, headBytes + openingBytes)
    frame[frame.length - 1] = closingBrace
    return [frame]
  }
}

const closingBrace = 0x7d
const closing = Buffer.from([closingBrace])

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
