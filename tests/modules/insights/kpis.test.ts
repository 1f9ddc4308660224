import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import type { Appointment } from '../../../modules/calendar/index.ts'
import { evaluateKpis } from '../../../modules/insights/evaluate-kpis.ts'
import { foldDeltas } from '../../../modules/insights/index.ts'
import { dayNumber } from '../../../modules/insights/kpi-days.ts'
import { recordSales } from '../../../modules/revenue/index.ts'
import type { Statement } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import {
  askKpi,
  kpiFields,
  type PlantedAppointment,
  plantAppointment,
  type ReceivedKpi,
} from '../../support/insights.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let planted: Planted[]

interface Planted {
  readonly day: string
  readonly status: Appointment['status']
  readonly cancelReason: Appointment['cancelReason']
  readonly staffId: string
}

const today = '2026-11-20'
const statuses: Appointment['status'][] = ['DONE', 'DONE', 'DONE', 'NO_SHOW', 'CANCELLED', 'BOOKED', 'HELD']
const reasons: Appointment['cancelReason'][] = ['CUSTOMER', 'POSTPONED', 'BUSINESS']

/** Appointments of three people over ninety days, at any hour of the day in Istanbul. */
function manyAppointments({
  staffId,
  colleagueId,
  strangerId,
}: TestCalendar): (Planted & { startsAt: Date })[] {
  return Array.from({ length: 700 }, (_, index) => {
    const startsAt = new Date(
      Date.parse('2026-09-01T00:00:00+03:00') + ((index * 7919) % (90 * 48)) * 1_800_000,
    )
    const status = statuses[(index * 5) % 7] as Appointment['status']
    return {
      startsAt,
      day: new Date(startsAt.getTime() + 3 * 3_600_000).toISOString().slice(0, 10),
      status,
      cancelReason: status === 'CANCELLED' ? (reasons[index % 3] ?? null) : null,
      staffId: uuidOf([staffId, colleagueId, strangerId][index % 3] ?? ''),
    }
  })
}

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
  const { business, customerId, serviceId } = calendar
  const many = manyAppointments(calendar)
  planted = many
  for (let at = 0; at < many.length; at += 350) {
    await business.context.write(async (work) => {
      for (const one of many.slice(at, at + 350)) {
        plantAppointment(work, business.branch.id, {
          ...one,
          customerId: uuidOf(customerId),
          serviceId: uuidOf(serviceId),
        })
      }
    })
    // Half of it is folded, half of it is not.
    if (at === 0) await foldDeltas(server.setting.pool)
  }
})
afterAll(() => server?.close())

function naive(
  from: string,
  to: string,
  counts: (one: Planted) => boolean,
  staff?: readonly string[],
): number {
  return planted.filter(
    (one) => one.day >= from && one.day <= to && counts(one) && (!staff || staff.includes(one.staffId)),
  ).length
}

const isDone = (one: Planted) => one.status === 'DONE'
const isMissed = (one: Planted) => one.status === 'NO_SHOW'
const isLost = (one: Planted) => one.status === 'CANCELLED' && one.cancelReason !== 'POSTPONED'
const isScheduled = (one: Planted) => one.status !== 'HELD'

/** `part` of `all` in percent with one decimal place. */
const percent = (part: number, all: number) => (Math.round((part * 1000) / all) / 10).toFixed(1)

const daysBefore = (day: string, days: number) =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)

