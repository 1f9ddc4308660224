import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { testBusiness } from '../../support/business.ts'
import { at, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer(clock)
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

const inDatabase = (sql: string, values: unknown[]) =>
  withClient(server.database.ownerUrl, async (client) => (await client.query(sql, values)).rows)

async function passes(hours: number): Promise<void> {
  clock.advance(hours * 3_600_000)
  await server.jobs.tick()
  await server.jobs.settle()
}

describe('what the clock starts', () => {
  it('cancels an appointment whose hold has expired, and not before', async () => {
    const { id } = await calendar.booked({ startsAt: at('10:00') })
    const row = [calendar.business.tenantId, uuidOf(id)]
    await inDatabase("update appointments set status = 'HELD' where tenant_id = $1 and id = $2", row)
    await inDatabase('update occupancies set expires_at = $3 where tenant_id = $1 and appointment_id = $2', [
      ...row,
      new Date(testNow.getTime() + 5_400_000),
    ])
    const status = async () =>
      (await inDatabase('select status from appointments where tenant_id = $1 and id = $2', row))[0]?.status
    await passes(1)
    expect(await status()).toBe('HELD')
    await passes(1)
    expect(await status()).toBe('CANCELLED')
  })

  it('keeps the figures of the day that has ended', async () => {
    await passes(24)
    const days = await inDatabase(
      'select distinct day::text from kpi_snapshots where tenant_id = $1 order by 1',
      [calendar.business.tenantId],
    )
    expect(days.map(({ day }) => day)).toContain('2026-11-20')
  })

  it('removes jobs that are long over and keys whose time is up', async () => {
    const { tenantId } = calendar.business
    const old = (state: string, days: number) =>
      inDatabase(
        `insert into background_jobs (tenant_id, id, created_at, updated_at, queued_at, due_at, finished_at, job, state)
         values ($1, gen_random_uuid(), $2, $2, $2, $2, $2, $3, $4)`,
        [tenantId, new Date(clock.now().getTime() - days * 86_400_000), `test.${state}-${days}`, state],
      )
    for (const [state, days] of [
      ['DONE', 9],
      ['DONE', 5],
      ['FAILED', 9],
      ['FAILED', 92],
    ] as const)
      await old(state, days)
    await inDatabase(
      `insert into idempotency_keys (tenant_id, principal_id, key, request_hash, request_id, claimed_at, expires_at)
       values ($1, $1, 'old', '', '', $2, $2)`,
      [tenantId, clock.now()],
    )
    await passes(24)
    const left = await inDatabase(`select job from background_jobs where job like 'test.%' order by job`, [])
    expect(left.map(({ job }) => job)).toEqual(['test.DONE-5', 'test.FAILED-9'])
    expect(await inDatabase('select key from idempotency_keys', [])).toEqual([])
  })
})
