import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { at, make, type TestCalendar, testCalendar } from '../../support/calendar.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { givenTask, memberOf } from '../../support/tasks.ts'

interface Found {
  readonly type: string
  readonly id: string
  readonly title: string
  readonly subtitle: string
  readonly path: string
  readonly hint: string | null
}

let server: TestServer
let calendar: TestCalendar
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  calendar = await testCalendar(business)
})
afterAll(() => server?.close())

async function found(
  send: Send,
  query: string,
  more: { first?: number; types?: string[] } = {},
): Promise<Found[]> {
  const { data, errors } = await send(
    `query ($query: String!, $first: Int! = 10, $types: [String!]) {
      search(query: $query, first: $first, types: $types) { type id title subtitle path hint } }`,
    { query, ...more },
  )
  if (errors) throw new Error(JSON.stringify(errors))
  return data.search
}

const titles = async (query: string) => (await found(business.owner, query)).map(({ title }) => title)

describe('customers', () => {
  let id: string

  beforeAll(async () => {
    const create = (name: string, more: object = {}) =>
      make(business.owner, 'Customer', { kind: 'COMPANY', name, ...more })
    id = await create('Çağrı Şimşek', { phone: '+905321112233', email: 'cagri@ornek.test' })
    await create('Ahmet Çağrı')
    await create('Acağrı Ltd')
    await create('%_\\ garip')
  })

  it.each(['cagri simsek', 'ÇAĞRI ŞİMŞEK', 'çağrı şim', 'şimşek çağrı'])(
    'are found by name however it is written: %s',
    async (query) => {
      expect((await found(business.owner, query))[0]).toEqual({
        type: 'Customer',
        id,
        title: 'Çağrı Şimşek',
        subtitle: '+905321112233',
        path: `/customers/${id}`,
        hint: null,
      })
    },
  )

  it('whose name begins with it come first, then a word of it, then any part', async () => {
    expect(await titles('cagri')).toEqual(['Çağrı Şimşek', 'Ahmet Çağrı', 'Acağrı Ltd'])
  })

  it.each(['2233', '233', '0532 111 22 33', '+90 (532) 111-22-33', '905321112233', '11122'])(
    'are found by the telephone number as people type it: %s',
    async (query) => {
      expect((await found(business.owner, query)).map((one) => one.id)).toEqual([id])
    },
  )

  it('are found by e-mail, which is then shown as what fits', async () => {
    expect(await found(business.owner, 'cagri@orn')).toMatchObject([{ id, hint: 'cagri@ornek.test' }])
  })

  it('are not found by less than two characters, nor by wildcards, which stand for themselves', async () => {
    expect(await found(business.owner, 'a')).toEqual([])
    expect(await found(business.owner, '  ')).toEqual([])
    expect(await titles('%_')).toEqual(['%_\\ garip'])
    expect(await titles('%%')).toEqual([])
    expect(await titles("'; drop table customers; --\u0000")).toEqual([])
  })

  it('of another business, and archived ones, are not found', async () => {
    const other = await testBusiness(server)
    expect(await found(other.owner, 'cagri')).toEqual([])
    const gone = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Eskimiş' })
    expect(await titles('eskimis')).toEqual(['Eskimiş'])
    await business.owner(
      'mutation ($input: ArchiveCustomerInput!) { archiveCustomer(input: $input) { userErrors { code } } }',
      { input: { id: gone, version: 1 } },
    )
    expect(await titles('eskimis')).toEqual([])
  })
})

describe('appointments', () => {
  it('of the coming days are found by their customer and by their time, the next one first', async () => {
    const customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Zeynep Ak' })
    const later = await calendar.booked({ customerId, startsAt: at('11:15', '2026-11-24') })
    const next = await calendar.booked({ customerId, startsAt: at('11:15') })
    const results = await found(business.owner, 'zeynep', { types: ['Appointment'] })
    expect(results.map(({ id }) => id)).toEqual([next.id, later.id])
    expect(results[0]).toMatchObject({
      title: 'Zeynep Ak',
      subtitle: '23 Kas Pzt 11:15 · Kesim · Personel',
      path: `/calendar?d=2026-11-23&a=${next.id}`,
    })
    expect((await found(business.owner, '11:15')).map(({ id }) => id)).toEqual([next.id, later.id])
  })

  it('and tasks that a member of staff cannot see are not found by them', async () => {
    const customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Gizem Su' })
    const stranger = await calendar.booked({
      customerId,
      startsAt: at('13:00'),
      staffId: calendar.strangerId,
    })
    const own = await calendar.booked({ customerId, startsAt: at('14:00') })
    const theirs = await givenTask(business.owner, { title: 'Gizem ile görüş' })
    const mine = await givenTask(business.owner, {
      title: 'Gizem aranacak',
      ownerId: memberOf(business, 'staff'),
    })
    const ids = async (send: Send) => (await found(send, 'gizem')).map(({ id }) => id)
    expect([...(await ids(business.owner))].sort()).toEqual(
      [customerId, stranger.id, own.id, theirs.id, mine.id].sort(),
    )
    expect([...(await ids(business.staff))].sort()).toEqual([customerId, own.id, mine.id].sort())
  })
})

describe('what a sector adds', () => {
  it('is found by a plate with other spaces and by the end of a chassis number, and only in that sector', async () => {
    const garage = await testBusiness(server, 'auto-service')
    const ownerId = await make(garage.owner, 'Customer', {
      kind: 'COMPANY',
      name: 'Mert Kaya',
      phone: '+905329998877',
    })
    const vehicle = await make(garage.owner, 'Vehicle', {
      ownerId,
      plate: '34 ABC 123',
      model: 'Fiat Egea',
      vin: '1M8GDM9AXKP042788',
    })
    for (const query of ['34abc123', '34 AB C123', 'abc 123', '34-abc-123', '042788']) {
      expect(await found(garage.owner, query)).toMatchObject([
        {
          type: 'Vehicle',
          id: vehicle,
          title: '34 ABC 123',
          subtitle: 'Fiat Egea · Mert Kaya',
          path: `/customers/${ownerId}`,
        },
      ])
    }
    expect(await found(business.owner, '34abc123')).toEqual([])
    expect(await found(business.owner, 'cagri', { types: ['Vehicle'] })).toEqual([])
  })
})
