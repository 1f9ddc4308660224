import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allStatuses, transitions } from '../../../modules/calendar/appointment-life.ts'
import type { AppointmentStatus } from '../../../modules/calendar/index.ts'
import { testBusiness } from '../../support/business.ts'
import {
  act,
  at,
  eventsAbout,
  make,
  occupanciesOf,
  type ReceivedAppointment,
  type TestCalendar,
  testCalendar,
  uuidOf,
  written,
} from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
const verbs: Readonly<Record<string, AppointmentStatus>> = {
  confirmAppointment: 'CONFIRMED',
  markAppointmentArrived: 'ARRIVED',
  startAppointment: 'IN_SERVICE',
  completeAppointment: 'DONE',
  markAppointmentNoShow: 'NO_SHOW',
  cancelAppointment: 'CANCELLED',
}
const verbTo = (status: AppointmentStatus) => Object.entries(verbs).find(([, to]) => to === status)?.[0] ?? ''

let server: TestServer
let calendar: TestCalendar
let shortId: string

beforeAll(async () => {
  server = await startTestServer(clock)
  calendar = await testCalendar(await testBusiness(server))
  shortId = await make(calendar.owner, 'Service', { name: 'Kısa', durationMinutes: 5 })
  await make(calendar.owner, 'StaffQualification', { staffId: calendar.staffId, serviceId: shortId })
})
afterAll(() => server?.close())

let made = 0

/** Five minutes of today, each time others, from 14:10 on. */
async function shortly(): Promise<ReceivedAppointment> {
  const startsAt = new Date(Date.parse(at('14:10', '2026-11-20')) + made * 300_000).toISOString()
  made += 1
  return calendar.booked({ serviceId: shortId, startsAt })
}

const step = (verb: string, { id, version }: { id: string; version: number }, more: object = {}) =>
  act(calendar.owner, verb, {
    id,
    version,
    ...(verb === 'cancelAppointment' && { reason: 'CUSTOMER' }),
    ...more,
  })

/** An appointment whose time has begun, in a status. No verb leads to HELD. */
async function inStatus(status: AppointmentStatus): Promise<ReceivedAppointment> {
  const appointment = await shortly()
  clock.set(appointment.startsAt)
  if (status === 'BOOKED') return appointment
  if (status !== 'HELD') return (await step(verbTo(status), appointment)).appointment ?? appointment
  const { tenantId, context } = calendar.business
  await context.write((work) =>
    work.sql("update appointments set status = 'HELD' where tenant_id = $1 and id = $2", [
      tenantId,
      uuidOf(appointment.id),
    ]),
  )
  return { ...appointment, status }
}

describe('an appointment', () => {
  it.each(
    allStatuses().flatMap((from) => Object.entries(verbs).map(([verb, to]) => [from, verb, to] as const)),
  )('that is %s answers %s as the table of transitions says', async (from, verb, to) => {
    const appointment = await inStatus(from)
    expect(appointment.status).toBe(from)
    const before = await written(server, calendar.business.tenantId)
    const outcome = await step(verb, appointment)
    const after = await written(server, calendar.business.tenantId)
    if (transitions[from].includes(to)) {
      expect(outcome).toMatchObject({
        refused: [],
        appointment: { status: to, version: appointment.version + 1 },
      })
      expect(after).toEqual({ ...before, events: before.events + 1 })
    } else {
      expect(outcome).toMatchObject({ refused: ['TRANSITION_NOT_ALLOWED id'], appointment: null })
      expect(after).toEqual(before)
    }
    clock.set(testNow)
  })

  it('blocks its time until it is done, missed or cancelled, and keeps the rows as history', async () => {
    for (const [status, blocking] of [
      ['CONFIRMED', true],
      ['ARRIVED', true],
      ['IN_SERVICE', true],
      ['DONE', false],
      ['NO_SHOW', false],
      ['CANCELLED', false],
    ] as const) {
      const rows = await occupanciesOf(server, (await inStatus(status)).id)
      expect([status, rows.map((row) => row.blocking)]).toEqual([status, [blocking]])
    }
    clock.set(testNow)
  })

  it('answers a stale version with CONFLICT and the appointment as it stands', async () => {
    const appointment = await calendar.booked({ startsAt: at('09:00') })
    const confirmed = await step('confirmAppointment', appointment)
    expect(confirmed.appointment?.version).toBe(2)
    const late = await step('cancelAppointment', appointment)
    expect(late).toMatchObject({
      refused: ['CONFLICT version'],
      appointment: { status: 'CONFIRMED', version: 2 },
    })
    const [one, other] = await Promise.all([
      act(calendar.owner, 'rescheduleAppointment', { id: appointment.id, version: 2, startsAt: at('11:00') }),
      act(calendar.owner, 'rescheduleAppointment', { id: appointment.id, version: 2, startsAt: at('12:00') }),
    ])
    expect([one.refused.join(), other.refused.join()].sort()).toEqual(['', 'CONFLICT version'])
  })

  it('is neither missed before it starts nor received on an earlier day', async () => {
    const later = await calendar.booked({
      startsAt: at('18:00', '2026-11-20'),
      staffId: calendar.colleagueId,
    })
    expect((await step('markAppointmentNoShow', later)).refused).toEqual(['TOO_EARLY id'])
    expect((await step('markAppointmentArrived', later)).refused).toEqual([])
    const monday = await calendar.booked({ startsAt: at('16:00') })
    for (const verb of [
      'markAppointmentArrived',
      'startAppointment',
      'completeAppointment',
      'markAppointmentNoShow',
    ]) {
      expect((await step(verb, monday)).refused).toEqual(['TOO_EARLY id'])
    }
  })

  it('is stale when its time is over and nobody said how it went', async () => {
    const appointment = await calendar.booked({
      startsAt: at('17:00', '2026-11-20'),
      staffId: calendar.colleagueId,
    })
    const stale = async () =>
      (await calendar.owner('query ($id: ID!) { appointment(id: $id) { stale } }', { id: appointment.id }))
        .data.appointment.stale
    expect(await stale()).toBe(false)
    clock.set(appointment.endsAt)
    expect(await stale()).toBe(true)
    await step('completeAppointment', appointment)
    expect(await stale()).toBe(false)
    clock.set(testNow)
  })
})

