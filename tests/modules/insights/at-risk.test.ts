import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Appointment } from '../../../modules/calendar/index.ts'
import { keepFigures } from '../../../modules/insights/index.ts'
import { testBusiness } from '../../support/business.ts'
import { make, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { askKpi, plantAppointment } from '../../support/insights.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let nailsId: string

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

// The clock stands on 2026-11-20; the sector's cycle is 60 days where the blueprint says nothing.
const day = (daysAgo: number) => new Date(Date.parse('2026-11-20T09:00:00Z') - daysAgo * 86_400_000)

interface Visit {
  readonly daysAgo: number
  readonly nails?: true
  readonly status?: Appointment['status']
  /** Served by somebody of another team. */
  readonly elsewhere?: true
}

async function customers(histories: readonly (readonly Visit[])[]): Promise<string[]> {
  calendar = await testCalendar(await testBusiness(server))
  const { business, owner, serviceId, staffId, strangerId } = calendar
  nailsId = await make(owner, 'Service', { name: 'Manikür', category: 'Tırnak', durationMinutes: 40 })
  const ids: string[] = []
  for (const [index, visits] of histories.entries()) {
    const id = await make(owner, 'Customer', { kind: 'COMPANY', name: `Müşteri ${index}` })
    ids.push(id)
    await business.context.write(async (work) => {
      for (const visit of visits) {
        plantAppointment(work, business.branch.id, {
          customerId: uuidOf(id),
          serviceId: uuidOf(visit.nails ? nailsId : serviceId),
          staffId: uuidOf(visit.elsewhere ? strangerId : staffId),
          startsAt: day(visit.daysAgo),
          status: visit.status ?? 'DONE',
        })
      }
    })
  }
  return ids
}

/** [at risk, customers with a visit] of a business with these customers. */
async function atRisk(...histories: (readonly Visit[])[]): Promise<[string | null, string | null]> {
  await customers(histories)
  const { numerator, denominator } = await askKpi(calendar.owner, 'at_risk_customers')
  return [numerator, denominator]
}

const visits = (...daysAgo: number[]): Visit[] => daysAgo.map((one) => ({ daysAgo: one }))

describe('at_risk_customers', () => {
  it.each([
    ['is due but not at risk at 1.3 times the cycle', 78, '0'],
    ['is at risk the day after', 79, '1'],
    ['is at risk at twice the cycle', 120, '1'],
    ['has lapsed the day after', 121, '0'],
  ])('whose only visit %s', async (_, daysAgo, expected) => {
    expect(await atRisk(visits(daysAgo))).toEqual([expected, '1'])
  })

  it('takes the median gap as the cycle from the third visit on, and the sector’s before', async () => {
    // Gaps of 20, 100 and 20 days: the median is 20, so 30 days are 1.5 cycles.
    expect(await atRisk(visits(170, 150, 50, 30))).toEqual(['1', '1'])
    expect(await atRisk(visits(50, 30))).toEqual(['0', '1'])
    expect(await atRisk(visits(110, 90))).toEqual(['1', '1'])
  })

  it('counts several appointments of one day as one visit', async () => {
    expect(await atRisk(visits(50, 30, 30, 30))).toEqual(['0', '1'])
  })

  it('never takes a cycle below a quarter of the sector’s: a course of treatment within a week is no rhythm', async () => {
    // 15 days at least: 18 days are 1.2 cycles, 20 days are 1.33.
    expect(await atRisk(visits(22, 20, 18))).toEqual(['0', '1'])
    expect(await atRisk(visits(24, 22, 20))).toEqual(['1', '1'])
  })

  it('looks at each service category by itself, and the best one counts', async () => {
    const hair = visits(60, 40, 20)
    expect(await atRisk([...hair, { daysAgo: 100, nails: true }])).toEqual(['0', '1'])
    expect(await atRisk([...visits(70, 50, 30), { daysAgo: 100, nails: true }])).toEqual(['1', '1'])
  })

  it('leaves out who has an appointment today or ahead, unless it is cancelled or missed', async () => {
    const base = visits(100)
    expect(await atRisk([...base, { daysAgo: -20, status: 'BOOKED' }])).toEqual(['0', '1'])
    expect(await atRisk([...base, { daysAgo: 0, status: 'ARRIVED' }])).toEqual(['0', '1'])
    expect(await atRisk([...base, { daysAgo: -20, status: 'CANCELLED' }])).toEqual(['1', '1'])
    expect(await atRisk([...base, { daysAgo: 10, status: 'BOOKED' }])).toEqual(['1', '1'])
  })

  it('does not count customers without a visit, nor archived ones', async () => {
    const [archived] = await customers([visits(100), visits(100), [{ daysAgo: 100, status: 'NO_SHOW' }]])
    const archive =
      'mutation ($input: ArchiveCustomerInput!) { archiveCustomer(input: $input) { userErrors { code } } }'
    await calendar.owner(archive, { input: { id: archived, version: 1 } })
    const { numerator, denominator, value } = await askKpi(calendar.owner, 'at_risk_customers')
    expect([numerator, denominator, value]).toEqual(['1', '1', '1'])
  })

  it('shows staff the customers whom they serve, judged by all of their visits', async () => {
    const mine = visits(100)
    await customers([mine, [{ daysAgo: 100, elsewhere: true }], [...mine, { daysAgo: 5, elsewhere: true }]])
    expect(await askKpi(calendar.owner, 'at_risk_customers')).toMatchObject({ value: '2', denominator: '3' })
    expect(await askKpi(calendar.business.staff, 'at_risk_customers')).toMatchObject({
      value: '1',
      denominator: '2',
    })
  })
})

describe('kept figures', () => {
  it('give customers at risk a trend and a comparison, stay as they were first given, and are the owner’s', async () => {
    await customers([visits(100), visits(75)])
    const { business, owner } = calendar
    expect(await askKpi(owner, 'at_risk_customers')).toMatchObject({
      value: '1',
      previous: null,
      delta: null,
    })
    expect(await keepFigures(business.context, '2026-11-13')).toBe(1)
    expect(await keepFigures(business.context, '2026-11-19')).toBe(1)
    await customersOf(visits(100))
    expect(await keepFigures(business.context, '2026-11-19')).toBe(0)
    const kpi = await askKpi(owner, 'at_risk_customers')
    // A week ago the first one was at 93 days, the second at 68.
    expect(kpi).toMatchObject({
      value: '2',
      previous: '1',
      delta: '1',
      deltaPct: '100.0',
      deltaDirection: 'BAD',
    })
    expect(kpi.trend.map(({ value }) => value)).toEqual([null, null, null, null, null, '1', '2'])
    const staff = await askKpi(business.staff, 'at_risk_customers')
    expect([staff.previous, staff.trend.map(({ value }) => value)]).toEqual([
      null,
      [null, null, null, null, null, null, '2'],
    ])
  })

  async function customersOf(history: readonly Visit[]): Promise<void> {
    const { business, owner, serviceId, staffId } = calendar
    const id = await make(owner, 'Customer', { kind: 'COMPANY', name: 'Yeni' })
    await business.context.write(async (work) => {
      for (const { daysAgo } of history) {
        const planted = { customerId: uuidOf(id), serviceId: uuidOf(serviceId), staffId: uuidOf(staffId) }
        plantAppointment(work, business.branch.id, { ...planted, startsAt: day(daysAgo) })
      }
    })
  }
})
