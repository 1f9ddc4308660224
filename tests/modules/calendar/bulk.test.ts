import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  Appointment,
  Resource,
  removeTimeInBulk,
  StaffMember,
  takeTimeInBulk,
} from '../../../modules/calendar/index.ts'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import { encodeId, type Work } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { act, at, occupanciesOf, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

interface Line {
  readonly startsAt: string
  readonly minutes?: number
  readonly status?: string
  readonly staffId?: string
  readonly resourceId?: string | null
  readonly serviceId?: string
}

/** Writes appointments as an import does, takes their time, and gives their ids with those of the conflicts. */
function imported(lines: readonly Line[]) {
  return calendar.business.context.write(async (work) => {
    const ids = lines.map((line) => stored(work, line))
    await work.flush()
    const { conflictIds } = await takeTimeInBulk(work, ids)
    return {
      ids,
      apt: ids.map((id) => encodeId('apt', id)),
      conflicts: conflictIds.map((id) => ids.indexOf(id)),
    }
  })
}

function stored(work: Work, line: Line): string {
  const startsAt = new Date(line.startsAt)
  const reference = <T extends Customer | Service | StaffMember | Resource | Branch>(
    record: new () => T,
    id: string,
  ) => work.reference(record as never, uuidOf(id))
  return work.create<Appointment>(Appointment, {
    customer: reference(Customer, calendar.customerId),
    service: reference(Service, line.serviceId ?? calendar.serviceId),
    staff: reference(StaffMember, line.staffId ?? calendar.staffId),
    resource: line.resourceId === null ? null : reference(Resource, line.resourceId ?? calendar.roomIds[0]),
    branch: reference(Branch, calendar.branchId),
    startsAt,
    endsAt: new Date(startsAt.getTime() + (line.minutes ?? 60) * 60_000),
    status: line.status ?? 'CONFIRMED',
    statusChangedAt: work.now,
    cancelReason: null,
    source: 'IMPORT',
    priceMinor: null,
    currency: null,
    note: null,
    conflict: false,
    externalRef: null,
  }).id
}

const blocking = async (id: string) => (await occupanciesOf(server, id)).map((row) => row.blocking)

describe('appointments in bulk', () => {
  it('are occupied and not blocking when they are over, however they overlap and whatever their status', async () => {
    const past = at('10:00', '2026-11-02')
    const { apt, conflicts } = await imported([
      { startsAt: past, status: 'DONE' },
      { startsAt: past, status: 'CONFIRMED' },
      { startsAt: past, status: 'CANCELLED' },
    ])
    expect(conflicts).toEqual([])
    for (const id of apt) expect(await blocking(id)).toEqual([false, false])
    const { data } = await calendar.owner('query ($id: ID!) { appointment(id: $id) { stale status } }', {
      id: apt[1],
    })
    expect(data.appointment).toEqual({ stale: true, status: 'CONFIRMED' })
  })

  it('block when they are to come, the first of two that overlap before the second, which becomes a conflict', async () => {
    const day = '2026-11-24'
    await calendar.booked({ startsAt: at('09:00', day) })
    const { apt, conflicts } = await imported([
      { startsAt: at('12:00', day) },
      { startsAt: at('12:30', day), resourceId: calendar.roomIds[1] },
      { startsAt: at('13:00', day), resourceId: calendar.roomIds[1] },
      { startsAt: at('09:30', day), staffId: calendar.colleagueId },
      { startsAt: at('12:00', day), status: 'CANCELLED' },
    ])
    // The second has the person of the first, and so leaves its room to the third; the fourth has the room of the booking.
    expect(conflicts).toEqual([1, 3])
    expect(await Promise.all(apt.map(blocking))).toEqual([
      [true, true],
      [false, false],
      [true, true],
      [false, false],
      [false, false],
    ])
    const answer = await calendar.owner('{ calendarConflicts { reasons appointment { id conflict } } }')
    expect(
      answer.data.calendarConflicts.map((one: { appointment: { id: string } }) => one.appointment.id),
    ).toEqual([apt[3], apt[1]])
    expect(answer.data.calendarConflicts[0]).toMatchObject({
      reasons: ['OVERLAP'],
      appointment: { conflict: true },
    })
    const moved = await act(calendar.owner, 'rescheduleAppointment', {
      id: apt[1],
      version: 1,
      startsAt: at('15:00', day),
    })
    expect(moved.appointment).toMatchObject({ conflict: false })
    expect(await blocking(apt[1] ?? '')).toEqual([true, true])
  })

  it('leave the person free during processing only where they last as long as the service', async () => {
    const day = '2026-11-25'
    const colour = { serviceId: calendar.colourId, resourceId: null }
    const call = { serviceId: calendar.callId, minutes: 30, resourceId: null }
    const { conflicts } = await imported([
      { startsAt: at('10:00', day), minutes: 90, ...colour },
      { startsAt: at('10:30', day), ...call },
      { startsAt: at('14:00', day), minutes: 100, ...colour },
      { startsAt: at('14:30', day), ...call },
    ])
    expect(conflicts).toEqual([3])
  })

  it('give the same result a second time, and leave nothing when they are removed', async () => {
    const day = '2026-11-26'
    const { ids, apt } = await imported([{ startsAt: at('10:00', day) }, { startsAt: at('10:30', day) }])
    const again = await calendar.business.context.write((work) => takeTimeInBulk(work, ids))
    expect(again.conflictIds).toEqual([ids[1]])
    await calendar.business.context.write((work) => removeTimeInBulk(work, ids))
    for (const id of apt) expect(await blocking(id)).toEqual([])
  })

  it('are taken 500 at a time', async () => {
    const start = Date.parse('2025-01-06T06:00:00Z')
    const lines = Array.from({ length: 500 }, (_, index) => ({
      startsAt: new Date(start + index * 3600_000).toISOString(),
      status: 'DONE',
    }))
    const { ids } = await imported(lines)
    await calendar.business.context.write(async (work) => {
      expect((await takeTimeInBulk(work, ids)).conflictIds).toEqual([])
      await expect(takeTimeInBulk(work, [...ids, ...ids])).rejects.toThrow(RangeError)
    })
  })
})
