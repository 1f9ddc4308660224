import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contextOfUser, userIdOf } from '../../../gateway/demo/known-tenant.ts'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { measureDrift } from '../../../modules/insights/index.ts'
import { keptSums } from '../../support/insights.ts'
import { type NewBusiness, newBusiness } from '../../support/new-business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const payload = `rows keptCustomers onboarding { sampleRows checklist { key done } } userErrors { code field message }`
const add = `mutation { addSampleData { ${payload} } }`
const remove = `mutation { removeSampleData { ${payload} } }`
const everything = `{
  customers(first: 100) { totalCount nodes { id name phone tags } }
  appointments(first: 100) { totalCount nodes { id status startsAt priceMinor customer { id } staff { name } } }
}`

async function asked({ owner }: NewBusiness, text: string, input?: object) {
  const { data, errors } = await owner(text, { input })
  expect(errors).toBeUndefined()
  return data
}

/** A business that has just answered everything, with the usual services and resources of its sector. */
async function opened(sector = 'hair-salon'): Promise<NewBusiness> {
  const business = await newBusiness(server)
  const { onboarding } = await asked(
    business,
    '{ onboarding { sectors { key resourceTypes { key usual } services { key priceMinor } } } }',
  )
  const chosen = onboarding.sectors.find(({ key }: { key: string }) => key === sector)
  const input = {
    step: 4,
    sector,
    name: 'Yeni işletme',
    phone: '0532 123 45 67',
    hours: 'EVERY_DAY',
    resources: chosen.resourceTypes.map((type: { key: string; usual: number }) => ({
      type: type.key,
      count: type.usual,
    })),
    services: chosen.services.map((service: object) => ({ ...service, offered: true })),
  }
  await asked(
    business,
    'mutation ($input: SaveOnboardingStepInput!) { saveOnboardingStep(input: $input) { userErrors { code } } }',
    input,
  )
  await asked(business, 'mutation { completeOnboarding { userErrors { code } } }')
  return business
}

async function driftOf({ email }: NewBusiness) {
  const userId = await userIdOf(server.setting, email)
  const context = await contextOfUser(server.setting, server.composition, userId ?? '')
  if (!context) throw new Error(`${email} has no business.`)
  return measureDrift(context.read, context.set.measures)
}

describe('sample data', () => {
  it.each(installedBlueprints.map(({ key }) => key))(
    'comes to a %s and goes without a trace',
    async (sector) => {
      const business = await opened(sector)
      const before = await keptSums(server, business.tenantId)
      const { addSampleData } = await asked(business, add)
      expect(addSampleData).toMatchObject({ userErrors: [], onboarding: { sampleRows: addSampleData.rows } })
      const { customers, appointments } = await asked(business, everything)
      expect(customers.totalCount).toBe(14)
      for (const { tags, phone } of customers.nodes) {
        expect(tags).toEqual(['Örnek'])
        expect(phone).toMatch(/^\+902120000\d{3}$/)
      }
      expect(appointments.totalCount).toBeGreaterThan(15)
      expect(new Set(appointments.nodes.map(({ status }: { status: string }) => status))).toEqual(
        new Set(['DONE', 'NO_SHOW', 'CANCELLED', 'IN_SERVICE', 'CONFIRMED', 'BOOKED']),
      )
      expect(await keptSums(server, business.tenantId)).not.toEqual(before)
      const { removeSampleData } = await asked(business, remove)
      expect(removeSampleData).toMatchObject({
        rows: addSampleData.rows,
        keptCustomers: 0,
        onboarding: { sampleRows: 0 },
        userErrors: [],
      })
      const after = await asked(business, everything)
      expect([after.customers.totalCount, after.appointments.totalCount]).toEqual([0, 0])
      expect(await keptSums(server, business.tenantId)).toEqual(before)
      expect(await driftOf(business)).toEqual([])
    },
  )
})
