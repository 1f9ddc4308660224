import { randomUUID } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { Subscribed } from './told.ts'

/**
 * Sockets that speak just enough of WebSocket and graphql-transport-ws to subscribe and to count what they are told, so
 * that the clients do not take the time that is measured.
 */
const [address = '', token = '', size = '0', asked = '{}'] = process.argv.slice(2)
const { query, variables, beginsWithStart } = JSON.parse(asked) as Subscribed
const { hostname, port } = new URL(address)
const openedTogether = 50
/** Long enough for a subscription to begin, since nothing says that it has. */
const settleMs = 3_000

let isOpen = false
let heard = 0
let allHeard = Promise.withResolvers<void>()

/** A masked text frame; a mask of zeros leaves the text as it is. */
function frame(text: string): Buffer {
  const bytes = Buffer.from(text)
  const head =
    bytes.length < 126
      ? Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0])
      : Buffer.from([0x81, 0xfe, bytes.length >> 8, bytes.length & 0xff, 0, 0, 0, 0])
  return Buffer.concat([head, bytes])
}

/** What arrives is looked at in one place for all sockets, before the next one is read: nothing is made for a frame. */
const received = Buffer.alloc(64 * 1024)

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const stages: ((data: Buffer) => void)[] = [
      (answer) => {
        if (!answer.includes('101 ')) return reject(new Error(String(answer)))
        const payload = { authorization: `Bearer ${token}` }
        socket.write(frame(JSON.stringify({ type: 'connection_init', payload })))
      },
      (acknowledged) => {
        if (!acknowledged.includes('connection_ack')) return reject(new Error(String(acknowledged)))
        socket.write(
          frame(JSON.stringify({ id: randomUUID(), type: 'subscribe', payload: { query, variables } })),
        )
        resolve()
      },
    ]
    const callback = (bytes: number, buffer: Uint8Array) => {
      const stage = stages.shift()
      if (stage) stage(Buffer.from(buffer.subarray(0, bytes)))
      else hear(socket, buffer as Buffer, bytes)
      return true
    }
    const socket = connect({ port: Number(port), host: hostname, onread: { buffer: received, callback } })
    socket.write(
      `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    )
    socket.on('error', reject)
  })
}

const tells = Buffer.from('"type":"next"')

/** Counts frames that tell of something; the last one of the crowd says when. A ping is answered with a pong. */
function hear(socket: Socket, data: Buffer, bytes: number): void {
  for (let at = 0; at < bytes; ) {
    const length = data[at + 1] ?? 0
    const head = length === 126 ? 4 : 2
    const end = at + head + (length === 126 ? data.readUInt16BE(at + 2) : length)
    if (data[at] === 0x89) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]))
    else {
      const found = data.indexOf(tells, at + head)
      if (found >= 0 && found < end) heard += 1
    }
    at = end
  }
  if (heard < Number(size)) return
  const at = process.hrtime.bigint()
  heard = 0
  allHeard.resolve()
  allHeard = Promise.withResolvers()
  if (isOpen) process.send?.({ heard: String(at) })
}

process.on('disconnect', () => process.exit(0))
const started = allHeard.promise
for (let opened = 0; opened < Number(size); opened += openedTogether) {
  await Promise.all(Array.from({ length: openedTogether }, open))
}
if (beginsWithStart) await started
await delay(settleMs)
isOpen = true
process.send?.({ open: true })
