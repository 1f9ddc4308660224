import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const save = `mutation ($input: SaveBusinessProfileInput!) { saveBusinessProfile(input: $input) {
  businessProfile { version legalName phone email taxOffice taxNumber } userErrors { code field } } }`
const saved = async (input: Record<string, unknown>) =>
  (await business.owner(save, { input })).data.saveBusinessProfile
const lastEvent = async () =>
  (await business.owner('{ auditLog(first: 1) { nodes { type payload } } }')).data.auditLog.nodes[0]

describe('the profile of a business', () => {
  it('is checked: a tax number by its digits and with its office, a phone and an address as such', async () => {
    const wrong = await saved({ taxNumber: '1234567891', phone: 'call me', email: 'nobody' })
    expect(wrong.businessProfile).toBeNull()
    expect(wrong.userErrors).toEqual([
      { code: 'INVALID', field: ['phone'] },
      { code: 'INVALID', field: ['email'] },
      { code: 'INVALID', field: ['taxNumber'] },
    ])
    expect((await saved({ taxNumber: '1234567890' })).userErrors).toEqual([
      { code: 'TAX_OFFICE_MISSING', field: ['taxOffice'] },
    ])
  })

  it('is made the first time and changed from the version that was seen after that', async () => {
    const first = await saved({
      name: 'Nar Saç',
      taxNumber: '1234567890',
      taxOffice: 'Kadıköy',
      phone: '0216 111 22 33',
    })
    expect(first).toEqual({
      businessProfile: {
        version: 1,
        legalName: null,
        phone: '+902161112233',
        email: null,
        taxOffice: 'Kadıköy',
        taxNumber: '1234567890',
      },
      userErrors: [],
    })
    expect(await lastEvent()).toEqual({
      type: 'tenant.settings.updated',
      payload: { changed: ['phone', 'taxOffice', 'taxNumber', 'name'] },
    })
    expect((await business.owner('{ viewer { tenant { name } } }')).data.viewer.tenant.name).toBe('Nar Saç')
    expect((await saved({ legalName: 'Nar Ltd.', version: 1 })).businessProfile).toMatchObject({
      version: 2,
      legalName: 'Nar Ltd.',
      taxOffice: 'Kadıköy',
    })
    const late = await saved({ legalName: 'Other Ltd.', version: 1 })
    expect(late).toMatchObject({
      businessProfile: { version: 2, legalName: 'Nar Ltd.' },
      userErrors: [{ code: 'CONFLICT', field: ['version'] }],
    })
    expect((await saved({ legalName: 'Other Ltd.' })).userErrors[0].code).toBe('CONFLICT')
  })

  it('is changed by owners only, and staff do not see it', async () => {
    const answer = await business.manager(save, { input: { legalName: 'Mine' } })
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const list = '{ businessProfiles { nodes { legalName } } }'
    expect((await business.manager(list)).data.businessProfiles.nodes).toEqual([{ legalName: 'Nar Ltd.' }])
    const staff = await business.staff(list)
    expect(staff.data?.businessProfiles?.nodes ?? []).toEqual([])
  })
})

describe('language, time zone and currency', () => {
  const update =
    'mutation ($input: UpdateTenantInput!) { updateTenant(input: $input) { tenant { version currency timeZone locale } userErrors { code field } } }'
  const tenant = async () => (await business.owner('{ viewer { tenant { id version } } }')).data.viewer.tenant

  it('can be changed, the currency until there is money', async () => {
    const changed = await business.owner(update, {
      input: { ...(await tenant()), currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'en' },
    })
    expect(changed.data.updateTenant).toMatchObject({
      tenant: { currency: 'EUR', timeZone: 'Europe/Berlin', locale: 'en' },
      userErrors: [],
    })
    const sale = await business.owner(
      'mutation ($input: RecordRevenueInput!) { recordRevenue(input: $input) { userErrors { code field } } }',
      { input: { occurredAt: '2026-11-20T10:00:00Z', grossMinor: '100', method: 'CASH' } },
    )
    expect(sale.errors).toBeUndefined()
    expect(sale.data.recordRevenue.userErrors).toEqual([])
    const back = await business.owner(update, { input: { ...(await tenant()), currency: 'TRY' } })
    expect(back.data.updateTenant).toEqual({
      tenant: null,
      userErrors: [{ code: 'CURRENCY_IN_USE', field: ['currency'] }],
    })
    const zone = await business.owner(update, { input: { ...(await tenant()), timeZone: 'Europe/Istanbul' } })
    expect(zone.data.updateTenant.userErrors).toEqual([])
  })
})

describe('tax rates', () => {
  const table = '{ rates: taxTable(day: "DAY") { rates { taxClass rateBasisPoints source validFrom } } }'
  const on = async (day: string) =>
    (await business.owner(table.replace('DAY', day))).data.rates.rates.map(
      (rate: { rateBasisPoints: number; source: string }) => `${rate.rateBasisPoints} ${rate.source}`,
    )
  const create = `mutation ($input: CreateTaxRateInput!) { createTaxRate(input: $input) { taxRate { id } userErrors { code field } } }`

  it('are those of the law on the day that is asked for', async () => {
    expect(await on('2023-07-09')).toEqual(['1800 LAW', '800 LAW', '100 LAW'])
    expect(await on('2023-07-10')).toEqual(['2000 LAW', '1000 LAW', '100 LAW'])
    expect(await on('2001-01-01')).toEqual([])
  })

  it('may be set by the business from a day on, never for what was sold already', async () => {
    const past = await business.owner(create, {
      input: { taxClass: 'REDUCED', rateBasisPoints: 500, validFrom: '2026-11-19' },
    })
    expect(past.data.createTaxRate.userErrors).toEqual([{ code: 'RATE_IN_THE_PAST', field: ['validFrom'] }])
    for (const rateBasisPoints of [1200, 1250]) {
      const made = await business.owner(create, {
        input: { taxClass: 'REDUCED', rateBasisPoints, validFrom: '2027-01-01' },
      })
      expect(made.data.createTaxRate.userErrors).toEqual([])
    }
    expect(await on('2026-12-31')).toEqual(['2000 LAW', '1000 LAW', '100 LAW'])
    expect(await on('2027-01-01')).toEqual(['2000 LAW', '1250 OWN', '100 LAW'])
    const history = await business.owner('{ taxTable { day history { rateBasisPoints validFrom } } }')
    expect(history.data.taxTable.day).toBe('2026-11-20')
    expect(history.data.taxTable.history[0]).toEqual({ rateBasisPoints: 1250, validFrom: '2027-01-01' })
  })
})
