import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { at, eventsAbout, make } from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { toldTo } from '../../support/notifications.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { memberOf, verb } from '../../support/tasks.ts'
import { tokenOf } from '../../support/ws-client.ts'

interface ReceivedReminder {
  readonly id: string
  readonly version: number
  readonly state: string
  readonly sentAt: string | null
  readonly owner: { readonly id: string }
}

const clock = testClock()
let server: TestServer
let business: TestBusiness
let customerId: string

beforeAll(async () => {
  server = await startTestServer(clock)
  business = await testBusiness(server)
  customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Ayşe Demir' })
})
afterAll(() => server?.close())

const act = (name: string, input: object, send = business.owner) =>
  verb<ReceivedReminder>(send, name, { ...input }, 'reminder', 'id version state sentAt owner { id }')

async function given(input: object): Promise<ReceivedReminder> {
  const { row, refused } = await act('createReminder', input)
  if (!row) throw new Error(`The reminder is not set: ${refused}`)
  return row
}

/** The owner with a session of this moment: one from before the clock moved may be over. */
const signedInNow = async () => graphqlClient(server.url, await tokenOf(server.url, business, 'owner'))

const stateOf = async (id: string) => {
  const owner = await signedInNow()
  return (await owner('query ($id: ID!) { reminder(id: $id) { state sentAt } }', { id })).data.reminder
}

/** Moves the clock and lets everything run that is due then. */
async function atMoment(moment: string): Promise<void> {
  clock.set(moment)
  await server.jobs.settle()
}

describe('a reminder', () => {
  it('speaks up at its minute, once, and not before', async () => {
    const remindAt = at('16:00', '2026-11-20')
    const reminder = await given({ remindAt, kind: 'CALL', customerId })
    await atMoment(new Date(Date.parse(remindAt) - 1).toISOString())
    expect(await stateOf(reminder.id)).toEqual({ state: 'WAITING', sentAt: null })
    expect((await toldTo(business.owner)).unread).toBe(0)
    await atMoment(remindAt)
    await server.jobs.settle()
    expect(await stateOf(reminder.id)).toEqual({ state: 'SENT', sentAt: remindAt })
    expect(await toldTo(business.owner)).toMatchObject({
      unread: 1,
      notifications: [
        {
          kind: 'reminder.due',
          count: 1,
          text: 'Arama zamanı: Ayşe Demir',
          path: `/customers/${customerId}`,
        },
      ],
    })
    expect((await eventsAbout(server, reminder.id)).map(({ type }) => type)).toEqual([
      'reminder.created',
      'reminder.due',
    ])
  })

  it('that was due while nothing ran speaks up as soon as something runs again', async () => {
    clock.set(testNow)
    const reminder = await given({ remindAt: at('15:00', '2026-11-20') })
    await atMoment(at('09:00', '2026-11-22'))
    expect(await stateOf(reminder.id)).toEqual({ state: 'SENT', sentAt: at('09:00', '2026-11-22') })
  })

  it('that is moved speaks up at the new time only, also when it moves to an earlier one and back', async () => {
    clock.set(testNow)
    const [first, later] = [at('15:00', '2026-11-20'), at('18:00', '2026-11-20')]
    const { id } = await given({ remindAt: first })
    for (const [version, remindAt] of [later, first, later].entries()) {
      expect((await act('updateReminder', { id, version: version + 1, remindAt })).refused).toEqual([])
    }
    await atMoment(first)
    expect(await stateOf(id)).toEqual({ state: 'WAITING', sentAt: null })
    await atMoment(later)
    expect(await stateOf(id)).toEqual({ state: 'SENT', sentAt: later })
  })

  it('that is done or dismissed stays silent; one that spoke can be set anew', async () => {
    clock.set(testNow)
    const remindAt = at('19:00', '2026-11-20')
    const [done, dismissed] = [await given({ remindAt }), await given({ remindAt })]
    await act('completeReminder', { id: done.id, version: 1 })
    await act('dismissReminder', { id: dismissed.id, version: 1 })
    await atMoment(remindAt)
    expect((await stateOf(done.id)).state).toBe('DONE')
    expect((await stateOf(dismissed.id)).state).toBe('DISMISSED')
    expect((await act('dismissReminder', { id: done.id, version: 2 })).refused).toEqual([
      'REMINDER_CLOSED id',
    ])
    const tomorrow = at('09:00', '2026-11-21')
    const again = await act('updateReminder', { id: done.id, version: 2, remindAt: tomorrow })
    expect(again.row).toMatchObject({ state: 'WAITING', sentAt: null })
    await atMoment(tomorrow)
    expect((await stateOf(done.id)).state).toBe('SENT')
  })

  it('is refused in the past and for somebody beyond reach, and staff do not find those of others', async () => {
    clock.set(testNow)
    expect((await act('createReminder', { remindAt: at('14:00', '2026-11-20') })).refused).toEqual([
      'IN_THE_PAST remindAt',
    ])
    const forManager = { remindAt: at('09:00'), ownerId: memberOf(business, 'manager') }
    expect((await act('createReminder', forManager, business.staff)).refused).toEqual(['FORBIDDEN ownerId'])
    const theirs = await given(forManager)
    expect((await act('dismissReminder', { id: theirs.id, version: 1 }, business.staff)).refused).toEqual([
      'NOT_FOUND id',
    ])
    const { data } = await business.staff('{ reminders { totalCount } }')
    expect(data.reminders.totalCount).toBe(0)
  })
})

describe('notifications', () => {
  it('are forgotten after ninety days', async () => {
    clock.set(testNow)
    const business = await testBusiness(server)
    const { owner } = business
    const told = await verb(
      owner,
      'createReminder',
      { remindAt: at('15:00', '2026-11-20') },
      'reminder',
      'id',
    )
    expect(told.refused).toEqual([])
    await atMoment(at('15:00', '2026-11-20'))
    expect((await toldTo(owner)).unread).toBe(1)
    await server.jobs.tick()
    await server.jobs.settle()
    expect((await toldTo(owner)).unread).toBe(1)
    clock.set(at('03:40', '2027-02-19'))
    await server.jobs.tick()
    await server.jobs.settle()
    // By then the session is over, too.
    const later = graphqlClient(server.url, await tokenOf(server.url, business, 'owner'))
    expect((await toldTo(later)).unread).toBe(0)
  })
})
