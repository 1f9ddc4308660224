import { deepStrictEqual } from 'node:assert'
import type pg from 'pg'
import { ask } from '../ask.ts'
import type { BenchTenant } from '../data/bench-tenant.ts'
import { servicesPerTenant } from '../data/size.ts'
import { startCountingProxy } from '../load/counting-proxy.ts'
import { type Asked, askedFor, type QueryName } from '../queries.ts'
import { type BenchRun, spreadOf, tenantsOfOrdinarySize } from '../run.ts'
import { type ServerProcess, startServerProcess } from '../servers/server-process.ts'
import { type ServerName, serverNames } from '../words/index.ts'

export interface OperationCounts {
  readonly statements: number
  readonly roundTrips: number
}

/** Per server and query, how many statements and round trips one operation took. */
export type CountsByServer = {
  readonly [server in ServerName]: { readonly [query in QueryName]?: OperationCounts }
}

/** Operations of each query that are compared, and how often one is repeated to be counted alone. */
const compared = 5
const repeated = 7

/**
 * Before anything is measured: every server gives the same answers and writes the same rows as the hand-written one,
 * and what an operation sends to PostgreSQL is counted on the way.
 */
export async function checkAgreement(run: BenchRun): Promise<CountsByServer> {
  const truth = await startServerProcess('limit', run.cluster.many)
  try {
    const counts: Partial<Record<ServerName, CountsByServer[ServerName]>> = {}
    for (const name of serverNames) {
      counts[name] = await ofServer(run, name, truth)
      run.say(`  ${name} answers like the limit`)
    }
    return counts as CountsByServer
  } finally {
    await truth.close()
  }
}

async function ofServer(
  run: BenchRun,
  name: ServerName,
  truth: ServerProcess,
): Promise<{ [query in QueryName]?: OperationCounts }> {
  const { many } = run.cluster
  const proxy = await startCountingProxy(many.appUrl)
  const server = await startServerProcess(name, many, proxy.appUrl)
  try {
    const counts: { [query in QueryName]?: OperationCounts } = {}
    for (const query of run.options.queries) {
      for (let n = 0; n < compared; n += 1) {
        if (query === 'q5') await compareBooking(run, server, truth)
        else await compareReading(run, server, truth, query, n)
      }
      let least: OperationCounts = {
        statements: Number.POSITIVE_INFINITY,
        roundTrips: Number.POSITIVE_INFINITY,
      }
      for (let time = 0; time < repeated; time += 1) {
        const { tenant, asked } = query === 'q5' ? nextOfOne(run) : next(run, query, time)
        const before = proxy.counts()
        await ask(server, tenant, asked)
        const after = proxy.counts()
        // The least of several, because what a server does in the background goes over the same connections.
        least = {
          statements: Math.min(least.statements, after.statements - before.statements),
          roundTrips: Math.min(least.roundTrips, after.roundTrips - before.roundTrips),
        }
      }
      counts[query] = least
    }
    return counts
  } finally {
    await server.close()
    await proxy.close()
  }
}

async function compareReading(
  run: BenchRun,
  server: ServerProcess,
  truth: ServerProcess,
  query: QueryName,
  n: number,
): Promise<void> {
  const tenants = tenantsOfOrdinarySize(run.cluster.many)
  const tenant = tenants[n % tenants.length] as BenchTenant
  const asked = askedFor(query, tenant, n, spreadOf(run.cluster.many))
  deepStrictEqual(
    await ask(server, tenant, asked),
    await ask(truth, tenant, asked),
    `${server.name} answers ${query} otherwise than the limit.`,
  )
}

async function compareBooking(run: BenchRun, server: ServerProcess, truth: ServerProcess): Promise<void> {
  const client = run.clientOf(run.cluster.many)
  const [one, other] = [next(run, 'q5'), next(run, 'q5')]
  const answers = [await ask(server, one.tenant, one.asked), await ask(truth, other.tenant, other.asked)]
  for (const answer of answers) {
    const { status, version } = answer as { status: string; version: number }
    deepStrictEqual({ status, version }, { status: 'BOOKED', version: 1 })
  }
  deepStrictEqual(
    await writtenBy(client, one.tenant, one.asked),
    await writtenBy(client, other.tenant, other.asked),
    `${server.name} writes other rows for a booking than the limit.`,
  )
}

