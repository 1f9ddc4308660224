import { readFileSync } from 'node:fs'
import type { BenchTenant } from '../data/bench-tenant.ts'

/** Connections that every server may have. */
export const poolSize = 10

/** What the benchmark tells a server that it starts. */
export interface ServedWith {
  /** For requests: role lonca_app, row-level security applies. */
  readonly appUrl: string
  readonly ownerUrl: string
  /** Bearer token to tenant: the cheapest session there is, for servers that have no sessions. */
  readonly tenantOf: ReadonlyMap<string, BenchTenant>
}

export interface ServerUsage {
  readonly cpuMicros: number
  readonly rssBytes: number
}

/**
 * Runs a server of the benchmark in this process: tells the parent its address, answers how much CPU time it used, and
 * ends with its parent.
 */
export async function serve(start: (given: ServedWith) => Promise<{ url: string }>): Promise<void> {
  const { BENCH_APP_URL = '', BENCH_OWNER_URL = '', BENCH_TENANTS = '' } = process.env
  const tenants = JSON.parse(readFileSync(BENCH_TENANTS, 'utf8')) as BenchTenant[]
  const tenantOf = new Map(tenants.map((tenant) => [tenant.token, tenant]))
  process.on('disconnect', () => process.exit(0))
  process.on('message', (message) => {
    if (message === 'usage') process.send?.({ usage: usage() })
  })
  const { url } = await start({ appUrl: BENCH_APP_URL, ownerUrl: BENCH_OWNER_URL, tenantOf })
  process.send?.({ url })
}

function usage(): ServerUsage {
  const { user, system } = process.cpuUsage()
  return { cpuMicros: user + system, rssBytes: process.memoryUsage.rss() }
}

/** The token of a request's `Authorization: Bearer …`. */
export function bearerOf(authorization: string | undefined): string {
  return authorization?.slice('Bearer '.length) ?? ''
}
