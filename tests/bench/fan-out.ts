import { setTimeout as delay } from 'node:timers/promises'
import { type Crowd, openCrowd } from './fan-out/crowd.ts'
import type { Memory } from './fan-out/fan-out-process.ts'
import { type FanOutServer, startFanOutServer } from './fan-out/fan-out-server.ts'
import { Happenings, type Listener } from './fan-out/happenings.ts'
import { subscribed, type Told } from './fan-out/told.ts'
import { type BenchRun, median } from './run.ts'
import type { FanOut } from './sections/fan-out.ts'

const sockets = 2_000
/** Opened and closed before anything is measured, so that what a process grows by once is not counted per socket. */
const warmUpSockets = 200
/** Told before anything counts: by then all servers run what they have compiled. */
const warmUpEvents = 10
const eventsPerRound = 5
/** Between two events, longer than the product keeps back messages that show the latest of several changes. */
const pauseMs: Readonly<Record<Told, number>> = { event: 0, record: 300 }

interface Side {
  readonly name: Listener
  readonly server: FanOutServer
  readonly happenings: Happenings
}

interface Seen {
  /** Until the last socket was told, in milliseconds. */
  readonly times: number[]
  /** Of the server, in microseconds. */
  readonly cpu: number[]
}

/**
 * Tells 2,000 sockets that subscribed to the same, by the product and by graphql-ws as its documentation has it: first
 * what an event itself says, beside a process that does nothing but the writes, then the record that it happened to.
 * The clients are a process of their own and know nothing but frames. Time begins when the commit of the change is sent
 * to PostgreSQL.
 */
export async function measureFanOut(run: BenchRun): Promise<FanOut> {
  const happenings = await Happenings.of(run)
  const sides: Side[] = []
  const begin = async (name: Listener) => {
    sides.push({ name, happenings, server: await startFanOutServer(name, run.cluster.many, happenings) })
  }
  try {
    await begin('product')
    await begin('plain')
    const bytes: number[] = []
    for (const side of sides) bytes.push(await bytesPerSocket(side))
    const servers = [...sides]
    await begin('writes')
    const events = await compared(run, sides, 'event')
    const records = await compared(run, servers, 'record')
    const [productBytesPerSocket = 0, plainBytesPerSocket = 0] = bytes
    for (const [index, size] of bytes.entries())
      run.say(`  ${sides[index]?.name}: ${(size / 1024).toFixed(1)} KiB per socket`)
    return {
      sockets,
      productMs: events.product,
      plainMs: events.plain,
      writesMs: events.writes,
      productRecordMs: records.product,
      plainRecordMs: records.plain,
      productBytesPerSocket,
      plainBytesPerSocket,
    }
  } finally {
    for (const { server } of sides) await server.close()
    await happenings.end()
  }
}

/** Milliseconds until the last socket was told, the medians of each server. */
async function compared(
  run: BenchRun,
  sides: readonly Side[],
  told: Told,
): Promise<Record<Listener, number>> {
  const asked: { readonly side: Side; readonly crowd: Crowd; readonly seen: Seen }[] = []
  for (const side of sides) {
    const crowd = await openedBy(side, told, sockets)
    await tell(side, crowd, told, warmUpEvents)
    asked.push({ side, crowd, seen: nothingSeen() })
  }
  for (let round = 0; round < run.options.rounds; round += 1) {
    for (const { side, crowd, seen } of asked) await tell(side, crowd, told, eventsPerRound, seen)
  }
  const medians = { product: 0, plain: 0, writes: 0 }
  for (const { side, crowd, seen } of asked) {
    await crowd.close()
    medians[side.name] = median(seen.times) ?? 0
    const last = `${medians[side.name].toFixed(1)} ms to the last of ${sockets} sockets`
    const cpu = `${((median(seen.cpu) ?? 0) / 1000).toFixed(1)} ms of the server's CPU`
    run.say(`  ${told}, ${side.name}: ${last}, ${cpu}`)
  }
  return medians
}

/** What an open socket that listens costs the server, once it was told of something. */
async function bytesPerSocket(side: Side): Promise<number> {
  const warm = await openedBy(side, 'event', warmUpSockets)
  await tell(side, warm, 'event', warmUpEvents)
  await warm.close()
  const before = await side.server.memory()
  const crowd = await openedBy(side, 'event', sockets)
  await tell(side, crowd, 'event', warmUpEvents)
  const after = await side.server.memory()
  await crowd.close()
  return grownBy(before, after) / sockets
}

/** What a process had free when it started hides some of it: it grew by no less than its heap. */
function grownBy(before: Memory, after: Memory): number {
  return Math.max(after.rssBytes - before.rssBytes, after.heapBytes - before.heapBytes)
}

function openedBy({ server, happenings }: Side, told: Told, size: number): Promise<Crowd> {
  return openCrowd(server.url, happenings.tenant.token, size, subscribed(told, happenings.runId))
}

const nothingSeen = (): Seen => ({ times: [], cpu: [] })

async function tell(
  { name, server, happenings }: Side,
  crowd: Crowd,
  told: Told,
  events: number,
  { times, cpu }: Seen = nothingSeen(),
): Promise<void> {
  for (let event = 0; event < events; event += 1) {
    await delay(pauseMs[told])
    const usedBefore = await server.cpuMicros()
    const heard = crowd.heard()
    const began = await happenings.happen(name)
    times.push(Number((await heard) - began) / 1e6)
    cpu.push((await server.cpuMicros()) - usedBefore)
  }
}
