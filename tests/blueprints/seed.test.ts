import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Vehicle } from '../../blueprints/auto-service/index.ts'
import { seedRecords } from '../../gateway/demo/seed-records.ts'
import { installedBlueprints } from '../../gateway/installed.ts'
import { Appointment, Resource, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import { recordMeta, type Work } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testNow } from '../support/clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const sectors = installedBlueprints.filter(({ seed }) => seed)

describe.each(sectors.map((blueprint) => [blueprint.key, blueprint] as const))(
  'a demonstration of %s',
  (key, blueprint) => {
    let business: TestBusiness

    beforeAll(async () => {
      business = await testBusiness(server, key)
      await business.context.write((work) => furnish(work, business))
      await seedRecords(business.context)
    })

    const counts = async () => {
      const fields = (blueprint.records ?? []).map((record) => `${recordMeta(record).plural} { totalCount }`)
      const { data, errors } = await business.owner(`{ ${fields.join(' ')} }`)
      expect(errors).toBeUndefined()
      return data as Record<string, { totalCount: number }>
    }

    it('has examples of every record of the sector', async () => {
      for (const [plural, { totalCount }] of Object.entries(await counts()))
        expect(totalCount, plural).toBeGreaterThan(0)
    })

    it('is seeded once', async () => {
      const before = await counts()
      await seedRecords(business.context)
      expect(await counts()).toEqual(before)
    })

    it('fills the screens of the sector without an error', async () => {
      const { data } = await business.owner('{ customers(first: 1) { nodes { id } } }')
      const variables = {
        today: '2026-11-20',
        now: testNow.toISOString(),
        from: '2026-11-19T21:00:00.000Z',
        to: '2026-11-20T20:59:59.999Z',
        id: data.customers.nodes[0].id,
      }
      for (const { widgets } of blueprint.panel.screens) {
        for (const { document } of widgets) {
          if (!document) continue
          const answer = await business.owner(document, variables)
          expect(answer.errors).toBeUndefined()
        }
      }
    })

    it('counts them in the figures of the sector', async () => {
      const ids = (blueprint.kpis ?? []).map(({ id }) => id)
      const { data } = await business.owner(
        'query ($ids: [String!]) { kpis(ids: $ids) { id value missing } }',
        { ids },
      )
      expect(data.kpis.filter((kpi: { missing: string }) => kpi.missing === 'FAILED')).toEqual([])
      expect(data.kpis.some((kpi: { value: string }) => Number(kpi.value) > 0)).toBe(true)
    })
  },
)

/** Twenty customers with appointments long ago, of late and right now, on each service in turn. */
async function furnish(work: Work, business: TestBusiness): Promise<void> {
  const { tenantId } = business
  const services = await work.em.find(Service, { tenantId } as never)
  const branch = work.reference(Branch, business.branch.id)
  const garage = business.context.set.key === 'auto-service'
  const resource = work.create<Resource>(Resource, {
    name: 'Yer 1',
    type: garage ? 'LIFT' : 'ROOM',
    capacity: 1,
    status: 'ACTIVE',
    branch,
  })
  for (let index = 0; index < 20; index += 1) {
    const name = `Kişi ${index}`
    const customer = work.create<Customer>(Customer, {
      name,
      kind: 'PERSON',
      source: 'OTHER',
      tags: [],
      otherPhones: [],
      otherEmails: [],
    })
    if (garage) {
      work.create(Vehicle, {
        owner: customer,
        plate: `34 AB ${100 + index}`,
        model: 'Fiat Egea',
        odometerKm: 90_000,
      })
    }
    for (const [days, status] of [
      [60, 'DONE'],
      [40, 'DONE'],
      [0.02, 'CONFIRMED'],
    ] as const) {
      const startsAt = new Date(testNow.getTime() - days * 86_400_000)
      work.create<Appointment>(Appointment, {
        customer,
        service: services[(index + Math.round(days)) % services.length],
        staff: work.reference(StaffMember, business.staffMemberId),
        resource,
        branch,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        status,
        statusChangedAt: startsAt,
        source: 'IMPORT',
        conflict: false,
      })
    }
  }
}
