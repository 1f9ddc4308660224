import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordSales, type Sale } from '../../../modules/revenue/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { present, type Send } from '../../support/graphql-client.ts'
import { recorded, reverse } from '../../support/revenue.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness
let other: TestBusiness
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
  calendar = await testCalendar(business)
  const sales = someSales(calendar)
  await business.context.write((work) => recordSales(work, sales))
})
afterAll(() => server?.close())

const sums = 'grossMinor discountMinor taxMinor feeMinor netMinor count reversalCount'
const summary = `query ($from: LocalDate!, $to: LocalDate!, $groupBy: RevenueGrouping!) {
  revenueSummary(from: $from, to: $to, groupBy: $groupBy) { timeZone currency otherCurrencies
    groups { key label { tr } service { name } staff { id } ${sums} } total { ${sums} } } }`

interface Sums {
  readonly grossMinor: string
  readonly discountMinor: string
  readonly taxMinor: string
  readonly feeMinor: string
  readonly netMinor: string
  readonly count: number
  readonly reversalCount: number
}

interface Summary {
  readonly timeZone: string
  readonly currency: string
  readonly otherCurrencies: readonly string[]
  readonly groups: readonly (Sums & {
    readonly key: string | null
    readonly label: { readonly tr: string } | null
    readonly service: { readonly name: string } | null
    readonly staff: { readonly id: string } | null
  })[]
  readonly total: Sums
}

async function summed(send: Send, groupBy: string, from = '2026-11-10', to = '2026-11-12') {
  const answer = await send<{ revenueSummary: Summary }>(summary, { from, to, groupBy })
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return present(answer.data).revenueSummary
}

function someSales({ staffId, colleagueId, serviceId, colourId }: TestCalendar): Sale[] {
  const sale = (occurredAt: string, gross: bigint, more: Partial<Sale> = {}): Sale => ({
    grossMinor: gross,
    method: 'CASH',
    source: 'IMPORT',
    occurredAt: new Date(occurredAt),
    staffId: uuidOf(staffId),
    serviceId: uuidOf(serviceId),
    ...more,
  })
  return [
    sale('2026-11-10T10:00:00+03:00', 1000n, { discountMinor: 100n, taxMinor: 150n, feeMinor: 7n }),
    sale('2026-11-10T12:00:00+03:00', 250n, { method: 'CARD', source: 'PANEL', serviceId: uuidOf(colourId) }),
    // Half past midnight in Istanbul is still the day before in UTC.
    sale('2026-11-12T00:30:00+03:00', 4000n, { staffId: uuidOf(colleagueId), serviceId: null }),
    sale('2026-11-12T23:59:59.999+03:00', 30n, { method: 'TRANSFER', staffId: null }),
    sale('2026-11-13T00:00:00+03:00', 999_999n),
    sale('2026-11-11T10:00:00+03:00', 5n, { currency: 'EUR' }),
  ]
}

