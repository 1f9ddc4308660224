import type { PoolClient } from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import type { Answer } from '../../support/graphql-client.ts'

const connections = 3

let database: TestDatabase
let server: RunningServer
let business: TestBusiness

beforeAll(async () => {
  database = await createTestDatabase()
  server = await startServer({
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    folds: false,
    works: false,
    poolSize: connections,
    poolPatienceMs: 1_000,
  })
  business = await testBusiness({ ...server, database })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const question = '{ customers { totalCount } }'

/** Either the answer, or the one refusal that says to come back. */
function expectAnsweredOrSentAway(answer: Answer): void {
  if (!answer.errors) return
  expect(answer.errors.map((error) => error.extensions.code)).toEqual(['UNAVAILABLE'])
  expect(answer.status).toBe(503)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
}

describe('a gateway whose connections are all taken', () => {
  it('sends callers away after a moment, stays healthy, and goes on when one comes free', async () => {
    await business.owner(question)
    const held: PoolClient[] = []
    for (let count = 0; count < connections; count += 1) held.push(await server.setting.pool.connect())
    const asked = Promise.all(Array.from({ length: 20 }, () => business.owner(question)))
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    const answers = await asked
    expect(answers.every((answer) => answer.errors)).toBe(true)
    for (const answer of answers) expectAnsweredOrSentAway(answer)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect(await server.telemetry.metricsText()).toMatch(/lonca_database_pool_timeouts_total [1-9]/)
    for (const client of held) client.release()
    expect((await business.owner(question)).data.customers.totalCount).toBe(0)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  })
})

describe('a gateway whose connections are cut under load', () => {
  it('answers or sends away, loses nothing that it acknowledged, and recovers by itself', async () => {
    const acknowledged: string[] = []
    const answers: Answer[] = []
    let isCutting = true
    const load = Array.from({ length: 4 }, async () => {
      while (isCutting) {
        const answer = await business.owner(
          'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } } }',
        )
        answers.push(answer)
        if (answer.data?.createCustomer?.customer) acknowledged.push(answer.data.createCustomer.customer.id)
      }
    })
    const reached = (count: number) =>
      vi.waitFor(() => expect(acknowledged.length).toBeGreaterThanOrEqual(count), {
        timeout: 15_000,
        interval: 5,
      })
    await withClient(database.superuserUrl, async (client) => {
      for (let round = 1; round <= 10; round += 1) {
        await reached(round * 5)
        await client.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name in ('lonca', 'lonca-relay')`,
        )
      }
    })
    await reached(acknowledged.length + 5)
    isCutting = false
    await Promise.all(load)
    expect(answers.some((answer) => answer.errors)).toBe(true)
    for (const answer of answers) expectAnsweredOrSentAway(answer)
    const { rows } = await withClient(database.ownerUrl, (client) =>
      client.query('select count(*)::int as stored from customers where tenant_id = $1', [business.tenantId]),
    )
    expect(rows[0].stored).toBeGreaterThanOrEqual(acknowledged.length)
    await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), 10_000)
  })
})
