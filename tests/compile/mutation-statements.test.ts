import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { measureDrift } from '../../modules/insights/index.ts'
import { encodeId, newId } from '../../schema/index.ts'
import { testBusiness } from '../support/business.ts'
import { at, type TestCalendar, testCalendar } from '../support/calendar.ts'
import { SentStatements } from '../support/sent-statements.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let calendar: TestCalendar
let statements: SentStatements

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
  statements = new SentStatements(server)
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

async function notes(): Promise<number> {
  const answer = await calendar.owner('{ customerNotes(first: 0) { totalCount } }')
  return answer.data.customerNotes.totalCount
}