describe('no_show_rate_pct', () => {
  const rate = (to: string, staff?: readonly string[]) => {
    const [missed, done] = [isMissed, isDone].map((is) => naive(daysBefore(to, 27), to, is, staff)) as [
      number,
      number,
    ]
    return { missed, done, value: percent(missed, missed + done) }
  }

  it('is what counting the appointments one by one gives, with its trend and the 28 days before', async () => {
    const kpi = await askKpi(calendar.owner, 'no_show_rate_pct')
    const { missed, done, value } = rate(today)
    const previous = rate(daysBefore(today, 28)).value
    expect(kpi).toMatchObject({
      value,
      numerator: String(missed),
      denominator: String(missed + done),
      previous,
      delta: (Number(value) - Number(previous)).toFixed(1),
      deltaDirection:
        Number(value) < Number(previous) ? 'GOOD' : Number(value) > Number(previous) ? 'BAD' : 'NONE',
      day: today,
      asOf: '2026-11-20T11:20:00.000Z',
      missing: null,
      error: null,
    })
    expect(missed).toBeGreaterThan(10)
    expect(kpi.trend).toEqual(
      [6, 5, 4, 3, 2, 1, 0].map((days) => {
        const day = daysBefore(today, days)
        return { day, value: rate(day).value }
      }),
    )
  })

  it('counts the appointments of their team for staff', async () => {
    const team = [calendar.staffId, calendar.colleagueId].map(uuidOf)
    const kpi = await askKpi(calendar.business.staff, 'no_show_rate_pct')
    expect([kpi.numerator, kpi.value]).toEqual([String(rate(today, team).missed), rate(today, team).value])
    expect(kpi.numerator).not.toBe(String(rate(today).missed))
  })

  it('has no value, and says so, where nothing was done or missed', async () => {
    const kpi = await askKpi(calendar.owner, 'no_show_rate_pct', '2026-01-10')
    expect(kpi).toMatchObject({
      value: null,
      numerator: '0',
      denominator: '0',
      missing: 'NOTHING_TO_MEASURE',
      asOf: '2026-01-10T20:59:59.999Z',
    })
    expect(kpi.error).toContain('henüz ölçülecek bir şey yok')
  })

  it('carries its whole contract', async () => {
    expect(await askKpi(calendar.owner, 'no_show_rate_pct')).toMatchObject({
      version: 1,
      unit: 'PERCENT',
      good: 'DOWN',
      windowDays: 28,
      decimals: 1,
      comparison: 'PREVIOUS_WINDOW',
      formula: '100 × appointments_no_show / (appointments_done + appointments_no_show)',
      title: { en: 'No-show rate', tr: 'Gelmeme oranı' },
      action: { label: { tr: "No-show'u azalt" }, path: '/calendar' },
      currency: null,
    })
  })
})

describe('cancellation_rate_pct', () => {
  it('is cancelled of scheduled, postponed ones in the denominator only', async () => {
    const kpi = await askKpi(calendar.owner, 'cancellation_rate_pct')
    const from = daysBefore(today, 27)
    const [lost, scheduled] = [naive(from, today, isLost), naive(from, today, isScheduled)]
    expect([kpi.numerator, kpi.denominator, kpi.value]).toEqual([
      String(lost),
      String(scheduled),
      percent(lost, scheduled),
    ])
    expect(naive(from, today, (one) => one.status === 'CANCELLED')).toBeGreaterThan(lost)
  })
})

describe('revenue_today', () => {
  it('is the net amount of the day, compared with the same weekday a week ago, and for staff their own', async () => {
    const { business, staffId, colleagueId } = calendar
    const sale = (occurredAt: string, grossMinor: bigint, staff: string, feeMinor = 0n) =>
      ({
        grossMinor,
        feeMinor,
        method: 'CASH',
        source: 'IMPORT',
        occurredAt: new Date(occurredAt),
        staffId: uuidOf(staff),
      }) as const
    await business.context.write((work) =>
      recordSales(work, [
        sale('2026-11-20T00:10:00+03:00', 5000n, staffId, 200n),
        sale('2026-11-20T12:00:00+03:00', 1000n, colleagueId),
        sale('2026-11-19T23:50:00+03:00', 77_777n, staffId),
        sale('2026-11-13T20:00:00+03:00', 4000n, colleagueId),
      ]),
    )
    const kpi = await askKpi(business.owner, 'revenue_today')
    expect(kpi).toMatchObject({
      value: '5800',
      numerator: '5800',
      denominator: null,
      previous: '4000',
      delta: '1800',
      deltaPct: '45.0',
      deltaDirection: 'GOOD',
      unit: 'MINOR',
      currency: 'TRY',
    })
    expect(kpi.trend.map(({ value }) => value)).toEqual(['0', '0', '0', '0', '0', '77777', '5800'])
    expect(await askKpi(business.staff, 'revenue_today')).toMatchObject({
      value: '4800',
      previous: '0',
      deltaPct: null,
    })
    const series = await business.owner(
      '{ kpiSeries(id: "revenue_today", from: "2026-11-12", to: "2026-11-20") { day value } }',
    )
    expect(series.data.kpiSeries.map(({ value }: { value: string }) => value)).toEqual([
      '0',
      '4000',
      '0',
      '0',
      '0',
      '0',
      '0',
      '77777',
      '5800',
    ])
  })
})

