import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedBlueprints } from '../../../gateway/installed.ts'
import { type OracleSegments, readOracle } from '../../support/export-oracle.ts'
import { exportBytes, type ImportingBusiness, imported, importingBusiness } from '../../support/imports.ts'
import { dateBefore, minutesOf, peopleAtRisk } from '../../support/kpi-oracle.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

const salonSegments: OracleSegments = {
  'Dip boya': [45, 40, 35],
  'Röfle / ombre': [75, 60, 45],
  'Keratin bakım': [60, 50, 40],
}

const days = ['2026-11-20', '2026-10-31', '2026-10-14', '2026-06-10', '2026-01-02']

interface Figure {
  id: string
  value: string | null
  numerator: string | null
  denominator: string | null
  previous: string | null
}

describe.each([
  ['salon', salonSegments],
  ['dental', {}],
  ['garage', {}],
] as const)('key figures of the %s, counted by hand from its exports', (key, segments) => {
  const oracle = readOracle(key, segments)
  let business: ImportingBusiness

  beforeAll(async () => {
    business = await importingBusiness(server, key)
    for (const file of [`${key}-customers.csv`, `${key}-appointments.csv`]) {
      const run = await imported(server, business.owner, file, exportBytes(file))
      expect(run.status).toBe('DONE')
    }
  })

  async function figure(id: string, day: string): Promise<Figure> {
    const answer = await business.owner(
      'query ($ids: [String!], $day: LocalDate) { kpis(ids: $ids, day: $day) { id value numerator denominator previous } }',
      { ids: [id], day },
    )
    expect(answer.errors).toBeUndefined()
    return answer.data.kpis[0]
  }

  const rounded = (percent: number) => (Number.isNaN(percent) ? null : Math.round(percent * 10) / 10)
  const asNumber = (text: string | null) => (text === null ? null : Number(text))

  it.each(days)('no-shows and cancellations of the 28 days to %s, and of the 28 before', async (day) => {
    const now = oracle.countsBetween(dateBefore(day, 27), day)
    const before = oracle.countsBetween(dateBefore(day, 55), dateBefore(day, 28))
    const noShow = await figure('no_show_rate_pct', day)
    expect([noShow.numerator, noShow.denominator].map(asNumber)).toEqual([
      now.gelmedi,
      now.geldi + now.gelmedi,
    ])
    expect([noShow.value, noShow.previous].map(asNumber)).toEqual([
      rounded(now.noShowRatePct),
      rounded(before.noShowRatePct),
    ])
    const cancelled = await figure('cancellation_rate_pct', day)
    expect([cancelled.numerator, cancelled.denominator].map(asNumber)).toEqual([now.iptal, now.rows])
    expect([cancelled.value, cancelled.previous].map(asNumber)).toEqual([
      rounded(now.cancellationRateWithoutPostponedPct),
      rounded(before.cancellationRateWithoutPostponedPct),
    ])
  })

  it.each(days)('revenue of %s, and of the same weekday a week before', async (day) => {
    const { value, previous } = await figure('revenue_today', day)
    const on = (date: string) => String(oracle.revenue.byDay.get(date) ?? 0n)
    expect([value, previous]).toEqual([on(day), on(dateBefore(day, 7))])
  })

  it.each(['2026-11-20', '2026-10-30'])('occupancy of %s, minute by minute', async (day) => {
    const { booked, working } = minutesOf(oracle, business.demo, segments, day)
    const { numerator, denominator, value } = await figure('fill_rate_pct', day)
    expect([numerator, denominator].map(asNumber)).toEqual([booked, working])
    expect(asNumber(value)).toBe(rounded((100 * booked) / working))
  })

  it('customers at risk today, person by person', async () => {
    const usual = installedBlueprints.find((one) => one.key === business.demo.blueprint)?.visitCycleDays ?? 60
    const { atRisk, visitors } = peopleAtRisk(oracle, business.demo, usual, '2026-11-20')
    const { numerator, denominator } = await figure('at_risk_customers', '2026-11-20')
    expect([numerator, denominator].map(asNumber)).toEqual([atRisk, visitors])
    // A car's usual cycle is a year, as long as its export: nobody there can be late yet.
    expect(atRisk > 0).toBe(usual < 365)
  })

  it('revenue of the year by method, and in all', async () => {
    const answer = await business.owner(
      '{ revenueSummary(from: "2025-09-01", to: "2026-08-31", groupBy: METHOD) { total { netMinor count } } rest: revenueSummary(from: "2026-09-01", to: "2026-12-31", groupBy: METHOD) { total { netMinor count } } }',
    )
    expect(answer.errors).toBeUndefined()
    const { revenueSummary, rest } = answer.data
    expect(BigInt(revenueSummary.total.netMinor) + BigInt(rest.total.netMinor)).toBe(
      oracle.revenue.totalMinor,
    )
    expect(revenueSummary.total.count + rest.total.count).toBe(oracle.revenue.sales)
  })
})
