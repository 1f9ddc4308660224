import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { testBusiness } from '../../support/business.ts'
import { at, make, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { testClock } from '../../support/clock.ts'
import { SentStatements } from '../../support/sent-statements.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let statements: SentStatements

beforeAll(async () => {
  server = await startTestServer(testClock(), { compile: true })
  // Before any connection is there: some are kept.
  statements = new SentStatements(server)
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

/** As another process does it: nothing tells this one. */
function elsewhere(sql: string, ...values: readonly unknown[]): Promise<number | null> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rowCount } = await client.query(sql, [calendar.business.tenantId, ...values])
    return rowCount
  })
}

async function version(): Promise<string | undefined> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query('select version from roster_versions where tenant_id = $1', [
      calendar.business.tenantId,
    ])
    return rows[0]?.version
  })
}

let hour = 0
/** A time that nobody has asked for. */
function nextTime(): string {
  hour += 1
  return at(`${String(9 + (hour % 8)).padStart(2, '0')}:00`, `2026-12-0${1 + Math.floor(hour / 8)}`)
}

interface Change {
  readonly what: string
  readonly change: () => Promise<unknown>
  readonly back: () => Promise<unknown>
  readonly asked: () => object
  readonly refused: string
}

const call = () => ({ serviceId: calendar.callId })

const changes: Change[] = [
  {
    what: 'a person who takes no appointments any more',
    change: () => elsewhere('update staff_members set active = false where tenant_id = $1'),
    back: () => elsewhere('update staff_members set active = true where tenant_id = $1'),
    asked: call,
    refused: 'STAFF_INACTIVE staffId',
  },
  {
    what: 'a qualification that was taken away',
    change: () =>
      elsewhere(
        "update staff_qualifications set archived_at = '2026-11-01' where tenant_id = $1 and service_id = $2",
        uuidOf(calendar.callId),
      ),
    back: () => elsewhere('update staff_qualifications set archived_at = null where tenant_id = $1'),
    asked: call,
    refused: 'STAFF_NOT_QUALIFIED staffId',
  },
  {
    what: 'a service that is not offered any more',
    change: () => elsewhere('update services set active = false where tenant_id = $1'),
    back: () => elsewhere('update services set active = true where tenant_id = $1'),
    asked: call,
    refused: 'SERVICE_NOT_OFFERED serviceId',
  },
  {
    what: 'hours that became shorter',
    change: () => elsewhere("update working_hours set closes_at = '09:01' where tenant_id = $1"),
    back: () => elsewhere("update working_hours set closes_at = '19:00' where tenant_id = $1"),
    asked: call,
    refused: 'OUTSIDE_WORKING_HOURS startsAt',
  },
  {
    what: 'a room that is out of order',
    change: () => elsewhere("update tenant_resources set status = 'OUT_OF_ORDER' where tenant_id = $1"),
    back: () => elsewhere("update tenant_resources set status = 'ACTIVE' where tenant_id = $1"),
    asked: () => ({ resourceId: calendar.roomIds[0] }),
    refused: 'RESOURCE_OUT_OF_ORDER resourceId',
  },
  {
    what: 'a day that was closed',
    change: () =>
      elsewhere(
        `insert into closed_days (tenant_id, id, version, created_at, updated_at, day, title)
         select $1, gen_random_uuid(), 1, '2026-11-01', '2026-11-01', day, 'Tadilat'
         from generate_series('2026-12-01'::date, '2026-12-31', '1 day') day`,
      ),
    back: () => elsewhere('delete from closed_days where tenant_id = $1'),
    asked: call,
    refused: 'OUTSIDE_WORKING_HOURS startsAt',
  },
]

