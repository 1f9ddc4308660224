import { performance } from 'node:perf_hooks'
import { askedFor } from '../queries.ts'
import { wordsOf } from '../words/index.ts'
import { Connection } from './connection.ts'
import type { LoadTaken, LoadTask } from './load.ts'

/** A process of its own that puts load on one server after the other, as it is told. */

process.on('disconnect', () => process.exit(0))
process.on('message', (task: LoadTask) => {
  run(task).then(
    (taken) => process.send?.({ taken }),
    (error: Error) => process.send?.({ taken: { failure: error.message } }),
  )
})

/** Requests of a window, written down before it begins. */
const prepared = 512

async function run(task: LoadTask): Promise<LoadTaken> {
  const { hostname, port } = new URL(task.url)
  const connections = await Promise.all(
    Array.from({ length: task.connections }, () => Connection.open(hostname, Number(port))),
  )
  let next = task.from
  const isBooking = task.query === 'q5'
  const texts = isBooking ? [] : Array.from({ length: prepared }, (_, index) => requestText(task, index))
  const booked = Buffer.from(wordsOf[task.server].booked)
  const latencies: number[] = []
  let failure: string | null = null
  const began = performance.now()
  const until = began + task.milliseconds
  async function drive(connection: Connection): Promise<void> {
    for (;;) {
      const sent = performance.now()
      if (sent >= until || failure !== null) return
      const n = next
      next += 1
      const { status, body } = await connection.send(
        isBooking ? requestText(task, n) : (texts[n % prepared] as string),
      )
      latencies.push(performance.now() - sent)
      const isWrong = status !== 200 || body.includes('"errors":') || (isBooking && !body.includes(booked))
      if (isWrong) failure = `${task.server} ${task.query}: ${status} ${body.toString('utf8', 0, 600)}`
    }
  }
  try {
    await Promise.all(connections.map(drive))
  } finally {
    for (const connection of connections) connection.close()
  }
  if (failure !== null) throw new Error(failure)
  latencies.sort((a, b) => a - b)
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    requests: latencies.length,
    milliseconds: performance.now() - began,
    p50: at(0.5),
    p99: at(0.99),
    next,
  }
}

/** The bytes of the `n`th request: it goes to the tenants in turn. */
function requestText({ server, query, tenants, spread, url }: LoadTask, n: number): string {
  const tenant = tenants[n % tenants.length]
  if (!tenant) throw new Error('There are no tenants to ask.')
  const words = wordsOf[server]
  const body = words.body(askedFor(query, tenant, Math.floor(n / tenants.length), spread), tenant)
  return (
    `POST ${words.path} HTTP/1.1\r\nhost: ${new URL(url).host}\r\ncontent-type: application/json\r\n` +
    `accept: application/json\r\nauthorization: Bearer ${tenant.token}\r\n` +
    `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  )
}