describe('fill_rate_pct', () => {
  const hour = (time: string, day = today) => `${day}T${time}:00+03:00`

  async function filled(
    appointments: readonly Partial<PlantedAppointment>[],
  ): Promise<{ fresh: TestCalendar; kpi: ReceivedKpi }> {
    const fresh = await testCalendar(await testBusiness(server))
    const { business, customerId, serviceId, staffId } = fresh
    await business.context.write(async (work) => {
      for (const one of appointments) {
        plantAppointment(work, business.branch.id, {
          customerId: uuidOf(customerId),
          serviceId: uuidOf(serviceId),
          staffId: uuidOf(staffId),
          startsAt: hour('10:00'),
          status: 'BOOKED',
          ...one,
        })
      }
    })
    return { fresh, kpi: await askKpi(business.owner, 'fill_rate_pct') }
  }

  it('is booked minutes of working minutes: three people from nine to seven', async () => {
    const { kpi } = await filled([
      { startsAt: hour('10:00'), status: 'DONE' },
      { startsAt: hour('12:00'), status: 'IN_SERVICE' },
      { startsAt: hour('15:00'), status: 'CONFIRMED', minutes: 90 },
      { startsAt: hour('10:00', '2026-11-13'), minutes: 90, status: 'DONE' },
      { startsAt: hour('10:00', '2026-11-21') },
    ])
    expect(kpi).toMatchObject({
      numerator: '210',
      denominator: '1800',
      value: '11.7',
      previous: '5.0',
      delta: '6.7',
    })
    expect(kpi.trend.map(({ value }) => value)).toEqual(['0.0', null, '0.0', '0.0', '0.0', '0.0', '11.7'])
  })

  it('leaves out cancelled, missed, held and conflicting time, counts shared time once and no time outside of hours', async () => {
    const { kpi } = await filled([
      { startsAt: hour('10:00') },
      { startsAt: hour('10:30'), status: 'DONE' },
      { startsAt: hour('18:30') },
      { startsAt: hour('08:30') },
      { startsAt: hour('14:00'), status: 'CANCELLED' },
      { startsAt: hour('15:00'), status: 'NO_SHOW' },
      { startsAt: hour('16:00'), status: 'HELD' },
      { startsAt: hour('17:00'), conflict: true },
    ])
    expect(kpi.numerator).toBe(String(90 + 30 + 30))
  })

  it('does not count processing time, except for an appointment that does not last as long as its service', async () => {
    const { fresh } = await filled([])
    const { business, customerId, colourId, staffId, colleagueId } = fresh
    await business.context.write(async (work) => {
      const shared = {
        customerId: uuidOf(customerId),
        serviceId: uuidOf(colourId),
        status: 'BOOKED',
      } as const
      plantAppointment(work, business.branch.id, {
        ...shared,
        staffId: uuidOf(staffId),
        startsAt: hour('10:00'),
        minutes: 90,
      })
      plantAppointment(work, business.branch.id, {
        ...shared,
        staffId: uuidOf(colleagueId),
        startsAt: hour('10:00'),
        minutes: 75,
      })
    })
    expect((await askKpi(business.owner, 'fill_rate_pct')).numerator).toBe(String(30 + 15 + 75))
  })

  it('takes a person’s own hours within those of the branch, and people who are away out of both numbers', async () => {
    const { fresh } = await filled([])
    const { owner, branchId, staffId, colleagueId, strangerId } = fresh
    const change = async (mutation: string, input: object) => {
      const answer = await owner(mutation, { input })
      expect(answer.errors).toBeUndefined()
    }
    const hours =
      'mutation ($input: CreateWorkingHoursInput!) { createWorkingHours(input: $input) { userErrors { code } } }'
    // Friday from eight, but the branch opens at nine; on Mondays only, so Friday is a day off.
    await change(hours, { branchId, staffId, weekday: 5, opensAt: '08:00', closesAt: '13:00' })
    await change(hours, { branchId, staffId: colleagueId, weekday: 1, opensAt: '09:00', closesAt: '13:00' })
    const update =
      'mutation ($input: UpdateStaffMemberInput!) { updateStaffMember(input: $input) { userErrors { code } } }'
    await change(update, { id: strangerId, version: 1, active: false })
    expect(await askKpi(owner, 'fill_rate_pct')).toMatchObject({
      numerator: '0',
      denominator: '240',
      value: '0.0',
    })
  })

  it('shows staff the occupancy of their team', async () => {
    const { fresh } = await filled([{}])
    expect(await askKpi(fresh.business.staff, 'fill_rate_pct')).toMatchObject({
      numerator: '60',
      denominator: '1200',
    })
  })
})

