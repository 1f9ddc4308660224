import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { slotAt } from '../../../gateway/jobs/schedule-slots.ts'
import { defineJob } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
const composition = withJobs(
  [],
  [
    { job: job('test.minutely'), every: 'minute' },
    { job: job('test.daily'), every: { dailyAt: '02:30' } },
  ],
)
let servers: TestServer[] = []
let business: TestBusiness
let ran: string[] = []

function job(name: string) {
  return defineJob<{ slot: string }>({
    name,
    title: { en: 'Test', tr: 'Test' },
    run: async (_context, { slot }) => {
      ran.push(`${name} ${slot}`)
    },
  })
}

beforeAll(async () => {
  const first = await startTestServer(clock, { composition })
  const { appUrl, ownerUrl } = first.database
  const others = await Promise.all(
    [1, 2].map(() => startTestServer(clock, { composition, appUrl, ownerUrl })),
  )
  servers = [...others, first]
  business = await testBusiness(first)
})
afterAll(async () => {
  for (const server of servers) await server.close()
})
beforeEach(() => {
  ran = []
})

async function tick(moment: string) {
  clock.set(moment)
  await Promise.all(servers.map((server) => server.jobs.tick()))
  await servers[0]?.jobs.settle()
}
const daily = () => ran.filter((one) => one.startsWith('test.daily'))

describe('schedules of three processes', () => {
  it('run once per slot', async () => {
    await tick('2026-11-21T10:00:00+03:00')
    await tick('2026-11-21T10:00:59+03:00')
    await tick('2026-11-21T10:01:00+03:00')
    expect(ran.filter((one) => one.startsWith('test.minutely'))).toEqual([
      'test.minutely 2026-11-21T07:00Z',
      'test.minutely 2026-11-21T07:01Z',
    ])
    expect(daily()).toEqual(['test.daily 2026-11-21'])
  })

  it('make up for the latest slot that was missed, and for no other', async () => {
    await tick('2026-11-25T01:00:00+03:00')
    expect(daily()).toEqual(['test.daily 2026-11-24'])
    await tick('2026-11-25T02:29:59+03:00')
    await tick('2026-11-25T02:30:00+03:00')
    expect(daily()).toEqual(['test.daily 2026-11-24', 'test.daily 2026-11-25'])
  })

  it('do not run again when the clock is set back', async () => {
    await tick('2026-11-25T02:31:00+03:00')
    await tick('2026-11-24T12:00:00+03:00')
    expect(daily()).toEqual([])
  })

  it('run once on the days when clocks change', async () => {
    await withClient(servers[2]?.database.ownerUrl ?? '', (client) =>
      client.query(`update tenants set time_zone = 'Europe/Berlin' where tenant_id = $1`, [
        business.tenantId,
      ]),
    )
    // On 28 March 2027 the clocks of Berlin go from 02:00 to 03:00, on 31 October from 03:00 to 02:00.
    for (const moment of ['00:45Z', '01:15Z', '01:30Z', '02:30Z'])
      await tick(`2027-03-28T${moment.replace('Z', ':00Z')}`)
    expect(daily()).toEqual(['test.daily 2027-03-27', 'test.daily 2027-03-28'])
    ran = []
    for (const moment of ['00:29Z', '00:30Z', '01:29Z', '01:30Z', '02:30Z'])
      await tick(`2027-10-31T${moment.replace('Z', ':00Z')}`)
    expect(daily()).toEqual(['test.daily 2027-10-30', 'test.daily 2027-10-31'])
  })

  it('do not start for a business what was due before it existed', async () => {
    clock.set(testNow)
    const young = await testBusiness(servers[2] as TestServer)
    await tick('2026-11-20T14:21:00+03:00')
    const { rows } = await withClient(servers[2]?.database.ownerUrl ?? '', (client) =>
      client.query('select distinct job from background_jobs where tenant_id = $1 and slot is not null', [
        young.tenantId,
      ]),
    )
    expect(rows.map((row) => row.job)).toEqual(['test.minutely'])
  })
})

describe('a daily slot', () => {
  it.each([
    ['2027-03-28T01:29:59Z', '2027-03-27'],
    ['2027-03-28T01:30:00Z', '2027-03-28'],
    ['2027-10-31T00:29:59Z', '2027-10-30'],
    ['2027-10-31T00:30:00Z', '2027-10-31'],
    ['2027-10-31T01:30:00Z', '2027-10-31'],
  ])('at %s in Berlin is that of %s', (moment, day) => {
    expect(slotAt({ dailyAt: '02:30' }, new Date(moment), 'Europe/Berlin').name).toBe(day)
  })
})