describe('revenueSummary', () => {
  it('sums by day in the time zone of the business, with days on which nothing was sold, and leaves other currencies out', async () => {
    const { groups, total, ...rest } = await summed(business.owner, 'DAY')
    expect(rest).toEqual({ timeZone: 'Europe/Istanbul', currency: 'TRY', otherCurrencies: ['EUR'] })
    const days = groups.map((one) => [one.key, one.grossMinor, one.netMinor, one.count])
    expect(days).toEqual([
      ['2026-11-10', '1250', '993', 2],
      ['2026-11-11', '0', '0', 0],
      ['2026-11-12', '4030', '4030', 2],
    ])
    expect(total).toEqual({
      grossMinor: '5280',
      discountMinor: '100',
      taxMinor: '150',
      feeMinor: '7',
      netMinor: '5023',
      count: 4,
      reversalCount: 0,
    })
  })

  it.each([
    [
      'SOURCE',
      [
        ['IMPORT', '4773'],
        ['PANEL', '250'],
      ],
    ],
    [
      'METHOD',
      [
        ['CASH', '4743'],
        ['CARD', '250'],
        ['TRANSFER', '30'],
      ],
    ],
  ])('sums by %s, the largest first, with their names', async (groupBy, expected) => {
    const { groups } = await summed(business.owner, groupBy)
    expect(groups.map((one) => [one.key, one.netMinor])).toEqual(expected)
    expect(groups[0]?.label?.tr).toBe({ SOURCE: 'İçe aktarma', METHOD: 'Nakit' }[groupBy])
  })

  it('sums by service and by staff member, with what has none in a group of its own', async () => {
    const services = (await summed(business.owner, 'SERVICE')).groups
    expect(services.map((one) => [one.key, one.service?.name ?? null, one.netMinor])).toEqual([
      [null, null, '4000'],
      [calendar.serviceId, 'Kesim', '773'],
      [calendar.colourId, 'Boya', '250'],
    ])
    const staff = (await summed(business.owner, 'STAFF')).groups
    expect(staff.map((one) => [one.key, one.staff?.id ?? null, one.netMinor])).toEqual([
      [calendar.colleagueId, calendar.colleagueId, '4000'],
      [calendar.staffId, calendar.staffId, '993'],
      [null, null, '30'],
    ])
  })

  it('gives staff their own sales and nobody else’s', async () => {
    const own = await summed(business.staff, 'STAFF')
    expect(own.groups.map((one) => [one.key, one.netMinor])).toEqual([[calendar.staffId, '993']])
    expect(own.total).toMatchObject({ netMinor: '993', count: 2 })
    expect(own.otherCurrencies).toEqual(['EUR'])
  })

  it('is nothing for another business', async () => {
    const { groups, total, otherCurrencies } = await summed(other.owner, 'SERVICE')
    expect([groups, total.netMinor, otherCurrencies]).toEqual([[], '0', []])
  })

  it('does not depend on the order in which lines were written', async () => {
    const tenants = [await testBusiness(server), await testBusiness(server)]
    const answers = []
    for (const [index, tenant] of tenants.entries()) {
      const serviceId = await make(tenant.owner, 'Service', { name: 'Kesim', durationMinutes: 30 })
      const sales = Array.from(
        { length: 60 },
        (_, nth): Sale => ({
          grossMinor: BigInt(nth * 37 + 1),
          discountMinor: BigInt(nth % 7 === 0 ? 1 : 0),
          method: nth % 2 ? 'CASH' : 'CARD',
          source: 'IMPORT',
          occurredAt: new Date(Date.UTC(2026, 10, 10 + (nth % 3), nth % 24)),
          serviceId: nth % 5 ? uuidOf(serviceId) : null,
        }),
      )
      const shuffled = index === 0 ? sales : sales.map((_, nth) => sales[(nth * 29 + 11) % 60] as Sale)
      for (let at = 0; at < 60; at += 20) {
        await tenant.context.write((work) => recordSales(work, shuffled.slice(at, at + 20)))
      }
      const all = await Promise.all(
        ['DAY', 'METHOD'].map((groupBy) => summed(tenant.owner, groupBy, '2026-11-01', '2026-11-30')),
      )
      answers.push(all)
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[0]?.[0]?.total.count).toBe(60)
  })

  it('subtracts a reversal on its own day and counts it apart', async () => {
    const tenant = await testBusiness(server)
    const { id } = await recorded(tenant.owner, { grossMinor: '700', occurredAt: '2026-11-19T12:00:00Z' })
    await recorded(tenant.owner, { grossMinor: '50' })
    await reverse(tenant.owner, id)
    const { groups, total } = await summed(tenant.owner, 'DAY', '2026-11-19', '2026-11-20')
    expect(groups.map((one) => [one.netMinor, one.count, one.reversalCount])).toEqual([
      ['700', 1, 0],
      ['-650', 1, 1],
    ])
    expect(total).toMatchObject({ netMinor: '50', count: 2, reversalCount: 1 })
  })

  it('refuses days in the wrong order and more than a year of them', async () => {
    const reversed = await business.owner(summary, { from: '2026-11-02', to: '2026-11-01', groupBy: 'DAY' })
    expect(reversed.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const long = await business.owner(summary, { from: '2025-11-01', to: '2026-11-02', groupBy: 'DAY' })
    expect(long.errors?.[0]?.message).toContain('at most 366 days')
  })
})
