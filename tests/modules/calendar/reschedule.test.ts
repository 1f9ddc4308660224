import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import {
  act,
  at,
  eventsAbout,
  occupanciesOf,
  type TestCalendar,
  testCalendar,
  written,
} from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

const move = ({ id, version }: { id: string; version: number }, to: object) =>
  act(calendar.owner, 'rescheduleAppointment', { id, version, ...to })

describe('moving an appointment', () => {
  it('takes the new time, frees the old one, and keeps who and where', async () => {
    const appointment = await calendar.booked({ startsAt: at('09:00'), resourceId: calendar.roomIds[1] })
    const moved = await move(appointment, { startsAt: at('11:30') })
    expect(moved.appointment).toMatchObject({
      version: 2,
      status: 'BOOKED',
      startsAt: at('11:30'),
      endsAt: at('12:30'),
      staff: { id: calendar.staffId },
      resource: { id: calendar.roomIds[1] },
    })
    expect(
      (await occupanciesOf(server, appointment.id)).map(
        ({ kind, from, to, blocking }) => `${kind} ${from}-${to} ${blocking}`,
      ),
    ).toEqual(['RESOURCE 11:30-12:30 true', 'STAFF 11:30-12:30 true'])
    expect((await calendar.book({ startsAt: at('09:00') })).refused).toEqual([])
    expect((await calendar.book({ startsAt: at('12:00') })).refused).toEqual(['SLOT_TAKEN startsAt'])
    expect((await eventsAbout(server, appointment.id)).at(-1)).toEqual({
      type: 'appointment.rescheduled',
      payload: {
        status: 'BOOKED',
        staffId: calendar.staffId,
        previousStaffId: calendar.staffId,
        resourceIds: [calendar.roomIds[1]],
      },
    })
  })

  it('may overlap with where it was', async () => {
    const appointment = await calendar.booked({ startsAt: at('09:00', '2026-11-24') })
    expect((await move(appointment, { startsAt: at('09:30', '2026-11-24') })).refused).toEqual([])
  })

  it('goes to another room when its own is taken then, but not when that room was asked for', async () => {
    const [first, second] = calendar.roomIds
    const day = '2026-11-25'
    await calendar.booked({ startsAt: at('11:00', day), staffId: calendar.colleagueId, resourceId: first })
    const appointment = await calendar.booked({ startsAt: at('09:00', day), resourceId: first })
    expect((await move(appointment, { startsAt: at('11:00', day), resourceId: first })).refused).toEqual([
      'SLOT_TAKEN resourceId',
    ])
    const moved = await move(appointment, { startsAt: at('11:00', day) })
    expect(moved.appointment?.resource?.id).toBe(second)
  })

  it('goes to another person at the same time', async () => {
    const appointment = await calendar.booked({ startsAt: at('14:00', '2026-11-25') })
    const moved = await move(appointment, { staffId: calendar.colleagueId })
    expect(moved.appointment).toMatchObject({
      startsAt: at('14:00', '2026-11-25'),
      staff: { id: calendar.colleagueId },
    })
  })

  it('is refused where something is already, in the past, outside hours, and when it is over, with nothing written', async () => {
    const day = '2026-11-26'
    const appointment = await calendar.booked({ startsAt: at('09:00', day) })
    await calendar.booked({ startsAt: at('11:00', day) })
    const gone = await calendar.booked({ startsAt: at('15:00', day) })
    await act(calendar.owner, 'cancelAppointment', { id: gone.id, version: 1, reason: 'BUSINESS' })
    const before = await written(server, calendar.business.tenantId)
    expect((await move(appointment, { startsAt: at('10:30', day) })).refused).toEqual(['SLOT_TAKEN startsAt'])
    expect((await move(appointment, { startsAt: at('09:00', '2026-11-20') })).refused).toEqual([
      'IN_THE_PAST startsAt',
    ])
    expect((await move(appointment, { startsAt: at('18:30', day) })).refused).toEqual([
      'OUTSIDE_WORKING_HOURS startsAt',
    ])
    expect((await move({ id: gone.id, version: 2 }, { startsAt: at('16:00', day) })).refused).toEqual([
      'TRANSITION_NOT_ALLOWED id',
    ])
    expect(await written(server, calendar.business.tenantId)).toEqual(before)
    expect((await occupanciesOf(server, appointment.id))[0]).toMatchObject({
      from: '09:00',
      to: '10:00',
      blocking: true,
    })
  })

  it('of two that swap places at once ends without a deadlock and without an overlap', async () => {
    const day = '2026-11-27'
    const one = await calendar.booked({ startsAt: at('09:00', day) })
    const other = await calendar.booked({ startsAt: at('11:00', day), staffId: calendar.colleagueId })
    const outcomes = await Promise.all([
      move(one, { startsAt: at('11:00', day), staffId: calendar.colleagueId }),
      move(other, { startsAt: at('09:00', day), staffId: calendar.staffId }),
    ])
    expect(outcomes.flatMap(({ refused }) => refused).every((code) => code === 'SLOT_TAKEN startsAt')).toBe(
      true,
    )
  })
})
