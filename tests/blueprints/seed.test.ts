import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedRecords } from '../../gateway/demo/seed-records.ts'
import { installedBlueprints } from '../../gateway/installed.ts'
import { recordMeta } from '../../schema/index.ts'
import type { TestBusiness } from '../support/business.ts'
import { testNow } from '../support/clock.ts'
import { demonstration } from '../support/demonstration.ts'
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
      business = await demonstration(server, key)
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
