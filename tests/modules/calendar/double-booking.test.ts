import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import { at, make, type TestCalendar, testCalendar, written } from '../../support/calendar.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

const racers = 200

describe('a time that many want at once', () => {
  it('goes to exactly one of 200, the others are told SLOT_TAKEN, and nothing else is written', async () => {
    const before = await written(server, calendar.business.tenantId)
    const outcomes = await Promise.all(Array.from({ length: racers }, () => calendar.book({})))
    const won = outcomes.filter(({ appointment }) => appointment)
    const lost = outcomes.filter(({ appointment }) => !appointment)
    expect(won).toHaveLength(1)
    expect(lost).toHaveLength(racers - 1)
    expect(new Set(lost.flatMap(({ refused }) => refused))).toEqual(new Set(['SLOT_TAKEN startsAt']))
    const after = await written(server, calendar.business.tenantId)
    expect(after).toEqual({
      appointments: before.appointments + 1,
      // The person and the room.
      occupancies: before.occupancies + 2,
      events: before.events + 1,
    })
  })

  it('goes to as many as there are rooms when the people are different', async () => {
    const { staffId, colleagueId, strangerId } = calendar
    const startsAt = at('14:00')
    const outcomes = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        calendar.book({ startsAt, staffId: [staffId, colleagueId, strangerId][index % 3] }),
      ),
    )
    const won = outcomes.flatMap(({ appointment }) => (appointment ? [appointment] : []))
    expect(won).toHaveLength(2)
    expect(new Set(won.map(({ resource }) => resource?.id))).toEqual(new Set(calendar.roomIds))
    expect(new Set(won.map(({ staff }) => staff.id)).size).toBe(2)
  })

  it('fills every lane of a resource that holds several, and no more', async () => {
    const { owner, branchId, staffId, colleagueId, strangerId } = calendar
    const hallId = await make(owner, 'Resource', { name: 'Salon', type: 'HALL', capacity: 2, branchId })
    const courseId = await make(owner, 'Service', {
      name: 'Ders',
      durationMinutes: 60,
      resourceTypes: ['HALL'],
    })
    for (const one of [staffId, colleagueId, strangerId])
      await make(owner, 'StaffQualification', { staffId: one, serviceId: courseId })
    const outcomes = await Promise.all(
      [staffId, colleagueId, strangerId].map((one) =>
        calendar.book({ serviceId: courseId, staffId: one, resourceId: hallId, startsAt: at('16:00') }),
      ),
    )
    expect(outcomes.map(({ refused }) => refused.join()).sort()).toEqual(['', '', 'SLOT_TAKEN resourceId'])
  })

  it('is refused by the database itself when a verb forgets to look', async () => {
    const { business } = calendar
    const insert = business.context.write((work) =>
      work.sql(
        `insert into occupancies (tenant_id, id, subject_kind, subject_id, lane, during, blocking, appointment_id)
         select tenant_id, gen_random_uuid(), subject_kind, subject_id, lane, during, blocking, appointment_id
         from occupancies where tenant_id = $1 and blocking limit 1`,
        [business.tenantId],
      ),
    )
    await expect(insert).rejects.toMatchObject({ code: '23P01' })
  })
})
