import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import { act, at, make, type TestCalendar, testCalendar } from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

const set = `mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) {
  openingHours { weekday spans { opensAt closesAt } } userErrors { code field } } }`
const hours = async (days: unknown[], send = calendar.owner) =>
  (await send(set, { input: { branchId: calendar.branchId, days } })).data?.setOpeningHours
const starts = async (day: string) => {
  const answer = await calendar.owner(
    'query ($serviceId: ID!, $day: LocalDate!, $staffId: ID) { availableSlots(serviceId: $serviceId, day: $day, staffId: $staffId) { startsAt } }',
    { serviceId: calendar.serviceId, staffId: calendar.staffId, day },
  )
  expect(answer.errors).toBeUndefined()
  return answer.data.availableSlots.map((slot: { startsAt: string }) => slot.startsAt) as string[]
}
const dayOf = async (day: string) =>
  (
    await calendar.owner(
      `{ calendarDay(day: "${day}") { opensAt closesAt staff { staff { id } workingMinutes } } }`,
    )
  ).data.calendarDay
const fillRate = async (day: string) => {
  const answer = await calendar.owner(`{ kpis(ids: ["fill_rate_pct"], day: "${day}") { denominator } }`)
  expect(answer.errors).toBeUndefined()
  return answer.data.kpis[0].denominator
}
const week = [1, 2, 3, 4, 5, 6]

describe('opening hours', () => {
  it('replace the week of a branch, several stretches a day, and slots follow', async () => {
    const spans = [
      { opensAt: '09:00', closesAt: '12:00' },
      { opensAt: '13:00', closesAt: '18:00' },
    ]
    const payload = await hours(week.map((weekday) => ({ weekday, spans })))
    expect(payload.userErrors).toEqual([])
    expect(payload.openingHours[0]).toEqual({ weekday: 1, spans })
    expect(payload.openingHours[6]).toEqual({ weekday: 7, spans: [] })
    const monday = await starts('2026-11-23')
    expect(monday).toContain(at('11:00', '2026-11-23'))
    expect(monday).not.toContain(at('11:15', '2026-11-23'))
    expect(monday.at(-1)).toBe(at('17:00', '2026-11-23'))
  })

  it('refuse stretches that overlap or are reversed, weekdays that are none or named twice, and change nothing then', async () => {
    const payload = await hours([
      {
        weekday: 1,
        spans: [
          { opensAt: '09:00', closesAt: '12:00' },
          { opensAt: '11:00', closesAt: '13:00' },
        ],
      },
      { weekday: 2, spans: [{ opensAt: '12:00', closesAt: '09:00' }] },
      { weekday: 2, spans: [] },
      { weekday: 8, spans: [] },
    ])
    expect(payload.openingHours).toBeNull()
    expect(payload.userErrors).toEqual([
      { code: 'HOURS_OVERLAP', field: ['days', '0'] },
      { code: 'HOURS_REVERSED', field: ['days', '1'] },
      { code: 'WEEKDAY_TWICE', field: ['days', '2', 'weekday'] },
      { code: 'INVALID', field: ['days', '3', 'weekday'] },
    ])
    const kept = await calendar.owner(
      `{ openingHours(branchId: "${calendar.branchId}") { spans { opensAt } } }`,
    )
    expect(kept.data.openingHours[0].spans).toHaveLength(2)
    expect(await hours([], calendar.business.staff)).toBeUndefined()
  })
})

describe('closed days', () => {
  it('close the calendar: no slots, no hours, no working minutes in the fill rate, and no booking', async () => {
    const day = '2026-11-25'
    expect(Number(await fillRate(day))).toBeGreaterThan(0)
    await make(calendar.owner, 'ClosedDay', { day, title: 'Eğitim' })
    expect(await starts(day)).toEqual([])
    expect(await dayOf(day)).toMatchObject({
      opensAt: null,
      staff: expect.arrayContaining([expect.objectContaining({ workingMinutes: 0 })]),
    })
    expect(await fillRate(day)).toBe('0')
    const booking = await act(calendar.business.staff, 'bookAppointment', {
      customerId: calendar.customerId,
      serviceId: calendar.serviceId,
      startsAt: at('10:00', day),
    })
    expect(booking.refused.join()).toContain('OUTSIDE_WORKING_HOURS')
  })

  it('close half a day, of one branch or of all, each once', async () => {
    const day = '2026-11-26'
    await make(calendar.owner, 'ClosedDay', {
      day,
      title: 'Arife',
      closesAt: '11:00',
      branchId: calendar.branchId,
    })
    expect((await starts(day)).at(-1)).toBe(at('10:00', day))
    expect((await dayOf(day)).closesAt).toBe(at('11:00', day))
    const again = await calendar.owner(
      'mutation ($input: CreateClosedDayInput!) { createClosedDay(input: $input) { userErrors { code field } } }',
      { input: { day, title: 'Yine', branchId: calendar.branchId } },
    )
    expect(again.data.createClosedDay.userErrors).toEqual([{ code: 'DUPLICATE', field: ['day'] }])
    const whole = await make(calendar.owner, 'ClosedDay', { day, title: 'Hepsi' })
    expect(await starts(day)).toEqual([])
    const archive = `mutation ($input: ArchiveClosedDayInput!) { archiveClosedDay(input: $input) { userErrors { code } } }`
    await calendar.owner(archive, { input: { id: whole, version: 1 } })
    expect((await starts(day)).at(-1)).toBe(at('10:00', day))
  })

  it('can be taken from the official holidays of a year, half days and religious ones included, once', async () => {
    const close = `mutation ($input: CloseOnHolidaysInput!) { closeOnHolidays(input: $input) {
      closedDays { day closesAt title holiday } userErrors { code field } } }`
    const some = await calendar.owner(close, {
      input: { year: 2027, holidays: ['republic-eve', 'republic'] },
    })
    expect(some.data.closeOnHolidays).toEqual({
      closedDays: [
        {
          day: '2027-10-28',
          closesAt: '13:00',
          title: 'Cumhuriyet Bayramı arifesi',
          holiday: 'republic-eve',
        },
        { day: '2027-10-29', closesAt: null, title: 'Cumhuriyet Bayramı', holiday: 'republic' },
      ],
      userErrors: [],
    })
    const rest = await calendar.owner(close, { input: { year: 2027 } })
    const days = rest.data.closeOnHolidays.closedDays.map((one: { day: string }) => one.day)
    // Law no. 2429, and the calendar of Diyanet for 2027.
    expect(days).toEqual(
      ['01-01', '03-08', '03-09', '03-10', '03-11', '04-23', '05-01', '05-15', '05-16', '05-17', '05-18']
        // The fourth day of the feast and the day of youth fall on one date: it is closed once.
        .concat(['05-19', '07-15', '08-30'])
        .map((day) => `2027-${day}`),
    )
    expect((await calendar.owner(close, { input: { year: 2027 } })).data.closeOnHolidays.closedDays).toEqual(
      [],
    )
    expect(await starts('2027-04-23')).toEqual([])
    const unknown = await calendar.owner(close, { input: { year: 2040 } })
    expect(unknown.data.closeOnHolidays.userErrors).toEqual([{ code: 'HOLIDAYS_UNKNOWN', field: ['year'] }])
    expect(
      (await calendar.owner('{ officialHolidays(year: 2040) { key } }')).data.officialHolidays,
    ).toBeNull()
  })
})
