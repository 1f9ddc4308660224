import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import {
  act,
  at,
  make,
  type ReceivedAppointment,
  type TestCalendar,
  testCalendar,
} from '../../support/calendar.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let colour: ReceivedAppointment
let cancelled: ReceivedAppointment

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
  // Monday: Personel has a colour with 45 minutes of processing and a call in it, a cut, and a cancelled cut.
  colour = await calendar.booked({ startsAt: at('09:00'), serviceId: calendar.colourId })
  await calendar.booked({ startsAt: at('09:30'), serviceId: calendar.callId })
  await calendar.booked({ startsAt: at('12:00') })
  cancelled = await calendar.booked({ startsAt: at('15:00') })
  await act(calendar.owner, 'cancelAppointment', { id: cancelled.id, version: 1, reason: 'CUSTOMER' })
  await calendar.booked({ startsAt: at('12:00'), staffId: calendar.strangerId })
})
afterAll(() => server?.close())

const column = `staff { id name } resource { id name } working { startsAt endsAt } workingMinutes bookedMinutes utilisationPct
  appointments { id status } processing { startsAt endsAt minutes free appointment { id } } fillable { startsAt endsAt minutes }`

async function dayOf(day = '2026-11-23', send: Send = calendar.owner) {
  const answer = await send(
    `query ($day: LocalDate!) { calendarDay(day: $day) { day opensAt closesAt conflicts appointments { id status customer { name } }
      staff { ${column} } resources { ${column} } } }`,
    { day },
  )
  expect(answer.errors).toBeUndefined()
  return answer.data.calendarDay
}

const clock = (instant: string) => new Date(Date.parse(instant) + 3 * 3600_000).toISOString().slice(11, 16)
const spans = (list: { startsAt: string; endsAt: string }[]) =>
  list.map(({ startsAt, endsAt }) => `${clock(startsAt)}-${clock(endsAt)}`)

describe('a day of the calendar', () => {
  it('has opening times, a column per person and per resource, and every appointment in order', async () => {
    const day = await dayOf()
    expect([day.opensAt, day.closesAt]).toEqual([at('09:00'), at('19:00')])
    expect(day.staff.map((one: { staff: { name: string } }) => one.staff.name)).toEqual([
      'Meslektaş',
      'Personel',
      'Yabancı',
    ])
    expect(day.resources.map((one: { resource: { name: string } }) => one.resource.name)).toEqual([
      'Oda 1',
      'Oda 2',
    ])
    expect(day.appointments).toHaveLength(5)
    expect(day.appointments[0]).toMatchObject({ id: colour.id, customer: { name: 'Müşteri' } })
    expect(day.conflicts).toBe(0)
  })

  it('says how much of a person is booked, where they wait, and what could be filled', async () => {
    const { staff } = await dayOf()
    const own = staff[1]
    expect(own.workingMinutes).toBe(600)
    // 30 + 15 minutes of colour, 30 of the call, 60 of the cut; nothing for what was cancelled.
    expect(own).toMatchObject({ bookedMinutes: 135, utilisationPct: 23 })
    expect(own.appointments).toHaveLength(4)
    expect(own.processing).toEqual([
      {
        startsAt: at('09:30'),
        endsAt: at('10:15'),
        minutes: 45,
        free: false,
        appointment: { id: colour.id },
      },
    ])
    expect(spans(own.fillable)).toEqual(['10:30-12:00', '13:00-19:00'])
  })

  it('counts a room by what is in it', async () => {
    const { resources } = await dayOf()
    expect(resources[0]).toMatchObject({ bookedMinutes: 90 + 60, staff: null, processing: [] })
    expect(resources[1]).toMatchObject({ bookedMinutes: 60, workingMinutes: 600, utilisationPct: 10 })
    expect(spans(resources[1].fillable)).toEqual(['09:00-12:00', '13:00-19:00'])
  })

  it('offers nothing that is over', async () => {
    const { staff } = await dayOf('2026-11-20')
    expect(spans(staff[0].fillable)).toEqual(['14:20-19:00'])
  })

  it('is closed on a day without hours', async () => {
    const day = await dayOf('2026-11-22')
    expect(day).toMatchObject({ opensAt: null, closesAt: null, appointments: [] })
    expect(day.staff[0]).toMatchObject({ working: [], workingMinutes: 0, utilisationPct: null, fillable: [] })
  })

  it('shows a member of staff the columns and appointments of their team alone, and rooms as taken nevertheless', async () => {
    const day = await dayOf('2026-11-23', calendar.business.staff)
    expect(day.staff.map((one: { staff: { name: string } }) => one.staff.name)).toEqual([
      'Meslektaş',
      'Personel',
    ])
    expect(day.appointments).toHaveLength(4)
    expect(day.resources[1]).toMatchObject({ bookedMinutes: 0, appointments: [] })
    expect(spans(day.resources[1].fillable)).toEqual(['09:00-12:00', '13:00-19:00'])
  })

  it('refuses a day beyond reason, and an unknown branch as one of another business', async () => {
    const ask = (variables: object) =>
      calendar.owner(
        'query ($day: LocalDate!, $branchId: ID) { calendarDay(day: $day, branchId: $branchId) { day } }',
        { ...variables },
      )
    expect((await ask({ day: '0001-01-01' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect((await ask({ day: '9999-12-31' })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const other = await testBusiness(server)
    const foreign = await make(other.owner, 'Branch', { name: 'Başka' })
    const unknown = await ask({ day: '2026-11-23', branchId: 'bra_01kh0000000000000000000000' })
    const theirs = await ask({ day: '2026-11-23', branchId: foreign })
    expect(theirs.errors?.[0]?.extensions.code).toBe('NOT_FOUND')
    expect(theirs.errors).toEqual(unknown.errors)
  })
})

describe('the capacity of a day', () => {
  it('says for every half hour how many work and how many of them are taken', async () => {
    const answer = await calendar.owner(
      '{ capacity(day: "2026-11-23") { startsAt endsAt workingStaff busyStaff workingMinutes busyMinutes } }',
    )
    const buckets = answer.data.capacity
    expect(buckets).toHaveLength(20)
    expect(buckets[0]).toEqual({
      startsAt: at('09:00'),
      endsAt: at('09:30'),
      workingStaff: 3,
      busyStaff: 1,
      workingMinutes: 90,
      busyMinutes: 30,
    })
    const busy = buckets.map(
      ({ busyStaff, busyMinutes }: Record<string, number>) => `${busyStaff}/${busyMinutes}`,
    )
    expect(busy.slice(0, 9)).toEqual(['1/30', '1/30', '1/15', '0/0', '0/0', '0/0', '2/60', '2/60', '0/0'])
    const team = await calendar.business.staff('{ capacity(day: "2026-11-23") { workingStaff busyStaff } }')
    expect(team.data.capacity[6]).toEqual({ workingStaff: 2, busyStaff: 1 })
  })
})