describe('key figures', () => {
  it('are all there when none is named, and an unknown one is refused with those that exist', async () => {
    const answer = await calendar.owner(`{ kpis { ${kpiFields} } }`)
    const ids = answer.data.kpis.map(({ id }: ReceivedKpi) => id)
    expect(ids).toEqual(
      expect.arrayContaining([
        'revenue_today',
        'fill_rate_pct',
        'no_show_rate_pct',
        'cancellation_rate_pct',
        'at_risk_customers',
      ]),
    )
    const unknown = await calendar.owner('{ kpis(ids: ["nope"]) { id } }')
    expect(unknown.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } })
    expect(unknown.errors?.[0]?.message).toContain('revenue_today')
    const series = await calendar.owner(
      '{ kpiSeries(id: "fill_rate_pct", from: "2026-11-01", to: "2026-11-02") { day } }',
    )
    expect(series.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('of one business hold nothing of another', async () => {
    const other = await testBusiness(server)
    const answer = await other.owner('{ kpis { id numerator denominator value } }')
    for (const kpi of answer.data.kpis) {
      expect([kpi.id, Number(kpi.numerator), Number(kpi.denominator)]).toEqual([kpi.id, 0, 0])
    }
  })

  it('are out of reach of staff who are nobody’s colleague', async () => {
    const tenant = await testBusiness(server)
    await withClient(server.database.ownerUrl, (client) =>
      client.query('update staff_members set membership_id = null where tenant_id = $1', [tenant.tenantId]),
    )
    const kpi = await askKpi(tenant.staff, 'revenue_today')
    expect(kpi).toMatchObject({ value: null, numerator: null, missing: 'OUT_OF_REACH', trend: [] })
  })

  it('are read in one statement however many there are', async () => {
    const plans: string[] = []
    const { context } = calendar.business
    const { ask } = context.read
    Object.assign(context.read, {
      ask: (statement: Statement, plan: string) => {
        plans.push(plan)
        return ask(statement, plan)
      },
    })
    const { read, set, clock } = context
    const figures = await evaluateKpis({ read, set, now: clock.now() }, set.kpis, dayNumber(today))
    expect(figures.map(({ missing }) => missing)).not.toContain('FAILED')
    expect(plans).toHaveLength(1)
  })
})
