import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testBusiness } from '../support/business.ts'
import { type TestCalendar, testCalendar, uuidOf } from '../support/calendar.ts'
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
// Who is asking is known for a second: what is counted comes after that.
beforeEach(() => calendar.owner('{ customers(first: 1) { nodes { id } } }'))

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
    const { owner, business } = calendar
    const before = await notes()
    const customerId = `cus_${uuidOf(calendar.customerId) && '01kam0000000000000000000aa'}`
    const answer = await owner(createNote, { input: { customerId, body: 'Kime?' } })
    expect(answer.data.createCustomerNote).toEqual({
      customerNote: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['customerId'] }],
    })
    expect(await notes()).toEqual(before)
    expect(business.tenantId).toBeTruthy()
  })
})

async function notes(): Promise<number> {
  const answer = await calendar.owner('{ customerNotes(first: 0) { totalCount } }')
  return answer.data.customerNotes.totalCount
}