describe('cancelling', () => {
  it('gives the time to the next who asks, keeps the reason, and adds to the note', async () => {
    const startsAt = at('13:00', '2026-11-24')
    const appointment = await calendar.booked({ startsAt, note: 'İlk' })
    expect((await calendar.book({ startsAt })).refused).toEqual(['SLOT_TAKEN startsAt'])
    const cancelled = await step('cancelAppointment', appointment, {
      reason: 'POSTPONED',
      note: 'Haftaya arayacak',
    })
    expect(cancelled.appointment).toMatchObject({
      status: 'CANCELLED',
      cancelReason: 'POSTPONED',
      note: 'İlk\nHaftaya arayacak',
    })
    expect((await calendar.book({ startsAt })).refused).toEqual([])
    expect((await eventsAbout(server, appointment.id)).at(-1)).toEqual({
      type: 'appointment.cancelled',
      payload: { from: 'BOOKED', reason: 'POSTPONED', version: 2 },
    })
  })

  it('refuses a note that is too long, and nothing is cancelled', async () => {
    const appointment = await calendar.booked({ startsAt: at('09:00', '2026-11-24') })
    const refused = await step('cancelAppointment', appointment, { note: 'a'.repeat(2001) })
    expect(refused).toMatchObject({ refused: ['TOO_LONG note'], appointment: null })
    expect((await occupanciesOf(server, appointment.id)).every(({ blocking }) => blocking)).toBe(true)
  })
})

describe('taking a change of status back', () => {
  const undo = (appointment: { id: string; version: number } | null) =>
    step('undoAppointmentStatus', appointment ?? { id: '', version: 0 })

  it('leads to the status before, once, and is told as such', async () => {
    const appointment = await calendar.booked({ startsAt: at('09:00', '2026-11-25') })
    expect((await undo(appointment)).refused).toEqual(['NOTHING_TO_UNDO id'])
    const confirmed = await step('confirmAppointment', appointment)
    const undone = await undo(confirmed.appointment)
    expect(undone.appointment).toMatchObject({ status: 'BOOKED', version: 3 })
    expect((await undo(undone.appointment)).refused).toEqual(['NOTHING_TO_UNDO id'])
    expect((await eventsAbout(server, appointment.id)).at(-1)?.payload).toEqual({
      from: 'CONFIRMED',
      to: 'BOOKED',
      version: 3,
      undo: true,
    })
  })

  it('takes the time of a cancelled appointment again', async () => {
    const startsAt = at('11:00', '2026-11-25')
    const cancelled = await step('cancelAppointment', await calendar.booked({ startsAt }))
    const undone = await undo(cancelled.appointment)
    expect(undone.appointment).toMatchObject({ status: 'BOOKED', cancelReason: null })
    expect((await calendar.book({ startsAt })).refused).toEqual(['SLOT_TAKEN startsAt'])
  })

  it('is refused when somebody else has the time by now', async () => {
    const startsAt = at('13:00', '2026-11-25')
    const cancelled = await step('cancelAppointment', await calendar.booked({ startsAt }))
    await calendar.booked({ startsAt })
    expect((await undo(cancelled.appointment)).refused).toEqual(['SLOT_TAKEN id'])
  })
})