describe('a booking of a service that was booked before', () => {
  it('is one statement where nothing is left to choose', async () => {
    const input = { serviceId: calendar.callId }
    await calendar.booked({ ...input, startsAt: nextTime() })
    const sent = await statements.during(() => calendar.booked({ ...input, startsAt: nextTime() }))
    // And what is selected of other records.
    expect(sent.filter((text) => text.includes('insert into'))).toHaveLength(1)
    expect(sent).toHaveLength(2)
  })

  it.each(changes)(
    'sees $what at once, and that it is as before',
    async ({ change, back, asked, refused }) => {
      const booked = () => calendar.book({ startsAt: nextTime(), ...asked() })
      expect((await booked()).refused).toEqual([])
      await change()
      expect((await booked()).refused).toContain(refused)
      await back()
      expect((await booked()).refused).toEqual([])
    },
  )

  it('lasts and costs what the service does now', async () => {
    await calendar.booked({ serviceId: calendar.callId, startsAt: nextTime() })
    await elsewhere(
      'update services set duration_minutes = 45, price_minor = 700, segments = null where tenant_id = $1 and id = $2',
      uuidOf(calendar.callId),
    )
    const startsAt = nextTime()
    const { endsAt, priceMinor } = await calendar.booked({ serviceId: calendar.callId, startsAt })
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(45 * 60_000)
    expect(priceMinor).toBe('700')
  })

  it.each([
    ['keeps somebody busy', 'WORK'],
    ['keeps nobody busy', 'PROCESSING'],
  ])('that %s is refused for a customer who is not there, or archived', async (_what, kind) => {
    const segments = [{ kind, minutes: 30 }]
    const serviceId = await make(calendar.owner, 'Service', { name: kind, durationMinutes: 30, segments })
    await make(calendar.owner, 'StaffQualification', { staffId: calendar.staffId, serviceId })
    const before = await calendar.booked({ serviceId, startsAt: nextTime() })
    expect(before.status).toBe('BOOKED')
    const asked = { serviceId, startsAt: nextTime() }
    const nobody = calendar.customerId.replace(/.{4}$/, '0000')
    expect((await calendar.book({ ...asked, customerId: nobody })).refused).toEqual(['NOT_FOUND customerId'])
    await elsewhere("update customers set archived_at = '2026-11-01' where tenant_id = $1")
    expect((await calendar.book(asked)).refused).toEqual(['CUSTOMER_ARCHIVED customerId'])
    await elsewhere('update customers set archived_at = null where tenant_id = $1')
    expect((await calendar.book(asked)).refused).toEqual([])
  })
})

describe('the version of a roster', () => {
  it.each([
    ['branches', "update branches set name = 'Yeni' where tenant_id = $1"],
    ['staff', 'update staff_members set active = active where tenant_id = $1'],
    ['qualifications', 'update staff_qualifications set version = version + 1 where tenant_id = $1'],
    ['services', 'update services set version = version + 1 where tenant_id = $1'],
    ['resources', 'update tenant_resources set version = version + 1 where tenant_id = $1'],
    ['hours', 'delete from working_hours where tenant_id = $1 and weekday = 6'],
    [
      'closed days',
      `insert into closed_days (tenant_id, id, version, created_at, updated_at, day, title)
       values ($1, gen_random_uuid(), 1, '2026-11-01', '2026-11-01', '2026-11-20', 'Tadilat')`,
    ],
  ])('is another one when %s have changed', async (_what, sql) => {
    const before = await version()
    expect(await elsewhere(sql)).toBeGreaterThan(0)
    expect(await version()).not.toBe(before)
  })

  it('stays when something else has', async () => {
    const before = await version()
    await calendar.booked({ startsAt: nextTime() })
    await elsewhere("update customers set name = 'Başka' where tenant_id = $1")
    expect(await version()).toBe(before)
  })

  it('keeps nobody waiting who changes something else of it', async () => {
    const before = await version()
    await withClient(server.database.ownerUrl, async (client) => {
      await client.query('begin')
      await client.query('update services set version = version + 1 where tenant_id = $1', [
        calendar.business.tenantId,
      ])
      await elsewhere('update branches set version = version + 1 where tenant_id = $1')
      expect(await version()).not.toBe(before)
      await client.query('rollback')
    })
  })
})
