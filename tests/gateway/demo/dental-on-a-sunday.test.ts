import { afterAll, beforeAll, expect, it } from 'vitest'
import { importExport } from '../../../gateway/demo/import-export.ts'
import { sectorRecords } from '../../../gateway/demo/sector-records/index.ts'
import { seedRecords } from '../../../gateway/demo/seed-records.ts'
import { testClock } from '../../support/clock.ts'
import { type ImportingBusiness, importingBusiness } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const sunday = new Date('2026-11-22T11:00:00+03:00')

let server: TestServer
let business: ImportingBusiness

beforeAll(async () => {
  server = await startTestServer(testClock(sunday))
  business = await importingBusiness(server, 'dental')
  for (const one of business.demo.exports) await importExport(business.context, business.demo, one, () => {})
  await seedRecords(business.context, sectorRecords.dental)
})
afterAll(() => server?.close())

it('has a root canal under way in the clinic, from the last day on which somebody came', async () => {
  const { data } = await business.owner(`{ treatmentItems(first: 5, filter: { status: { eq: IN_PROGRESS } }) {
    nodes { kind sessions sessionsDone episode { plan status } appointment { startsAt } } } }`)
  expect(data.treatmentItems.nodes).toEqual([
    {
      kind: 'ROOT_CANAL',
      sessions: 3,
      sessionsDone: 1,
      episode: { plan: 'ACCEPTED', status: 'OPEN' },
      appointment: { startsAt: '2026-11-20T10:00:00.000Z' },
    },
  ])
})

it('misses the consent of the patient who is treated next', async () => {
  const { data } = await business.owner(
    `query ($now: DateTime!) { appointments(first: 20, filter: { startsAt: { gte: $now }, status: { in: [BOOKED, CONFIRMED] } }) {
      nodes { startsAt service { name category } customer { treatmentConsents(first: 5) { nodes { title status } } } } } }`,
    { now: sunday.toISOString() },
  )
  const treated = ['Tedavi', 'Cerrahi', 'Estetik']
  const next = data.appointments.nodes.find((one: { service: { category: string } }) =>
    treated.includes(one.service.category),
  )
  expect(next.customer.treatmentConsents.nodes).toContainEqual({
    title: `${next.service.name} onamı`,
    status: 'MISSING',
  })
})
