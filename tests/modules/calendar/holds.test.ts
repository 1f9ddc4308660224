import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import { act, at, occupanciesOf, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer(clock)
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

/** An appointment that is held for five minutes; no verb makes one yet. */
async function held(startsAt: string) {
  const appointment = await calendar.booked({ startsAt })
  const { context, tenantId } = calendar.business
  await context.write(async (work) => {
    const row = [tenantId, uuidOf(appointment.id)]
    await work.sql("update appointments set status = 'HELD' where tenant_id = $1 and id = $2", row)
    await work.sql('update occupancies set expires_at = $3 where tenant_id = $1 and appointment_id = $2', [
      ...row,
      new Date(testNow.getTime() + 300_000),
    ])
  })
  return appointment
}

const isOffered = async (startsAt: string) => {
  const { data } = await calendar.owner(
    `query ($serviceId: ID!, $staffId: ID!) { availableSlots(serviceId: $serviceId, day: "2026-11-23", staffId: $staffId) { startsAt } }`,
    { serviceId: calendar.serviceId, staffId: calendar.staffId },
  )
  return data.availableSlots.some((slot: { startsAt: string }) => slot.startsAt === startsAt)
}

describe('a hold', () => {
  it('keeps its time until it expires, and gives way to the next booking then', async () => {
    const startsAt = at('10:00')
    const hold = await held(startsAt)
    expect((await calendar.book({ startsAt })).refused).toEqual(['SLOT_TAKEN startsAt'])
    expect(await isOffered(startsAt)).toBe(false)
    clock.advance(300_000)
    expect(await isOffered(startsAt)).toBe(true)
    expect((await calendar.book({ startsAt })).refused).toEqual([])
    expect(await occupanciesOf(server, hold.id)).toEqual([])
    const late = await act(calendar.owner, 'confirmAppointment', { id: hold.id, version: 1 })
    expect(late.refused).toEqual(['SLOT_TAKEN id'])
    clock.set(testNow)
  })

  it('takes its time for good when it is confirmed', async () => {
    const hold = await held(at('13:00'))
    const confirmed = await act(calendar.owner, 'confirmAppointment', { id: hold.id, version: 1 })
    expect(confirmed.appointment?.status).toBe('CONFIRMED')
    clock.advance(600_000)
    expect((await calendar.book({ startsAt: at('13:00') })).refused).toEqual(['SLOT_TAKEN startsAt'])
    const undone = await act(calendar.owner, 'undoAppointmentStatus', { id: hold.id, version: 2 })
    expect(undone.refused).toEqual(['NOTHING_TO_UNDO id'])
    clock.set(testNow)
  })
})
