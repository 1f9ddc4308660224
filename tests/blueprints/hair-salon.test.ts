import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hairSalon } from '../../blueprints/hair-salon/index.ts'
import { Appointment, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import { encodeId, type Work } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testNow } from '../support/clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let salon: TestBusiness
let stylist: string

beforeAll(async () => {
  server = await startTestServer()
  salon = await testBusiness(server, hairSalon.key)
  stylist = encodeId('stf', salon.staffMemberId)
})
afterAll(() => server?.close())

async function run(name: string, record: string, fields: string, input: object, send = salon.owner) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const answer = await send(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${record} { id version ${fields} } userErrors { code field message } } }`,
    { input },
  )
  expect(answer.errors).toBeUndefined()
  const { [record]: row, userErrors } = answer.data[name]
  return { row, codes: userErrors.map((error: { code: string }) => error.code), userErrors }
}

async function client() {
  const { row } = await run('createCustomer', 'customer', 'name', {
    givenName: 'Irmak',
    familyName: 'Kaya',
    phone: '0531 199 99 41',
  })
  return row.id as string
}

async function visit(customerId: string) {
  const { row, codes } = await run('createCustomerVisit', 'customerVisit', '', {
    customerId,
    staffId: stylist,
    visitedAt: '2026-11-20T09:00:00Z',
  })
  expect(codes).toEqual([])
  return row as { id: string; version: number }
}

const mix = {
  zone: 'ROOTS',
  brand: 'Wella',
  line: 'Koleston',
  shades: [
    { shade: '7.1', grams: 40 },
    { shade: '7.0', grams: 20 },
  ],
  mixRatio: 'ONE_TO_ONE',
  developerPercent: '6',
  startLevel: 6,
  targetLevel: 7,
  porosity: 'NORMAL',
  processingMinutes: 35,
}
const formula = (visitId: string, more: object = {}, send = salon.owner) =>
  run(
    'recordColorFormula',
    'customerVisit',
    'resultNote formulaLines { nodes { position zone brand shades mixRatio developerPercent processingMinutes } }',
    { visitId, lines: [mix], ...more },
    send,
  )

describe('a colour formula', () => {
  it('is written as a whole and read back in order', async () => {
    const { id } = await visit(await client())
    const ends = { ...mix, zone: 'ENDS', developerPercent: '1.9', processingMinutes: 10 }
    const { row, codes } = await formula(id, { lines: [mix, ends], resultNote: 'İstediği ton' })
    expect(codes).toEqual([])
    expect(row.resultNote).toBe('İstediği ton')
    expect(row.formulaLines.nodes).toMatchObject([
      { position: 1, zone: 'ROOTS', shades: mix.shades, mixRatio: 'ONE_TO_ONE', developerPercent: '6' },
      { position: 2, zone: 'ENDS', developerPercent: '1.9', processingMinutes: 10 },
    ])
  })

  it('is corrected by writing it anew, and what was written before can still be read', async () => {
    const { id } = await visit(await client())
    await formula(id)
    await formula(id, { lines: [{ ...mix, developerPercent: '9' }] })
    const { data } = await salon.owner(
      `query ($id: ID!) { customerVisit(id: $id) {
        now: formulaLines { nodes { developerPercent } }
        before: formulaLines(filter: { archivedAt: { isNull: false } }) { nodes { developerPercent } } } }`,
      { id },
    )
    expect(data.customerVisit).toEqual({
      now: { nodes: [{ developerPercent: '9' }] },
      before: { nodes: [{ developerPercent: '6' }] },
    })
  })

  it.each([
    [{ shades: [] }, 'SHADES_INCOMPLETE', 'shades'],
    [{ shades: [{ shade: '7.1' }] }, 'SHADES_INCOMPLETE', 'shades'],
    [{ shades: 'seven' }, 'SHADES_INCOMPLETE', 'shades'],
    [{ shades: [null] }, 'SHADES_INCOMPLETE', 'shades'],
    [{ developerPercent: '20' }, 'DEVELOPER_OUT_OF_RANGE', 'developerPercent'],
    [{ targetLevel: 13 }, 'TOO_LARGE', 'targetLevel'],
    [{ brand: ' ' }, 'REQUIRED', 'brand'],
  ])(
    'with a mix that says %j is refused with %s, and nothing of it is written',
    async (wrong, code, field) => {
      const { id } = await visit(await client())
      await formula(id)
      const { codes, userErrors } = await formula(id, { lines: [mix, { ...mix, ...wrong }] })
      expect(codes).toEqual([code])
      expect(userErrors[0].field).toEqual(['lines', '1', field])
      const { data } = await salon.owner(
        'query ($id: ID!) { customerVisit(id: $id) { formulaLines { totalCount } } }',
        { id },
      )
      expect(data.customerVisit.formulaLines.totalCount).toBe(1)
    },
  )

  it('needs a mix, and a visit that the writer may write', async () => {
    const { id } = await visit(await client())
    expect((await formula(id, { lines: [] })).codes).toEqual(['REQUIRED'])
    const { row: colleague } = await run('createStaffMember', 'staffMember', '', {
      name: 'Cem',
      branchId: encodeId('bra', salon.branch.id),
    })
    const { row: theirs } = await run('createCustomerVisit', 'customerVisit', '', {
      customerId: await client(),
      staffId: colleague.id,
      visitedAt: '2026-11-20T09:00:00Z',
    })
    expect((await formula(theirs.id, {}, salon.staff)).codes).toEqual(['FORBIDDEN'])
    expect((await formula(id, {}, salon.staff)).codes).toEqual([])
  })
})

describe('a patch test', () => {
  it('counts for half a year, and one that reacted stops the formula until a manager goes on', async () => {
    const customerId = await client()
    const { id } = await visit(customerId)
    const { row: test } = await run('createPatchTest', 'patchTest', 'status validUntil', {
      customerId,
      product: 'Koleston 7/1',
      testedOn: '2026-11-18',
    })
    expect(test).toMatchObject({ status: 'PENDING', validUntil: '2027-05-17' })
    expect((await formula(id)).codes).toEqual([])

    await run('updatePatchTest', 'patchTest', 'status', { id: test.id, version: 1, status: 'FAILED' })
    expect((await formula(id)).codes).toEqual(['PATCH_TEST_FAILED'])
    expect((await formula(id, { despitePatchTest: true }, salon.staff)).codes).toEqual(['FORBIDDEN'])
    expect((await formula(id, { despitePatchTest: true }, salon.manager)).codes).toEqual([])

    await run('createPatchTest', 'patchTest', '', {
      customerId,
      product: 'INOA',
      testedOn: '2026-11-19',
      status: 'PASSED',
    })
    expect((await formula(id)).codes).toEqual([])
  })
})

describe('recall', () => {
  const daysAgo = (days: number) => new Date(testNow.getTime() - days * 86_400_000)

  /** A client with completed visits, and one ahead when a negative number of days is among them. */
  async function seen(work: Work, name: string, service: Service, days: readonly number[]) {
    const customer = work.create<Customer>(Customer, {
      name,
      kind: 'PERSON',
      source: 'OTHER',
      tags: [],
      otherPhones: [],
      otherEmails: [],
    })
    for (const day of days) {
      const startsAt = daysAgo(day)
      work.create<Appointment>(Appointment, {
        customer,
        service,
        staff: work.reference(StaffMember, salon.staffMemberId),
        branch: work.reference(Branch, salon.branch.id),
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3_600_000),
        status: day < 0 ? 'BOOKED' : 'DONE',
        statusChangedAt: startsAt,
        source: 'PANEL',
        conflict: false,
      })
    }
  }

  it('names who is past their own rhythm with nothing booked, and counts the same people', async () => {
    await salon.context.write(async (work) => {
      const named = (name: string) =>
        work.em.findOneOrFail(Service, { tenantId: salon.tenantId, name } as never)
      const color = await named('Dip boya')
      const cut = await named('Saç kesimi')
      await seen(work, 'Due by default', color, [36])
      await seen(work, 'Not yet', color, [35])
      await seen(work, 'Slow rhythm', color, [50, 110, 170])
      await seen(work, 'Quick rhythm', color, [24, 44, 64])
      await seen(work, 'Booked again', color, [40, -3])
      await seen(work, 'Gone for good', color, [36 * 4 + 1])
      await seen(work, 'Only cuts', cut, [60])
    })
    const { data, errors } = await salon.owner(`{
      recallsDue(first: 10) { customer { name } service { name } lastVisitOn daysSince usualDays }
      kpis(ids: ["recall_due", "rebooking_rate_pct"]) { id value numerator denominator }
    }`)
    expect(errors).toBeUndefined()
    expect(data.recallsDue).toEqual([
      {
        customer: { name: 'Due by default' },
        service: { name: 'Dip boya' },
        lastVisitOn: '2026-10-15',
        daysSince: 36,
        usualDays: 35,
      },
      expect.objectContaining({ customer: { name: 'Quick rhythm' }, daysSince: 24, usualDays: 20 }),
    ])
    expect(data.kpis).toEqual([
      { id: 'recall_due', value: '2', numerator: '2', denominator: null },
      // Seen in the last 28 days: only the quick one, and nothing is booked for them.
      { id: 'rebooking_rate_pct', value: '0.0', numerator: '0', denominator: '1' },
    ])
  })
})

describe('what the sector requires', () => {
  it('is asked for when a client is added or the value is taken away, not when something else changes', async () => {
    const none = await run('createCustomer', 'customer', '', { givenName: 'Adsız' })
    expect(none.codes).toEqual(['REQUIRED_BY_TENANT'])
    expect(none.userErrors[0].field).toEqual(['phone'])
    const id = await client()
    const taken = await run('updateCustomer', 'customer', '', { id, version: 1, phone: null })
    expect(taken.codes).toEqual(['REQUIRED_BY_TENANT'])
    const renamed = await run('updateCustomer', 'customer', 'name', { id, version: 1, familyName: 'Demir' })
    expect(renamed.codes).toEqual([])
    const generic = await testBusiness(server, 'generic')
    const free = await run('createCustomer', 'customer', '', { givenName: 'Adsız' }, generic.owner)
    expect(free.codes).toEqual([])
  })
})
