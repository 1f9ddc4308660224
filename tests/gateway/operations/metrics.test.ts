import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

const token = 'a-token-of-some-length'
let database: TestDatabase
let server: RunningServer
let closed: RunningServer
let business: TestBusiness

beforeAll(async () => {
  database = await createTestDatabase()
  const options = {
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
  }
  server = await startServer({ ...options, metricsToken: token })
  closed = await startServer(options)
  business = await testBusiness({ ...server, database })
})
afterAll(async () => {
  await server?.close()
  await closed?.close()
  await database?.close()
})

async function scrape(): Promise<Map<string, number>> {
  const response = await fetch(`${server.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  expect(response.headers.get('content-type')).toContain('text/plain')
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  )
}

describe('the metrics', () => {
  it('are there for whoever sends the token, and for nobody where the settings have none', async () => {
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
    const wrong = { authorization: 'Bearer a-token-of-another-kind' }
    expect((await fetch(`${server.url}/metrics`, { headers: wrong })).status).toBe(401)
    const asked = await fetch(`${closed.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })
    expect(asked.status).toBe(404)
  })

  it('count operations by kind and outcome, errors by code, and statements', async () => {
    const before = await scrape()
    await business.owner('{ customers { totalCount } }')
    await business.staff('{ importRuns { totalCount } }')
    const after = await scrape()
    const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
    expect(grown('lonca_operations_total{transport="http",kind="QUERY",outcome="OK"}')).toBe(1)
    expect(grown('lonca_operations_total{transport="http",kind="QUERY",outcome="FAILED"}')).toBe(1)
    expect(grown('lonca_operation_errors_total{code="FORBIDDEN"}')).toBe(1)
    expect(grown('lonca_operation_duration_seconds_count{transport="http",kind="QUERY"}')).toBe(2)
    expect(grown('lonca_database_statements_total')).toBeGreaterThan(1)
    expect(grown('lonca_database_pool_wait_seconds_count')).toBeGreaterThan(1)
  })

  it('show open sockets, subscriptions, the feed, the months ahead and the process itself', async () => {
    const client = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'owner') })
    client
      .run('subscription { recordChanged { id } }')
      .next()
      .catch(() => undefined)
    await client.ask('{ viewer { id } }')
    const open = await scrape()
    expect(open.get('lonca_sockets')).toBe(1)
    expect(open.get('lonca_subscriptions')).toBe(1)
    expect(open.get('lonca_database_up')).toBe(1)
    expect(open.get('lonca_event_log_months_ahead')).toBeGreaterThanOrEqual(12)
    for (const name of [
      'lonca_feed_unfed_events',
      'lonca_feed_lag_seconds',
      'lonca_jobs_due',
      'lonca_jobs_failed',
      'lonca_cpu_seconds',
    ]) {
      expect(open.get(name), name).toBeGreaterThanOrEqual(0)
    }
    expect(open.get('lonca_memory_bytes{kind="resident"}')).toBeGreaterThan(1e6)
    await client.close()
  })

  it('name no business and no person', async () => {
    const text = [...(await scrape()).keys()].join('\n')
    expect(text).not.toContain(business.tenantId)
    expect(text).not.toMatch(/@|Business/)
  })
})
