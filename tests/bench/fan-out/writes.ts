import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import pg from 'pg'
import { WebSocketServer } from 'ws'
import { anchor } from '../data/size.ts'
import { channels } from './channels.ts'
import { answerBenchmark } from './fan-out-process.ts'

/**
 * What nobody who tells sockets of something can go without: a write to each of them. When it hears that something
 * happened, it writes one frame that was made beforehand, as long as the product's, and looks at nothing.
 */

const change = {
  position: '100000',
  eventType: 'import.progressed',
  type: 'ImportRun',
  id: `imp_${'0'.repeat(26)}`,
  at: anchor.toISOString(),
}
const payload = { data: { recordChanged: change }, extensions: { requestId: `req_${randomUUID()}` } }
const message = Buffer.from(JSON.stringify({ id: randomUUID(), type: 'next', payload }))
const ready = Buffer.concat([Buffer.from([0x81, 126, message.length >> 8, message.length & 0xff]), message])
const acknowledged = JSON.stringify({ type: 'connection_ack' })

const told = new pg.Client({ connectionString: process.env.BENCH_SUPERUSER_URL })
await told.connect()
const streams = new Set<Duplex>()
told.on('notification', () => {
  for (const stream of streams) stream.write(ready)
})
await told.query(`listen ${channels.writes}`)

const sockets = new WebSocketServer({ noServer: true })
const server = createServer()
server.on('upgrade', (request, stream, head) => {
  sockets.handleUpgrade(request, stream, head, (socket) => {
    socket.once('message', () => socket.send(acknowledged))
    socket.on('close', () => streams.delete(stream))
    streams.add(stream)
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
answerBenchmark(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
