import type { Sample } from '../load/window.ts'
import type { QueryName } from '../queries.ts'
import { type BenchRun, largeTenantOf, sampleOf, spreadOf, tenantsOfOrdinarySize } from '../run.ts'
import { type ServerProcess, startServerProcess } from '../servers/server-process.ts'
import { medians, type Ratios, ratios } from './rounds.ts'

/** The same query of the product on less and on more data. */
export interface Growth {
  readonly query: QueryName
  /** CPU per request in microseconds, server and PostgreSQL. */
  readonly less: number | null
  readonly more: number | null
  readonly ratio: Ratios
}

export interface Growths {
  /** How many times as many tenants there are. */
  readonly tenantsFactor: number
  readonly tenants: readonly Growth[]
  readonly rows: readonly Growth[]
}

const reads: readonly QueryName[] = ['q1', 'q2', 'q3', 'q4']

/** How the product's reads take it when there are ten times the tenants, or ten times the rows in one of them. */
export async function measureGrowth(run: BenchRun): Promise<Growths> {
  const { many, few } = run.cluster
  const queries = run.options.queries.filter((query) => reads.includes(query))
  const large = { tenants: [largeTenantOf(many)], spread: spreadOf(many, true) }
  const ordinary = { tenants: tenantsOfOrdinarySize(many).slice(0, 1), spread: spreadOf(many) }
  const onMany = await startServerProcess('product', many)
  let onFew: ServerProcess | null = null
  try {
    onFew = await startServerProcess('product', few)
    const fewer = onFew
    return {
      tenantsFactor: many.size.tenants / few.size.tenants,
      tenants: await compared(run, queries, (query) => [
        () => sampleOf(run, fewer, query),
        () => sampleOf(run, onMany, query),
      ]),
      rows: await compared(run, queries, (query) => [
        () => sampleOf(run, onMany, query, ordinary),
        () => sampleOf(run, onMany, query, large),
      ]),
    }
  } finally {
    await onFew?.close()
    await onMany.close()
  }
}

type Taking = () => Promise<Sample>

async function compared(
  run: BenchRun,
  queries: readonly QueryName[],
  pairOf: (query: QueryName) => readonly [less: Taking, more: Taking],
): Promise<Growth[]> {
  const growths: Growth[] = []
  for (const query of queries) {
    const [takeLess, takeMore] = pairOf(query)
    const [less, more]: [Sample[], Sample[]] = [[], []]
    for (let round = 0; round < Math.min(run.options.rounds, 3); round += 1) {
      less.push(await takeLess())
      more.push(await takeMore())
    }
    growths.push({
      query,
      less: medians(less).totalCpu,
      more: medians(more).totalCpu,
      ratio: ratios(more, less),
    })
  }
  return growths
}
