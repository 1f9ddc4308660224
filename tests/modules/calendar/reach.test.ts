import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import {
  act,
  at,
  type ReceivedAppointment,
  type TestCalendar,
  testCalendar,
  written,
} from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let own: ReceivedAppointment
let colleagues: ReceivedAppointment
let strangers: ReceivedAppointment

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
  own = await calendar.booked({ startsAt: at('09:00') })
  colleagues = await calendar.booked({ startsAt: at('09:00'), staffId: calendar.colleagueId })
  strangers = await calendar.booked({ startsAt: at('11:00'), staffId: calendar.strangerId })
})
afterAll(() => server?.close())

describe('a member of staff', () => {
  it('sees the appointments of their team in lists, counts and by id, and nobody else’s', async () => {
    const { data } = await calendar.business.staff(
      `query ($stranger: ID!) { appointments { totalCount nodes { id } } appointment(id: $stranger) { id } node(id: $stranger) { id } }`,
      { stranger: strangers.id },
    )
    expect(data.appointments.totalCount).toBe(2)
    expect(data.appointments.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
      [own.id, colleagues.id].sort(),
    )
    expect(data).toMatchObject({ appointment: null, node: null })
  })

  it('books for themselves and for nobody else', async () => {
    const { staff } = calendar.business
    expect((await calendar.book({ startsAt: at('14:00') }, staff)).refused).toEqual([])
    const before = await written(server, calendar.business.tenantId)
    for (const staffId of [calendar.colleagueId, calendar.strangerId]) {
      expect((await calendar.book({ startsAt: at('16:00'), staffId }, staff)).refused).toEqual([
        'FORBIDDEN staffId',
      ])
    }
    expect(await written(server, calendar.business.tenantId)).toEqual(before)
    const chosen = await calendar.book({ startsAt: at('16:00'), staffId: null }, staff)
    expect(chosen.appointment?.staff.id).toBe(calendar.staffId)
  })

  it('changes their own appointments, may not change those of the team, and does not find those of others', async () => {
    const { staff } = calendar.business
    const confirm = ({ id, version }: ReceivedAppointment) =>
      act(staff, 'confirmAppointment', { id, version })
    expect((await confirm(colleagues)).refused).toEqual(['FORBIDDEN id'])
    expect((await confirm(strangers)).refused).toEqual(['NOT_FOUND id'])
    const confirmed = await confirm(own)
    expect(confirmed.refused).toEqual([])
    const { id, version } = confirmed.appointment ?? own
    const away = await act(staff, 'rescheduleAppointment', {
      id,
      version,
      staffId: calendar.colleagueId,
      startsAt: at('17:30'),
    })
    expect(away.refused).toEqual(['FORBIDDEN staffId'])
    expect(
      (await act(staff, 'rescheduleAppointment', { id, version, startsAt: at('18:00') })).refused,
    ).toEqual([])
  })
})

describe('another business', () => {
  it('finds no appointment by its id, whatever it wants to do with it', async () => {
    const other = await testCalendar(await testBusiness(server))
    const { id, version } = strangers
    for (const verb of [
      'confirmAppointment',
      'markAppointmentArrived',
      'startAppointment',
      'completeAppointment',
      'markAppointmentNoShow',
      'undoAppointmentStatus',
      'rescheduleAppointment',
      'cancelAppointment',
    ]) {
      const more = verb === 'cancelAppointment' ? { reason: 'OTHER' } : {}
      const outcome = await act(other.owner, verb, { id, version, ...more })
      expect([verb, outcome.appointment, outcome.refused]).toEqual([verb, null, ['NOT_FOUND id']])
    }
    const mine = await other.booked({})
    for (const [field, foreign] of [
      ['staffId', calendar.staffId],
      ['resourceId', calendar.roomIds[0]],
    ] as const) {
      const outcome = await act(other.owner, 'rescheduleAppointment', {
        id: mine.id,
        version: 1,
        [field]: foreign,
      })
      expect(outcome.refused).toEqual([`NOT_FOUND ${field}`])
    }
  })
})
