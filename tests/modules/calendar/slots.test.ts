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

interface Slot {
  readonly startsAt: string
  readonly endsAt: string
  readonly staff: { readonly id: string }
  readonly resource: { readonly id: string } | null
}

async function slots(variables: Record<string, unknown>, send = calendar.owner): Promise<Slot[]> {
  const answer = await send(
    `query ($serviceId: ID!, $day: LocalDate!, $staffId: ID, $resourceId: ID, $movingId: ID) {
      availableSlots(serviceId: $serviceId, day: $day, staffId: $staffId, resourceId: $resourceId, movingId: $movingId) {
        startsAt endsAt staff { id } resource { id } } }`,
    { serviceId: calendar.serviceId, staffId: calendar.staffId, ...variables },
  )
  expect(answer.errors).toBeUndefined()
  return answer.data.availableSlots
}

const starts = (list: Slot[]) => list.map(({ startsAt }) => startsAt)

describe('slots', () => {
  it('start every quarter of an hour while the service still fits into working hours', async () => {
    const found = await slots({ day: '2026-11-23' })
    expect(found[0]).toEqual({
      startsAt: at('09:00'),
      endsAt: at('10:00'),
      staff: { id: calendar.staffId },
      resource: { id: calendar.roomIds[0] },
    })
    expect(found.at(-1)?.startsAt).toBe(at('18:00'))
    expect(found).toHaveLength(37)
    expect(await slots({ day: '2026-11-22' })).toEqual([])
  })

  it('begin now at the earliest', async () => {
    expect((await slots({ day: '2026-11-20' }))[0]?.startsAt).toBe(at('14:30', '2026-11-20'))
    expect(await slots({ day: '2026-11-19' })).toEqual([])
  })

  it('leave out what is taken, use processing time, and count an appointment that is being moved as free', async () => {
    const day = '2026-11-24'
    const colour = await calendar.booked({ startsAt: at('10:00', day), serviceId: calendar.colourId })
    const calls = starts(await slots({ day, serviceId: calendar.callId }))
    const around = ['09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00', '11:15', '11:30']
    expect(around.filter((time) => calls.includes(at(time, day)))).toEqual([
      '09:30',
      '10:30',
      '10:45',
      '11:30',
    ])
    const moving = starts(await slots({ day, serviceId: calendar.callId, movingId: colour.id }))
    expect(around.every((time) => moving.includes(at(time, day)))).toBe(true)
  })

  it('can each be booked, and none besides them', async () => {
    const day = '2026-11-25'
    await calendar.booked({ startsAt: at('11:00', day), serviceId: calendar.colourId })
    await calendar.booked({ startsAt: at('13:00', day), staffId: calendar.colleagueId })
    await calendar.booked({ startsAt: at('13:30', day), staffId: calendar.strangerId })
    const offered = new Set(starts(await slots({ day, serviceId: calendar.colourId })))
    for (let minute = 8 * 60; minute < 19 * 60; minute += 15) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const startsAt = at(time, day)
      const { appointment, refused } = await calendar.book({ startsAt, serviceId: calendar.colourId })
      expect([time, refused.length === 0]).toEqual([time, offered.has(startsAt)])
      if (appointment)
        await act(calendar.owner, 'cancelAppointment', { id: appointment.id, version: 1, reason: 'OTHER' })
    }
  })

  it('are those of the people whom the viewer may book', async () => {
    const everybody = await slots({ day: '2026-11-26', staffId: null })
    expect(new Set(everybody.map(({ staff }) => staff.id)).size).toBe(3)
    const own = await slots({ day: '2026-11-26', staffId: null }, calendar.business.staff)
    expect(new Set(own.map(({ staff }) => staff.id))).toEqual(new Set([calendar.staffId]))
    expect(await slots({ day: '2026-11-26', staffId: calendar.strangerId }, calendar.business.staff)).toEqual(
      [],
    )
  })

  it('are refused for unknown services and for those of another business alike', async () => {
    const other = await testCalendar(await testBusiness(server))
    for (const [field, id] of [
      ['serviceId', other.serviceId],
      ['staffId', other.staffId],
      ['resourceId', other.roomIds[0]],
    ]) {
      const answer = await calendar.owner(
        `query ($serviceId: ID!, $staffId: ID, $resourceId: ID) {
          availableSlots(serviceId: $serviceId, day: "2026-11-23", staffId: $staffId, resourceId: $resourceId) { startsAt } }`,
        { serviceId: calendar.serviceId, [field as string]: id },
      )
      expect([field, answer.errors?.[0]?.extensions.code]).toEqual([field, 'NOT_FOUND'])
    }
  })
})

describe('a resource that breaks', () => {
  it('loses its slots at once, and its appointments to come are listed as conflicts until they are moved', async () => {
    const { owner, branchId, staffId } = calendar
    const resourceId = await make(owner, 'Resource', { name: 'Cihaz', type: 'DEVICE', branchId })
    const spareId = await make(owner, 'Resource', { name: 'Yedek', type: 'DEVICE', branchId })
    const serviceId = await make(owner, 'Service', {
      name: 'Lazer',
      durationMinutes: 60,
      resourceTypes: ['DEVICE'],
    })
    await make(owner, 'StaffQualification', { staffId, serviceId })
    const day = '2026-11-27'
    const appointment = await calendar.booked({ startsAt: at('10:00', day), serviceId, resourceId })
    expect((await slots({ day, serviceId, resourceId })).length).toBeGreaterThan(0)
    await owner(
      'mutation ($input: UpdateResourceInput!) { updateResource(input: $input) { userErrors { code } } }',
      {
        input: { id: resourceId, version: 1, status: 'OUT_OF_ORDER' },
      },
    )
    expect(await slots({ day, serviceId, resourceId })).toEqual([])
    const conflicts = async () => {
      const answer = await owner(
        `query ($resourceId: ID!) { calendarConflicts(resourceId: $resourceId) { reasons appointment { id } }
          calendarDay(day: "${day}") { conflicts } }`,
        { resourceId },
      )
      expect(answer.errors).toBeUndefined()
      return answer.data
    }
    expect(await conflicts()).toEqual({
      calendarConflicts: [{ reasons: ['RESOURCE_OUT_OF_ORDER'], appointment: { id: appointment.id } }],
      calendarDay: { conflicts: 1 },
    })
    const moved = await act(owner, 'rescheduleAppointment', { id: appointment.id, version: 1 })
    expect(moved.appointment?.resource?.id).toBe(spareId)
    expect(await conflicts()).toEqual({ calendarConflicts: [], calendarDay: { conflicts: 0 } })
  })
})
