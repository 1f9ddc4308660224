import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import type { BenchTenant } from '../data/bench-tenant.ts'
import type { LoadQuery, Spread } from '../queries.ts'
import type { ServerProcess } from '../servers/server-process.ts'
import type { Load } from './load.ts'
import { cpuBetween, sessionCpu } from './postgres-cpu.ts'

export interface WindowParts {
  readonly load: Load
  /** A connection of the superuser to the database under load. */
  readonly client: pg.Client
  readonly server: ServerProcess
  readonly query: LoadQuery
  readonly tenants: readonly BenchTenant[]
  readonly spread: Spread
  readonly connections: number
  readonly milliseconds: number
  readonly from: number
}

/** What one server took for one query in one window. CPU in microseconds per request. */
export interface Sample {
  readonly requests: number
  readonly perSecond: number
  readonly serverCpu: number
  /** Null on systems that do not say. */
  readonly postgresCpu: number | null
  readonly p50: number
  readonly p99: number
  readonly next: number
}

/** Puts load on a server for a while and takes down what it and its PostgreSQL sessions used. */
export async function measureWindow({ client, server, load, ...task }: WindowParts): Promise<Sample> {
  const target = { ...task, server: server.name, url: server.url }
  // Connections are opened, statements prepared and the caller's session known before anything counts.
  const warm = await load.run({ ...target, milliseconds: Math.max(250, task.milliseconds / 4) })
  const sessionsBefore = await sessionCpu(client, server)
  const before = await server.usage()
  const taken = await load.run({ ...target, from: warm.next })
  const after = await server.usage()
  // What a server finishes after its last answer belongs to its work.
  await delay(20)
  const postgres = cpuBetween(sessionsBefore, await sessionCpu(client, server))
  return {
    requests: taken.requests,
    perSecond: (taken.requests / taken.milliseconds) * 1000,
    serverCpu: (after.cpuMicros - before.cpuMicros) / taken.requests,
    postgresCpu: postgres === null ? null : postgres / taken.requests,
    p50: taken.p50,
    p99: taken.p99,
    next: taken.next,
  }
}