/** The `time`th request of a query; bookings take the next free time instead. */
function next(run: BenchRun, query: QueryName, time = 0): { tenant: BenchTenant; asked: Asked } {
  const tenants = tenantsOfOrdinarySize(run.cluster.many)
  const n = query === 'q5' ? run.nextBooking : time
  if (query === 'q5') run.nextBooking += 1
  // One tenant for what is repeated: from the second time on the server knows the caller.
  const tenant = (query === 'q5' ? tenants[n % tenants.length] : tenants[0]) as BenchTenant
  const place = query === 'q5' ? Math.floor(n / tenants.length) : n
  return { tenant, asked: askedFor(query, tenant, place, spreadOf(run.cluster.many)) }
}

/** The next free time for the same service of the same tenant. */
function nextOfOne(run: BenchRun): { tenant: BenchTenant; asked: Asked } {
  const round = tenantsOfOrdinarySize(run.cluster.many).length * servicesPerTenant
  run.nextBooking = Math.ceil(run.nextBooking / round) * round
  return next(run, 'q5')
}

/** Everything that a booking wrote, without what differs from booking to booking. */
async function writtenBy(client: pg.Client, tenant: BenchTenant, asked: Asked): Promise<object> {
  if (asked.query !== 'q5') return {}
  const { rows } = await client.query(
    `with made as (
       select * from appointments where tenant_id = $1 and staff_id = $2 and starts_at = $3 and status = 'BOOKED'
     )
     select (select jsonb_agg(to_jsonb(m) - '{tenant_id, id, customer_id, service_id, staff_id, branch_id, starts_at,
         ends_at, created_at, updated_at, status_changed_at, price_minor}'::text[]) from made m) as appointments,
       (select jsonb_agg(jsonb_build_object('kind', o.subject_kind, 'isStaff', o.subject_id = m.staff_id, 'lane', o.lane,
         'isWhole', o.during = tstzrange(m.starts_at, m.ends_at), 'blocking', o.blocking, 'expires', o.expires_at))
        from made m join occupancies o on o.tenant_id = m.tenant_id and o.appointment_id = m.id) as occupancies,
       (select jsonb_agg(jsonb_build_object('type', e.type, 'actor', e.actor_kind, 'isOwner', e.actor_id = $4,
         'requestId', left(e.request_id, 4), 'branch', e.branch_id = m.branch_id, 'subject', e.subject_type,
         'status', e.payload -> 'status', 'source', e.payload -> 'source', 'resources', e.payload -> 'resourceIds',
         'facts', (select jsonb_agg(key order by key) from jsonb_object_keys(e.payload) key)))
        from made m join tenant_event_logs e on e.tenant_id = m.tenant_id and e.subject_id = m.id) as events,
       (select jsonb_agg(jsonb_build_object('measure', d.measure, 'amount', d.amount, 'branch', d.branch_id = m.branch_id,
         'isStaff', d.assignee_id = m.staff_id))
        from made m join kpi_deltas d on d.tenant_id = m.tenant_id and d.assignee_id = m.staff_id
          and d.day = (m.starts_at at time zone 'Europe/Istanbul')::date and d.id = (
            select max(l.id) from kpi_deltas l where l.tenant_id = m.tenant_id)) as deltas,
       (select count(*)::int from notifications n where n.tenant_id = $1 and n.happened_at > now()) as notifications,
       (select count(*)::int from background_jobs j join made m on j.tenant_id = m.tenant_id
          and j.payload::text like '%' || m.id || '%') as jobs`,
    [tenant.id, asked.staffId, asked.startsAt, tenant.userId],
  )
  return rows[0]
}
