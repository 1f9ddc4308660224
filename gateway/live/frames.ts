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
    const before = Buffer.from(opening)
    const head = header(before.length + this.#payload.length + closing.length)
    return this.#payload.length < longBytes
      ? [Buffer.concat([head, before, this.#payload, closing])]
      : [Buffer.concat([head, before]), this.#payload, closing]
  }
}

const closing = Buffer.from('}')

/** The head of an unfragmented, unmasked text frame (RFC 6455, 5.2). */
function header(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length])
  const isShort = length < 65_536
  const head = Buffer.alloc(isShort ? 4 : 10)
  head[0] = 0x81
  head[1] = isShort ? 126 : 127
  if (isShort) head.writeUInt16BE(length, 2)
  else head.writeBigUInt64BE(BigInt(length), 2)
  return head
}
