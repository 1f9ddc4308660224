import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measureDrift } from '../../modules/insights/index.ts'
import { encodeId, newId } from '../../schema/index.ts'
import { testBusiness } from '../support/business.ts'
import {
  act,
  at,
  eventsAbout,
  occupanciesOf,
  type TestCalendar,
  testCalendar,
  uuidOf,
  written,
} from '../support/calendar.ts'
import { testClock, testNow } from '../support/clock.ts'
import { toldTo } from '../support/notifications.ts'
import { SentStatements } from '../support/sent-statements.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const clock = testClock()
let server: TestServer
let calendar: TestCalendar
let statements: SentStatements

beforeAll(async () => {
  server = await startTestServer(clock, { compile: true })
  // Before any connection is there: some are kept.
  statements = new SentStatements(server)
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

const createNote = `mutation ($input: CreateCustomerNoteInput!) {
  createCustomerNote(input: $input) { customerNote { id version body createdAt } userErrors { code field } } }`

describe('a note', () => {
  it('is one statement, its event and the answer included', async () => {
    const { owner, customerId } = calendar
    let note: any
    const sent = await statements.during(async () => {
      note = (await owner(createNote, { input: { customerId, body: 'Sol tarafı hassas.' } })).data
        .createCustomerNote.customerNote
    })
    expect(sent).toHaveLength(1)
    expect(note).toMatchObject({ version: 1, body: 'Sol tarafı hassas.' })
    const answer = await owner(
      'query ($id: ID!) { customerNote(id: $id) { version body createdAt author { id } } }',
      { id: note.id },
    )
    expect(answer.data.customerNote).toMatchObject({
      version: 1,
      body: note.body,
      createdAt: note.createdAt,
      author: { id: expect.stringMatching(/^mem_/) },
    })
  })

  it('of a customer who is not there is refused by the transaction, which leaves nothing behind', async () => {
    const before = await notes()
    const customerId = encodeId('cus', newId())
    const answer = await calendar.owner(createNote, { input: { customerId, body: 'Kime?' } })
    expect(answer.data.createCustomerNote).toEqual({
      customerNote: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['customerId'] }],
    })
    expect(await notes()).toEqual(before)
  })
})

const recordRevenue = `mutation ($input: RecordRevenueInput!) {
  recordRevenue(input: $input) { revenueEvent { id netMinor currency occurredAt } userErrors { code field } } }`

describe('a sale', () => {
  it('is one statement: the line, what it adds to key figures, its event and the answer', async () => {
    const { owner, customerId, staffId } = calendar
    const appointment = await calendar.booked({ startsAt: at('09:00') })
    const sales = [
      { grossMinor: '12500', discountMinor: '500', method: 'CARD', customerId, staffId },
      { grossMinor: '700', method: 'CASH', appointmentId: appointment.id, externalRef: 'fiş 7' },
    ]
    const answers: any[] = []
    for (const input of sales) {
      const sent = await statements.during(async () => {
        answers.push((await owner(recordRevenue, { input })).data.recordRevenue)
      })
      expect(sent).toHaveLength(1)
    }
    expect(answers).toMatchObject([
      { revenueEvent: { netMinor: '12000', currency: 'TRY' }, userErrors: [] },
      { revenueEvent: { netMinor: '700' }, userErrors: [] },
    ])
    const { context } = calendar.business
    expect(await measureDrift(context.read, context.set.measures)).toEqual([])
    const deltas = await context.write((work) =>
      work.sql<{ amount: string }>(
        "select amount::text from kpi_deltas where measure = 'revenue_net' order by id",
      ),
    )
    expect(deltas.map(({ amount }) => amount)).toEqual(['12000', '700'])
  })

  it('under a number that the ledger has already is refused as before', async () => {
    const input = { grossMinor: '700', method: 'CASH', externalRef: 'fiş 7' }
    const answer = await calendar.owner(recordRevenue, { input })
    expect(answer.data.recordRevenue).toEqual({
      revenueEvent: null,
      userErrors: [{ code: 'DUPLICATE', field: ['externalRef'] }],
    })
  })
})

const bookAppointment = `mutation ($input: BookAppointmentInput!) {
  bookAppointment(input: $input) { appointment { id status startsAt version } userErrors { code field } } }`

