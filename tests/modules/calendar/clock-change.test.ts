import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dayBounds, daysTouched, instantAt, localDayOf } from '../../../modules/calendar/local-day.ts'
import { encodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { make } from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const zone = 'Europe/Berlin'
/** Clocks go from 02:00 to 03:00 on the first and from 03:00 back to 02:00 on the second; both are Sundays. */
const spring = '2027-03-28'
const autumn = '2027-10-31'

let server: TestServer
let business: TestBusiness
let serviceId: string

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  // Before the first request of the business, which remembers its time zone for a second.
  await business.context.write((work) =>
    work.sql('update tenants set time_zone = $2 where tenant_id = $1', [business.tenantId, zone]),
  )
  const branchId = encodeId('bra', business.branch.id)
  await make(business.owner, 'WorkingHours', { branchId, weekday: 7, opensAt: '00:30', closesAt: '05:00' })
  serviceId = await make(business.owner, 'Service', { name: 'Nöbet', durationMinutes: 60 })
  await make(business.owner, 'StaffQualification', {
    serviceId,
    staffId: encodeId('stf', business.staffMemberId),
  })
})
afterAll(() => server?.close())

const hour = 3600_000

describe('a day on which clocks change', () => {
  it('has 23 or 25 hours', () => {
    const hours = (day: string) => (dayBounds(day, zone).end - dayBounds(day, zone).start) / hour
    expect([hours(spring), hours('2027-06-01'), hours(autumn)]).toEqual([23, 24, 25])
    expect(instantAt(spring, '02:30', zone)).toBe(Date.parse('2027-03-28T03:30:00+02:00'))
    const night = {
      start: Date.parse('2027-03-27T23:30:00+01:00'),
      end: Date.parse('2027-03-28T00:00:00+01:00'),
    }
    expect(daysTouched(night, zone)).toEqual(['2027-03-27'])
    expect(daysTouched({ ...night, end: night.end + 1 }, zone)).toEqual(['2027-03-27', '2027-03-28'])
  })

  it.each([
    [zone, `${spring}T00:00:00Z`],
    [zone, `${autumn}T00:00:00Z`],
    ['Europe/Istanbul', '2026-11-20T20:00:00Z'],
    ['America/St_Johns', '2027-03-14T04:00:00Z'],
    ['Pacific/Kiritimati', '2027-01-01T09:00:00Z'],
    // Had no 30 December 2011.
    ['Pacific/Apia', '2011-12-30T09:00:00Z'],
  ])('begins and ends in %s when a calendar says so', (place, from) => {
    for (let minutes = -2 * 24 * 60; minutes <= 2 * 24 * 60; minutes += 13) {
      const instant = Date.parse(from) + minutes * 60_000
      const shown = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(place)
      expect(localDayOf(instant, place)).toBe(shown.toPlainDate().toString())
    }
  })

  it('counts the hours that people work, and offers each slot of them once', async () => {
    const ask = async (day: string) => {
      const { data } = await business.owner(
        `query ($serviceId: ID!, $day: LocalDate!) { calendarDay(day: $day) { staff { workingMinutes } }
          capacity(day: $day) { startsAt } availableSlots(serviceId: $serviceId, day: $day) { startsAt } }`,
        { serviceId, day },
      )
      const starts = data.availableSlots.map((slot: { startsAt: string }) => slot.startsAt)
      return {
        minutes: data.calendarDay.staff[0].workingMinutes,
        buckets: data.capacity.length,
        first: starts[0],
        last: starts.at(-1),
        slots: new Set(starts).size,
      }
    }
    expect(await ask(spring)).toEqual({
      minutes: 210,
      buckets: 7,
      first: '2027-03-27T23:30:00.000Z',
      last: '2027-03-28T02:00:00.000Z',
      slots: 11,
    })
    expect(await ask(autumn)).toMatchObject({
      minutes: 330,
      buckets: 11,
      first: '2027-10-30T22:30:00.000Z',
      last: '2027-10-31T03:00:00.000Z',
      slots: 19,
    })
  })
})
