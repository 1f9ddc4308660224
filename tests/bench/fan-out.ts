import { setTimeout as delay } from 'node:timers/promises'
import { type Crowd, openCrowd } from './fan-out/crowd.ts'
import type { Memory } from './fan-out/fan-out-process.ts'
import { type FanOutServer, startFanOutServer } from './fan-out/fan-out-server.ts'
import { Happenings, type Listener } from './fan-out/happenings.ts'
import { kindsOfTold, subscribed, type Told } from './fan-out/told.ts'
import { type BenchRun, median } from './run.ts'
import type { FanOut } from './sections/fan-out.ts'

const sockets = 2_000
/** Opened and closed before anything is measured, so that what a process grows by once is not counted per socket. */
const warmUpSockets = 200
/** Told before anything counts: by then both servers run what they have compiled. */
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
  readonly times: number[]
  readonly cpu: number[]
}

/**
 * Tells 2,000 sockets that subscribed to the same, by the product and by graphql-ws as its documentation has it: first
 * what an event itself says, then the record that it happened to. The clients are a process of their own and know
 * nothing but frames. Time begins when the commit of the change is sent to PostgreSQL.
 */
export async function measureFanOut(run: BenchRun): Promise<FanOut> {
  const happenings = await Happenings.of(run)
  const sides: Side[] = []
  try {
    for (const name of ['product', 'plain'] as const) {
      sides.push({ name, happenings, server: await startFanOutServer(name, run.cluster.many, happenings) })
    }
    const bytes = new Map<Listener, number>()
    const milliseconds = new Map<Told, number[]>()
    for (const told of kindsOfTold) {
      const crowds: Crowd[] = []
      const seen: Seen[] = []
      for (const side of sides) {
        const { crowd, bytesPerSocket } = await gathered(run, side, told)
        crowds.push(crowd)
        seen.push({ times: [], cpu: [] })
        if (told === 'event') bytes.set(side.name, bytesPerSocket)
      }
      for (let round = 0; round < run.options.rounds; round += 1) {
        for (const [index, side] of sides.entries()) {
          const [crowd, into] = [crowds[index], seen[index]]
          if (crowd && into) await tell(side, crowd, told, eventsPerRound, into)
        }
      }
      for (const crowd of crowds) await crowd.close()
      milliseconds.set(
        told,
        seen.map(({ times }) => median(times) ?? 0),
      )
      for (const [index, { times, cpu }] of seen.entries()) {
        const figures = [
          `${(median(times) ?? 0).toFixed(1)} ms to the last of ${sockets} sockets`,
          `${((median(cpu) ?? 0) / 1000).toFixed(1)} ms of the server's CPU`,
        ]
        run.say(`  ${told}, ${sides[index]?.name}: ${figures.join(', ')}`)
      }
    }
    const [productMs = 0, plainMs = 0] = milliseconds.get('event') ?? []
    const [productRecordMs = 0, plainRecordMs = 0] = milliseconds.get('record') ?? []
    return {
      sockets,
      productMs,
      plainMs,
      productRecordMs,
      plainRecordMs,
      productBytesPerSocket: bytes.get('product') ?? 0,
      plainBytesPerSocket: bytes.get('plain') ?? 0,
    }
  } finally {
    for (const { server } of sides) await server.close()
    await happenings.end()
  }
}

/** Sockets that listen and were told often enough to count, and what the first of them cost the server each. */
async function gathered(
  run: BenchRun,
  side: Side,
  told: Told,
): Promise<{ readonly crowd: Crowd; readonly bytesPerSocket: number }> {
  const { server, happenings } = side
  const open = (size: number) =>
    openCrowd(server.url, happenings.tenant.token, size, subscribed(told, happenings.runId))
  const unseen = { times: [], cpu: [] }
  if (told === 'record') {
    const crowd = await open(sockets)
    await tell(side, crowd, told, warmUpEvents, unseen)
    return { crowd, bytesPerSocket: 0 }
  }
  const warm = await open(warmUpSockets)
  await tell(side, warm, told, warmUpEvents, unseen)
  await warm.close()
  const before = await server.memory()
  const crowd = await open(sockets)
  await tell(side, crowd, told, warmUpEvents, unseen)
  const bytesPerSocket = grownBy(before, await server.memory())
  run.say(`  ${side.name}: ${(bytesPerSocket / 1024).toFixed(1)} KiB per socket`)
  return { crowd, bytesPerSocket }
}

/** Per socket. What a process had free when it started hides some of it: a socket takes no less than its part of the heap. */
function grownBy(before: Memory, after: Memory): number {
  return Math.max(after.rssBytes - before.rssBytes, after.heapBytes - before.heapBytes) / sockets
}

async function tell(
  { name, server, happenings }: Side,
  crowd: Crowd,
  told: Told,
  events: number,
  { times, cpu }: Seen,
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
