import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import {
  at,
  eventsAbout,
  make,
  occupanciesOf,
  type TestCalendar,
  testCalendar,
  uuidOf,
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

/** Books on a day of its own, so that no test needs the time of another. */
const on = (day: string, time = '10:00') => ({ startsAt: at(time, `2026-11-${day}`) })

const change = async (record: string, id: string, version: number, changes: object) => {
  const field = record === 'Resource' ? 'resource' : record === 'Service' ? 'service' : 'staffMember'
  const answer = await calendar.owner(
    `mutation ($input: Update${record}Input!) { update${record}(input: $input) { ${field} { id } userErrors { code } } }`,
    { input: { id, version, ...changes } },
  )
  expect(answer.data[`update${record}`].userErrors).toEqual([])
}

describe('booking', () => {
  it('takes the person and a room for the length of the service, at its price, and tells of it without names', async () => {
    const appointment = await calendar.booked({ ...on('24'), note: ' pencere kenarı ' })
    expect(appointment).toMatchObject({
      status: 'BOOKED',
      startsAt: at('10:00', '2026-11-24'),
      endsAt: at('11:00', '2026-11-24'),
      priceMinor: '50000',
      currency: 'TRY',
      note: 'pencere kenarı',
      stale: false,
      conflict: false,
      staff: { id: calendar.staffId },
      resource: { id: calendar.roomIds[0] },
    })
    expect(await occupanciesOf(server, appointment.id)).toEqual([
      {
        kind: 'RESOURCE',
        subjectId: uuidOf(calendar.roomIds[0]),
        lane: 0,
        from: '10:00',
        to: '11:00',
        blocking: true,
      },
      {
        kind: 'STAFF',
        subjectId: uuidOf(calendar.staffId),
        lane: 0,
        from: '10:00',
        to: '11:00',
        blocking: true,
      },
    ])
    expect(await eventsAbout(server, appointment.id)).toEqual([
      {
        type: 'appointment.created',
        payload: {
          status: 'BOOKED',
          source: 'PANEL',
          customerId: calendar.customerId,
          serviceId: calendar.serviceId,
          staffId: calendar.staffId,
          resourceIds: [calendar.roomIds[0]],
        },
      },
    ])
  })

  it('leaves the person free while a colour takes effect, and the room taken', async () => {
    const colour = await calendar.booked({ ...on('25'), serviceId: calendar.colourId })
    expect(
      (await occupanciesOf(server, colour.id)).map(({ kind, from, to }) => `${kind} ${from}-${to}`),
    ).toEqual(['RESOURCE 10:00-11:30', 'STAFF 10:00-10:30', 'STAFF 11:15-11:30'])
    const call = { serviceId: calendar.callId }
    expect((await calendar.book({ ...on('25', '10:15'), ...call })).refused).toEqual(['SLOT_TAKEN startsAt'])
    expect((await calendar.book({ ...on('25', '11:00'), ...call })).refused).toEqual(['SLOT_TAKEN startsAt'])
    expect((await calendar.book({ ...on('25', '10:30'), ...call })).refused).toEqual([])
    const sameRoom = { ...on('25', '10:35'), staffId: calendar.colleagueId, resourceId: colour.resource?.id }
    expect((await calendar.book(sameRoom)).refused).toEqual(['SLOT_TAKEN resourceId'])
  })

  it('takes the next room when the first is taken, and refuses when none is left', async () => {
    const rooms = []
    for (const staffId of [calendar.staffId, calendar.colleagueId, calendar.strangerId]) {
      rooms.push(await calendar.book({ ...on('26'), staffId }))
    }
    expect(rooms.map(({ appointment }) => appointment?.resource?.id)).toEqual([
      ...calendar.roomIds,
      undefined,
    ])
    expect(rooms[2]?.refused).toEqual(['SLOT_TAKEN startsAt'])
  })

  it('chooses the least busy of those who are free when nobody is named', async () => {
    await calendar.booked({ ...on('27', '09:00'), serviceId: calendar.callId })
    await calendar.booked({ ...on('27', '12:00'), staffId: calendar.colleagueId })
    const chosen = await calendar.booked({ ...on('27', '14:00'), staffId: null })
    expect(chosen.staff.id).toBe(calendar.strangerId)
  })

  it('takes one resource of each type that the service needs', async () => {
    const { owner, branchId, staffId } = calendar
    const deviceId = await make(owner, 'Resource', { name: 'Cihaz', type: 'DEVICE', branchId })
    const serviceId = await make(owner, 'Service', {
      name: 'Lazer',
      durationMinutes: 30,
      resourceTypes: ['ROOM', 'DEVICE'],
    })
    await make(owner, 'StaffQualification', { staffId, serviceId })
    const appointment = await calendar.booked({ ...on('28'), serviceId })
    expect((await occupanciesOf(server, appointment.id)).map(({ kind }) => kind)).toEqual([
      'RESOURCE',
      'RESOURCE',
      'STAFF',
    ])
    const second = {
      ...on('28'),
      serviceId: calendar.serviceId,
      staffId: calendar.colleagueId,
      resourceId: deviceId,
    }
    expect((await calendar.book(second)).refused).toEqual(['RESOURCE_NOT_SUITABLE resourceId'])
  })

  it('takes another price when one is given, but none below zero', async () => {
    expect((await calendar.booked({ ...on('30'), priceMinor: '12345' })).priceMinor).toBe('12345')
    expect((await calendar.book({ ...on('30', '12:00'), priceMinor: '-1' })).refused).toEqual([
      'TOO_SMALL priceMinor',
    ])
  })
})

describe('booking is refused', () => {
  it('in the past beyond a quarter of an hour, too far ahead, and between minutes', async () => {
    const today = { serviceId: calendar.callId, ...on('20', '14:04') }
    expect((await calendar.book(today)).refused).toEqual(['IN_THE_PAST startsAt'])
    expect((await calendar.book({ ...today, ...on('20', '14:05') })).refused).toEqual([])
    expect((await calendar.book({ startsAt: at('10:00', '2126-11-23') })).refused).toEqual([
      'TOO_FAR_AHEAD startsAt',
    ])
    expect((await calendar.book({ startsAt: '2026-11-23T07:00:30Z' })).refused).toEqual(['INVALID startsAt'])
  })

  it('outside working hours, unless an owner or a manager insists', async () => {
    for (const place of [on('29'), on('23', '08:45'), on('23', '18:30'), on('23', '23:30')]) {
      expect((await calendar.book(place)).refused).toEqual(['OUTSIDE_WORKING_HOURS startsAt'])
    }
    const insisting = { ...on('29'), allowOutsideHours: true }
    expect((await calendar.book(insisting, calendar.business.staff)).refused).toEqual([
      'FORBIDDEN allowOutsideHours',
    ])
    expect((await calendar.book(insisting, calendar.business.manager)).refused).toEqual([])
  })

  it('outside the hours of the person within those of the branch', async () => {
    const { owner, branchId } = calendar
    const staffId = await make(owner, 'StaffMember', { name: 'Yarım gün', branchId })
    await make(owner, 'StaffQualification', { staffId, serviceId: calendar.callId })
    for (const [opensAt, closesAt] of [
      ['08:00', '12:00'],
      ['13:00', '15:00'],
    ]) {
      await make(owner, 'WorkingHours', { branchId, staffId, weekday: 1, opensAt, closesAt })
    }
    const at = async (time: string) =>
      (await calendar.book({ ...on('23', time), serviceId: calendar.callId, staffId })).refused.join()
    expect(await at('08:30')).toBe('OUTSIDE_WORKING_HOURS startsAt')
    expect(await at('11:45')).toBe('OUTSIDE_WORKING_HOURS startsAt')
    expect(await at('14:45')).toBe('OUTSIDE_WORKING_HOURS startsAt')
    expect(await at('11:30')).toBe('')
    expect(await at('13:00')).toBe('')
  })

  it('for a person who is not qualified or takes no appointments, with every reason at once', async () => {
    const { owner, branchId, serviceId } = calendar
    const staffId = await make(owner, 'StaffMember', { name: 'Stajyer', branchId })
    expect((await calendar.book({ ...on('23'), staffId })).refused).toEqual(['STAFF_NOT_QUALIFIED staffId'])
    await make(owner, 'StaffQualification', { staffId, serviceId })
    await change('StaffMember', staffId, 1, { active: false })
    expect((await calendar.book({ ...on('19'), staffId })).refused).toEqual([
      'IN_THE_PAST startsAt',
      'STAFF_INACTIVE staffId',
    ])
  })

  it('with a resource that is out of order, does not fit, or does not exist in its type', async () => {
    const { owner, branchId, staffId } = calendar
    const brokenId = await make(owner, 'Resource', {
      name: 'Oda 9',
      type: 'ROOM',
      status: 'OUT_OF_ORDER',
      branchId,
    })
    const chairId = await make(owner, 'Resource', { name: 'Koltuk', type: 'CHAIR', branchId })
    expect((await calendar.book({ ...on('23'), resourceId: brokenId })).refused).toEqual([
      'RESOURCE_OUT_OF_ORDER resourceId',
    ])
    expect((await calendar.book({ ...on('23'), resourceId: chairId })).refused).toEqual([
      'RESOURCE_NOT_SUITABLE resourceId',
    ])
    const serviceId = await make(owner, 'Service', {
      name: 'Uçuş',
      durationMinutes: 30,
      resourceTypes: ['PLANE'],
    })
    await make(owner, 'StaffQualification', { staffId, serviceId })
    expect((await calendar.book({ ...on('23'), serviceId })).refused).toEqual(['RESOURCE_MISSING resourceId'])
  })

  it('for a service that is no longer offered and for an archived customer', async () => {
    const { owner } = calendar
    const serviceId = await make(owner, 'Service', { name: 'Eski', durationMinutes: 30, active: false })
    expect((await calendar.book({ ...on('23'), serviceId })).refused).toEqual([
      'SERVICE_NOT_OFFERED serviceId',
    ])
    const customerId = await make(owner, 'Customer', { kind: 'COMPANY', name: 'Giden' })
    await owner(
      'mutation ($input: ArchiveCustomerInput!) { archiveCustomer(input: $input) { userErrors { code } } }',
      {
        input: { id: customerId, version: 1 },
      },
    )
    expect((await calendar.book({ ...on('23'), customerId })).refused).toEqual([
      'CUSTOMER_ARCHIVED customerId',
    ])
  })

  it('for every id of another business exactly as for one that does not exist, and nothing is written', async () => {
    const other = await testCalendar(await testBusiness(server))
    const before = await written(server, calendar.business.tenantId)
    const refused = await calendar.book({
      customerId: other.customerId,
      serviceId: other.serviceId,
      staffId: other.staffId,
      resourceId: other.roomIds[0],
      branchId: other.branchId,
      ...on('23'),
    })
    expect(refused.appointment).toBeNull()
    expect([...refused.refused].sort()).toEqual(
      ['branchId', 'customerId', 'resourceId', 'serviceId', 'staffId'].map((field) => `NOT_FOUND ${field}`),
    )
    expect(await written(server, calendar.business.tenantId)).toEqual(before)
    expect(await written(server, other.business.tenantId)).toMatchObject({ appointments: 0, occupancies: 0 })
  })

  it('for hours that end before they begin', async () => {
    const { owner, branchId } = calendar
    const answer = await owner(
      'mutation ($input: CreateWorkingHoursInput!) { createWorkingHours(input: $input) { userErrors { code field } } }',
      { input: { branchId, weekday: 7, opensAt: '19:00', closesAt: '09:00' } },
    )
    expect(answer.data.createWorkingHours.userErrors).toEqual([
      { code: 'HOURS_REVERSED', field: ['closesAt'] },
    ])
  })
})
