import { newId } from '../../schema/index.ts'
import { anchor } from './data/size.ts'
import { type Crowd, openCrowd } from './fan-out/crowd.ts'
import { startFanOutServer } from './fan-out/fan-out-server.ts'
import { type BenchRun, median, tenantsOfOrdinarySize } from './run.ts'
import type { FanOut } from './sections/fan-out.ts'

const sockets = 2_000
/** Opened and closed before anything is measured, so that what a process grows by once is not counted per socket. */
const warmUpSockets = 200
const warmUpEvents = 3
const eventsPerRound = 5

interface Side {
  readonly name: string
  readonly crowd: Crowd
  /** Makes one event; when, as process.hrtime.bigint() tells. */
  readonly publish: () => Promise<bigint>
  readonly cpuMicros: () => Promise<number>
  readonly bytesPerSocket: number
  readonly heapBytesPerSocket: number
  readonly close: () => Promise<void>
  readonly times: number[]
  readonly cpu: number[]
}

/**
 * Tells one event to 2,000 sockets that subscribed to the same, by the product and by graphql-ws as its documentation
 * has it. The clients are a process of their own and know nothing but frames. The product's time begins when the
 * commit of the event is sent to PostgreSQL, the other's when its server publishes.
 */
export async function measureFanOut(run: BenchRun): Promise<FanOut> {
  const product = await sideOf(run, 'product')
  const plain = await sideOf(run, 'plain')
  try {
    for (let round = 0; round < run.options.rounds; round += 1) {
      for (const side of [product, plain]) await tell(side, eventsPerRound)
    }
    for (const { name, times, cpu, bytesPerSocket, heapBytesPerSocket } of [product, plain]) {
      const figures = [
        `${(median(times) ?? 0).toFixed(1)} ms to the last of ${sockets} sockets`,
        `${((median(cpu) ?? 0) / 1000).toFixed(1)} ms of the server's CPU`,
        `${(bytesPerSocket / 1024).toFixed(1)} KiB per socket, ${(heapBytesPerSocket / 1024).toFixed(1)} of it heap`,
      ]
      run.say(`  ${name}: ${figures.join(', ')}`)
    }
    return {
      sockets,
      productMs: median(product.times) ?? 0,
      plainMs: median(plain.times) ?? 0,
      // Pages that the warm-up left free hide what is used anew: never less than the heap itself.
      productBytesPerSocket: Math.max(product.bytesPerSocket, product.heapBytesPerSocket),
      plainBytesPerSocket: Math.max(plain.bytesPerSocket, plain.heapBytesPerSocket),
    }
  } finally {
    await product.close()
    await plain.close()
  }
}

async function sideOf(run: BenchRun, name: 'product' | 'plain'): Promise<Side> {
  const { many } = run.cluster
  const server = await startFanOutServer(name, many)
  const [tenant] = tenantsOfOrdinarySize(many)
  if (!tenant) throw new Error('There is no tenant to listen to.')
  const publish = name === 'plain' ? server.publish : () => commitEvent(run, tenant.id)
  const warm = await openCrowd(server.url, tenant.token, warmUpSockets)
  await tell({ crowd: warm, publish, cpuMicros: server.cpuMicros, times: [], cpu: [] }, warmUpEvents)
  await warm.close()
  const before = await server.memory()
  const crowd = await openCrowd(server.url, tenant.token, sockets)
  const side = { name, crowd, publish, cpuMicros: server.cpuMicros, times: [], cpu: [] }
  await tell({ ...side, times: [], cpu: [] }, warmUpEvents)
  const after = await server.memory()
  const heapBytesPerSocket = (after.heapBytes - before.heapBytes) / sockets
  return {
    ...side,
    // What a process had free when it started hides some of it: a socket takes no less than its part of the heap.
    bytesPerSocket: Math.max((after.rssBytes - before.rssBytes) / sockets, heapBytesPerSocket),
    heapBytesPerSocket,
    close: async () => {
      await crowd.close()
      await server.close()
    },
  }
}

async function tell(
  { crowd, publish, cpuMicros, times, cpu }: Pick<Side, 'crowd' | 'publish' | 'cpuMicros' | 'times' | 'cpu'>,
  events: number,
): Promise<void> {
  for (let event = 0; event < events; event += 1) {
    const usedBefore = await cpuMicros()
    const heard = crowd.heard()
    const began = await publish()
    times.push(Number((await heard) - began) / 1e6)
    cpu.push((await cpuMicros()) - usedBefore)
  }
}

/** An event as the product writes one with every change, in a transaction of its own. */
async function commitEvent(run: BenchRun, tenantId: string): Promise<bigint> {
  const client = run.clientOf(run.cluster.many)
  await client.query('begin')
  // When a disk has it does not matter to those who listen.
  await client.query('set local synchronous_commit = off')
  await client.query(
    `insert into tenant_event_logs (tenant_id, id, type, subject_type, subject_id, occurred_at, actor_kind)
     values ($1, $2, 'customer.updated', 'Customer', $3, $4, 'system')`,
    [tenantId, newId(), newId(), anchor.toISOString()],
  )
  await client.query('notify lonca_wake')
  const began = process.hrtime.bigint()
  await client.query('commit')
  return began
}
