import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { contextOfUser, userIdOf } from '../../../gateway/demo/known-tenant.ts'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { measureDrift } from '../../../modules/insights/index.ts'
import { testBusiness } from '../../support/business.ts'
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

const codeOf = ({ code }: { code: string }) => code

async function succeeds(business: NewBusiness, text: string, input: object) {
  const { done } = await asked(business, text, input)
  expect(done.userErrors).toEqual([])
}

/** Types of what the business was told, oldest first. */
async function eventsOf({ tenantId }: NewBusiness): Promise<{ events: string[] }> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ type: string }>(
      'select type from tenant_event_logs where tenant_id = $1 order by xid',
      [tenantId],
    )
    return { events: rows.map(({ type }) => type) }
  })
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

  it('is added once, refused a second time, and may be added again when it was removed', async () => {
    const business = await opened('generic')
    const both = await Promise.all([asked(business, add), asked(business, add)])
    const codes = both.map(({ addSampleData }) => addSampleData.userErrors.map(codeOf))
    expect(codes.sort((one, other) => one.length - other.length)).toEqual([[], ['SAMPLE_DATA_THERE']])
    const removals = await Promise.all([asked(business, remove), asked(business, remove)])
    const rows = removals.map(({ removeSampleData }) => removeSampleData.rows).sort()
    expect(rows[0]).toBe(0)
    expect(rows[1]).toBeGreaterThan(14)
    expect((await asked(business, add)).addSampleData.userErrors).toEqual([])
    const { events } = await eventsOf(business)
    expect(events.filter((type) => type.startsWith('onboarding.sampleData'))).toEqual([
      'onboarding.sampleDataAdded',
      'onboarding.sampleDataRemoved',
      'onboarding.sampleDataAdded',
    ])
  })

  it('leaves what the business made of it, without the mark, and what was the business’s own', async () => {
    const business = await opened()
    const own = await asked(
      business,
      'mutation { createCustomer(input: { name: "Kendi Müşterim", phone: "0532 222 33 44", tags: ["Örnek"] }) { customer { id } } }',
    )
    await asked(business, add)
    const { customers } = await asked(business, everything)
    const [noted, renamed, booked] = customers.nodes.filter(
      ({ id }: { id: string }) => id !== own.createCustomer.customer.id,
    )
    await succeeds(
      business,
      'mutation ($input: CreateCustomerNoteInput!) { done: createCustomerNote(input: $input) { userErrors { code } } }',
      { customerId: noted.id, body: 'Kapıyı çaldı.' },
    )
    await succeeds(
      business,
      'mutation ($input: UpdateCustomerInput!) { done: updateCustomer(input: $input) { userErrors { code } } }',
      { id: renamed.id, version: 1, phone: '0532 111 22 33' },
    )
    const { services } = await asked(business, '{ services(first: 1) { nodes { id } } }')
    await succeeds(
      business,
      'mutation ($input: BookAppointmentInput!) { done: bookAppointment(input: $input) { userErrors { code } } }',
      {
        customerId: booked.id,
        serviceId: services.nodes[0].id,
        startsAt: '2026-12-07T09:00:00.000Z',
      },
    )
    const { removeSampleData } = await asked(business, remove)
    expect(removeSampleData).toMatchObject({
      keptCustomers: 3,
      userErrors: [],
      onboarding: { sampleRows: 0 },
    })
    const left = await asked(business, everything)
    const tagsOf = Object.fromEntries(
      left.customers.nodes.map(({ id, tags }: { id: string; tags: string[] }) => [id, tags]),
    )
    expect(tagsOf).toEqual({
      [own.createCustomer.customer.id]: ['Örnek'],
      [noted.id]: [],
      [renamed.id]: [],
      [booked.id]: [],
    })
    expect(left.appointments.nodes).toEqual([
      expect.objectContaining({ customer: { id: booked.id }, status: 'BOOKED' }),
    ])
    expect(await driftOf(business)).toEqual([])
  })

  it('takes nobody’s time from the business’s own appointments, and gives its own back', async () => {
    const business = await opened('generic')
    await asked(business, add)
    const { appointments } = await asked(business, everything)
    const ahead = appointments.nodes.find(({ status }: { status: string }) => status === 'BOOKED')
    const { createCustomer } = await asked(
      business,
      'mutation { createCustomer(input: { name: "Kendi Müşterim" }) { customer { id } } }',
    )
    const { services } = await asked(business, '{ services(first: 1) { nodes { id } } }')
    const wanted = {
      customerId: createCustomer.customer.id,
      serviceId: services.nodes[0].id,
      startsAt: ahead.startsAt,
    }
    const book =
      'mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { userErrors { code } } }'
    expect((await asked(business, book, wanted)).bookAppointment.userErrors.map(codeOf)).toEqual([
      'SLOT_TAKEN',
    ])
    await asked(business, remove)
    expect((await asked(business, book, wanted)).bookAppointment.userErrors).toEqual([])
    await asked(business, add)
    const { appointments: all } = await asked(business, everything)
    const own = all.nodes.filter(
      ({ customer }: { customer: { id: string } }) => customer.id === createCustomer.customer.id,
    )
    expect(own).toHaveLength(1)
    const { calendarDay } = await asked(
      business,
      `{ calendarDay(day: "${ahead.startsAt.slice(0, 10)}") { appointments { id conflict } } }`,
    )
    expect(calendarDay.appointments.filter(({ conflict }: { conflict: boolean }) => conflict)).toEqual([])
  })

  it('belongs to the first days: offered until it was removed, put aside or not needed', async () => {
    const business = await opened('generic')
    const keys = async () =>
      (await asked(business, '{ onboarding { checklist { key } } }')).onboarding.checklist.map(
        ({ key }: { key: string }) => key,
      )
    expect(await keys()).toEqual([
      'FIRST_BOOKING',
      'INVITE_STAFF',
      'IMPORT_CUSTOMERS',
      'SAMPLE_DATA',
      'INSTALL_APP',
    ])
    await asked(business, add)
    await asked(
      business,
      'mutation { dismissChecklistItem(input: { item: SAMPLE_DATA }) { userErrors { code } } }',
    )
    // Sample rows are no booking and no customers of one's own; and whoever has them can always remove them.
    expect(await keys()).toEqual([
      'FIRST_BOOKING',
      'INVITE_STAFF',
      'IMPORT_CUSTOMERS',
      'SAMPLE_DATA',
      'INSTALL_APP',
    ])
    await asked(business, remove)
    expect(await keys()).toEqual(['FIRST_BOOKING', 'INVITE_STAFF', 'IMPORT_CUSTOMERS', 'INSTALL_APP'])
  })

  it('is refused while nobody offers a service, and to everybody but owners', async () => {
    const bare = await newBusiness(server)
    expect((await asked(bare, add)).addSampleData.userErrors.map(codeOf)).toEqual(['SAMPLE_DATA_NEEDS_STAFF'])
    const { manager, staff } = await testBusiness(server, 'generic')
    for (const send of [manager, staff]) {
      const { errors } = await send(add)
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    }
  })
})
