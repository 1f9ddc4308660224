import { afterEach, beforeEach, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { demoPassword, prepareDemo } from '../../../gateway/demo/prepare-demo.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type Accounts, accountsKey } from '../../../modules/identity/index.ts'
import { type ImportRunner, importRunnerKey } from '../../../modules/imports/index.ts'
import { testClock } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { readOracle } from '../../support/export-oracle.ts'
import { signedIn } from '../../support/graphql-client.ts'

// A Tuesday: the week of 16 November moves eleven weeks back, to that of 31 August.
const now = '2026-09-01T10:00:00+03:00'

let database: TestDatabase
let server: RunningServer

beforeEach(async () => {
  database = await createTestDatabase()
  server = await startedServer()
})
afterEach(async () => {
  await server.close()
  await database.close()
})

const startedServer = (dataDir?: string) =>
  startServer({
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(now),
    log: createLog('silent'),
    migrates: false,
    ...(dataDir && { dataDir }),
  })

const prepared = async (of = server) => {
  const printed: string[] = []
  await prepareDemo(of.setting, of.composition, (line) => printed.push(line))
  return printed
}

/** Rows of each table, but for the log and what belongs to sessions. */
async function counts() {
  return withClient(database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      `select (select count(*)::int from tenants) as tenants, (select count(*)::int from users) as users,
         (select count(*)::int from staff_members) as staff, (select count(*)::int from working_hours) as hours,
         (select count(*)::int from customers) as customers, (select count(*)::int from consents) as consents,
         (select count(*)::int from auto_vehicles) as vehicles,
         (select count(*)::int from appointments where source = 'IMPORT') as appointments,
         (select count(*)::int from revenue_events where source = 'IMPORT') as sales,
         (select count(*)::int from import_lines) as lines`,
    )
    return rows[0]
  })
}

it('makes the three businesses, shows how far it is, and does nothing the second time', async () => {
  const printed = await prepared()
  expect(printed).toContain('salon: appointments 2500/4725')
  expect(printed).toContain('garage: vehicles 463/463')
  const tenants = (['salon', 'dental', 'garage'] as const).map((key) => readOracle(key))
  const sum = (of: (one: (typeof tenants)[number]) => number) =>
    tenants.reduce((total, one) => total + of(one), 0)
  const found = await counts()
  expect(found).toMatchObject({
    tenants: 3,
    users: 9,
    customers: sum(({ people }) => people.count),
    appointments: sum(({ counts }) => counts.rows),
    sales: sum(({ revenue }) => revenue.sales),
    lines: sum(({ customerRows, appointmentRows }) => customerRows + appointmentRows) + 463,
  })
  expect(await prepared()).toEqual([])
  expect(await counts()).toEqual(found)
})

it('moves every date by whole weeks and signs in each role, the first member of staff with a column', async () => {
  await prepared()
  const [first] = readOracle('salon').imported
  const staff = await signedIn(server.url, 'staff@salon.demo', demoPassword)
  const viewer = await staff('{ viewer { role staffMember { name } } }')
  expect(viewer.data.viewer).toEqual({ role: 'STAFF', staffMember: { name: 'Sevgi' } })
  const owner = await signedIn(server.url, 'owner@salon.demo', demoPassword)
  const answer = await owner(
    `query ($ref: String) { appointments(filter: { externalRef: { eq: $ref } }) { nodes { startsAt } } }`,
    { ref: first?.number },
  )
  const moved = (first?.start ?? 0) - 11 * 7 * 86_400_000
  expect(answer.data.appointments.nodes).toEqual([{ startsAt: new Date(moved).toISOString() }])
  for (const key of ['salon', 'dental', 'garage'])
    for (const role of ['owner', 'manager', 'staff'])
      await signedIn(server.url, `${role}@${key}.demo`, demoPassword)
})

it('goes on where an earlier start was ended, and comes to the same', async () => {
  const accounts = server.setting.services.get(accountsKey.name) as Accounts
  // An earlier start came as far as one user, and another one into the middle of the salon's appointments.
  await accounts.addUser({ name: 'Demo sahibi', email: 'owner@dental.demo', password: demoPassword })
  const runner = server.setting.services.get(importRunnerKey.name) as ImportRunner
  let closed: Promise<void> | null = null
  const printed: string[] = []
  await prepareDemo(server.setting, server.composition, (line) => {
    printed.push(line)
    if (line === 'salon: appointments 1000/4725') closed = runner.close()
  })
  await closed
  expect(printed).toContain('salon: salon-appointments.csv is not finished; the next start goes on with it.')
  expect(printed).not.toContain('salon: appointments 4725/4725')
  const second = await startedServer(server.dataDir)
  try {
    const rest = await prepared(second)
    expect(rest).toContain('salon: appointments 4725/4725')
    expect(rest).not.toContain('salon: appointments 1000/4725')
  } finally {
    await second.close()
  }
  const tenants = (['salon', 'dental', 'garage'] as const).map((key) => readOracle(key))
  expect(await counts()).toMatchObject({
    tenants: 3,
    users: 9,
    customers: tenants.reduce((total, { people }) => total + people.count, 0),
    appointments: tenants.reduce((total, { counts }) => total + counts.rows, 0),
    sales: tenants.reduce((total, { revenue }) => total + revenue.sales, 0),
  })
})
