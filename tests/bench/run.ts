import type pg from 'pg'
import type { BenchTenant } from './data/bench-tenant.ts'
import type { BenchCluster, BenchDatabase } from './data/cluster.ts'
import { settle, vacuumAfterBookings } from './data/settle.ts'
import { largeFactor } from './data/size.ts'
import type { Load } from './load/load.ts'
import { measureWindow, type Sample } from './load/window.ts'
import type { LoadQuery, QueryName, Spread } from './queries.ts'
import type { ServerProcess } from './servers/server-process.ts'

export interface BenchOptions {
  readonly isSmall: boolean
  readonly rounds: number
  readonly queries: readonly QueryName[]
  /** Length of one window, in milliseconds. */
  readonly milliseconds: number
  readonly connections: number
}

/** What all sections of a run work with. */
export interface BenchRun {
  readonly options: BenchOptions
  readonly cluster: BenchCluster
  readonly load: Load
  /** A connection of the superuser. */
  readonly clientOf: (database: BenchDatabase) => pg.Client
  /** Number of the next booking: no time is asked for twice. */
  nextBooking: number
  readonly say: (line: string) => void
}

export function tenantsOfOrdinarySize({ tenants }: BenchDatabase): readonly BenchTenant[] {
  return tenants.filter(({ isLarge }) => !isLarge)
}

export function largeTenantOf({ tenants }: BenchDatabase): BenchTenant {
  const large = tenants.find(({ isLarge }) => isLarge)
  if (!large) throw new Error('This database has no large tenant.')
  return large
}

export function spreadOf({ size }: BenchDatabase, isLarge = false): Spread {
  const factor = isLarge ? largeFactor : 1
  return { customers: size.customers * factor, appointments: size.appointments * factor }
}

/** One window of one server, over all tenants of ordinary size unless told otherwise. */
export async function sampleOf(
  run: BenchRun,
  server: ServerProcess,
  query: LoadQuery,
  target: { readonly tenants: readonly BenchTenant[]; readonly spread: Spread } = {
    tenants: tenantsOfOrdinarySize(server.database),
    spread: spreadOf(server.database),
  },
): Promise<Sample> {
  const client = run.clientOf(server.database)
  await settle(client)
  const { milliseconds, connections } = run.options
  const sample = await measureWindow({
    load: run.load,
    client,
    server,
    query,
    ...target,
    milliseconds,
    connections,
    from: query === 'q5' ? run.nextBooking : 0,
  })
  if (query === 'q5') {
    run.nextBooking = sample.next
    await settle(client)
    await vacuumAfterBookings(client)
  }
  return sample
}

/** The middle of some numbers; null when any of them is missing. */
export function median(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  if (known.length === 0 || known.length < values.length) return null
  const sorted = [...known].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]]
  return sorted.length % 2 === 1 ? above : (below + above) / 2
}