describe('a booking', () => {
  const booked = async (input: object) => {
    const { owner, customerId, serviceId } = calendar
    let id = ''
    const sent = await statements.during(async () => {
      const answer = await owner(bookAppointment, { input: { customerId, serviceId, ...input } })
      expect(answer.data.bookAppointment).toMatchObject({
        appointment: { status: 'BOOKED', version: 1 },
        userErrors: [],
      })
      id = answer.data.bookAppointment.appointment.id
    })
    expect(sent).toHaveLength(2)
    expect(sent.filter((text) => text.includes('insert into'))).toHaveLength(1)
    return id
  }

  it('reads what there is to know in one statement and writes in another, whoever is told of it', async () => {
    const { staffId, strangerId, business } = calendar
    const before = (await toldTo(business.staff)).unread
    // Somebody who is to be told of it, and somebody who does not sign in.
    const ids = [
      await booked({ staffId, startsAt: at('14:00') }),
      await booked({ staffId: strangerId, startsAt: at('14:00') }),
      await booked({ startsAt: at('15:00'), note: 'Kim boşsa' }),
    ]
    expect(await occupanciesOf(server, ids[0] ?? '')).toMatchObject([
      { kind: 'RESOURCE', from: '14:00', to: '15:00', blocking: true },
      { kind: 'STAFF', subjectId: uuidOf(staffId), from: '14:00', to: '15:00', blocking: true },
    ])
    expect((await eventsAbout(server, ids[0] ?? '')).map(({ type }) => type)).toEqual(['appointment.created'])
    expect((await toldTo(business.staff)).unread).toBe(before + 1)
    const { context } = business
    expect(await measureDrift(context.read, context.set.measures)).toEqual([])
  })

  it('is one statement where the process knows the roster and nothing is left to choose', async () => {
    const { owner, customerId, callId: serviceId, staffId, business } = calendar
    for (const [time, statementsSent] of [
      ['09:00', 2],
      ['09:30', 1],
    ] as const) {
      const input = { customerId, serviceId, staffId, startsAt: at(time, '2026-11-24') }
      let answer: any
      const sent = await statements.during(async () => {
        answer = (await owner(bookAppointment, { input })).data.bookAppointment
      })
      expect(answer).toMatchObject({ appointment: { status: 'BOOKED', version: 1 }, userErrors: [] })
      expect(sent).toHaveLength(statementsSent)
    }
    expect(await measureDrift(business.context.read, business.context.set.measures)).toEqual([])
  })

  it('answers with other records by one statement more, however deep they lie', async () => {
    const { owner, customerId, serviceId, staffId } = calendar
    const document = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) {
      appointment { id stale staff { id branch { name } } resource { name }
        customer { name appointments(first: 1) { nodes { staff { department { name } } } } } }
      userErrors { code } } }`
    let answer: any
    const sent = await statements.during(async () => {
      const input = { customerId, serviceId, staffId, startsAt: at('17:00') }
      answer = (await owner(document, { input })).data.bookAppointment
    })
    expect(answer).toMatchObject({
      appointment: {
        stale: false,
        staff: { id: staffId, branch: { name: 'Merkez' } },
        customer: { name: 'Müşteri', appointments: { nodes: [{ staff: { department: { name: 'Ekip' } } }] } },
      },
      userErrors: [],
    })
    expect(sent).toHaveLength(3)
  })

  it('of time that is taken writes nothing at all', async () => {
    const { owner, customerId, serviceId, staffId, business } = calendar
    await booked({ staffId, startsAt: at('16:00') })
    const before = await written(server, business.tenantId)
    const input = { customerId, serviceId, staffId, startsAt: at('16:30') }
    const sent = await statements.during(async () => {
      const answer = await owner(bookAppointment, { input })
      expect(answer.data.bookAppointment.userErrors).toEqual([{ code: 'SLOT_TAKEN', field: ['startsAt'] }])
    })
    // What is taken by what the process knows, and again with everything read at the same moment: that may refuse.
    expect(sent).toHaveLength(2)
    expect(sent.filter((text) => text.includes('insert into'))).toEqual([])
    expect(await written(server, business.tenantId)).toEqual(before)
  })
})

describe('a change of status', () => {
  it('is one statement: version, time, key figures and event included', async () => {
    const { owner } = calendar
    const today = '2026-11-20'
    const { id } = await calendar.booked({ startsAt: at('15:00', today) })
    const change = async (verb: string, version: number) => {
      const input = { id, version }
      const sent = await statements.during(async () => {
        const answer = await owner(
          `mutation ($input: ${verb[0]?.toUpperCase()}${verb.slice(1)}Input!) {
             ${verb}(input: $input) { appointment { status version statusChangedAt } userErrors { code } } }`,
          { input },
        )
        expect(answer.data[verb]).toMatchObject({ appointment: { version: version + 1 }, userErrors: [] })
      })
      expect(sent).toHaveLength(1)
    }
    await change('confirmAppointment', 1)
    clock.set(at('15:05', today))
    await change('markAppointmentArrived', 2)
    await change('startAppointment', 3)
    await change('completeAppointment', 4)
    clock.set(testNow)
    expect((await occupanciesOf(server, id)).map(({ blocking }) => blocking)).toEqual([false, false])
    const told = (await eventsAbout(server, id)).filter(({ type }) => type === 'appointment.status.updated')
    expect(told.map(({ payload }) => payload)).toEqual([
      { from: 'BOOKED', to: 'CONFIRMED', version: 2 },
      { from: 'CONFIRMED', to: 'ARRIVED', version: 3 },
      { from: 'ARRIVED', to: 'IN_SERVICE', version: 4 },
      { from: 'IN_SERVICE', to: 'DONE', version: 5 },
    ])
    const { context } = calendar.business
    expect(await measureDrift(context.read, context.set.measures)).toEqual([])
  })

  it('goes to one of many who change the same version, and tells the others what is there now', async () => {
    const { owner } = calendar
    const { id, version } = await calendar.booked({ startsAt: at('12:00') })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => act(owner, 'confirmAppointment', { id, version })),
    )
    expect(outcomes.filter(({ refused }) => refused.length === 0)).toHaveLength(1)
    expect(new Set(outcomes.flatMap(({ refused }) => refused))).toEqual(new Set(['CONFLICT version']))
    expect(outcomes.map(({ appointment }) => appointment?.status)).toEqual(Array(10).fill('CONFIRMED'))
  })
})

async function notes(): Promise<number> {
  const answer = await calendar.owner('{ customerNotes(first: 0) { totalCount } }')
  return answer.data.customerNotes.totalCount
}
