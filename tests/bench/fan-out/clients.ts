import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/**
 * Sockets that speak just enough of WebSocket and graphql-transport-ws to subscribe and to count what they are told, so
 * that the clients do not take the time that is measured.
 */
const [address = '', token = '', size = '0'] = process.argv.slice(2)
const { hostname, port } = new URL(address)
const openedTogether = 50
/** Long enough for a subscription to begin, since nothing says that it has. */
const settleMs = 3_000

const query = 'subscription { recordChanged { position eventType type id at } }'
let heard = 0

/** A masked text frame; a mask of zeros leaves the text as it is. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text)
  const head =
    bytes.length < 126
      ? Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0])
      : Buffer.from([0x81, 0xfe, bytes.length >> 8, bytes.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([head, bytes])
}

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    )
    socket.on('error', reject)
    socket.once('data', (answer) => {
      if (!answer.includes('101 ')) return reject(new Error(String(answer)))
      const payload = { authorization: `Bearer ${token}` }
      socket.write(frame(JSON.stringify({ type: 'connection_init', payload })))
      socket.once('data', (acknowledged) => {
        if (!acknowledged.includes('connection_ack')) return reject(new Error(String(acknowledged)))
        socket.write(frame(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query } })))
        socket.on('data', hear)
        resolve()
      })
    })
  })
}

/** Counts frames that tell of something; the last one of the crowd says when. A ping is answered with a pong. */
function hear(this: Socket, data: Buffer): void {
  for (let at = 0; at < data.length; ) {
    const length = data[at + 1] ?? 0
    const head = length === 126 ? 4 : 2
    const bytes = length === 126 ? data.readUInt16BE(at + 2) : length
    if (data[at] === 0x89) this.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
    else if (data.includes('"next"', at + head)) heard += 1
    at += head + bytes
  }
  if (heard < Number(size)) return
  heard = 0
  process.send?.({ heard: String(process.hrtime.bigint()) })
}

process.on('disconnect', () => process.exit(0))
for (let opened = 0; opened < Number(size); opened += openedTogether) {
  await Promise.all(Array.from({ length: openedTogether }, open))
}
await delay(settleMs)
process.send?.({ open: true })
