import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PreparedDocuments } from '../../../gateway/live/prepared-documents.ts'
import type { OperationContext } from '../../../gateway/operation-context.ts'
import { viewerOf } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let context: OperationContext
let stranger: OperationContext

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server, 'hair-salon')
  context = Object.assign(business.context, { principal: viewerOf(business.context) })
  stranger = Object.assign(Object.create(context), { principal: null })
})
afterAll(() => server?.close())

const asks = { query: 'query ($first: Int) { customers(first: $first) { totalCount } }' }
const looks = { query: '{ __schema { queryType { name } } }' }

describe('what sockets ask', () => {
  it('is parsed and validated once, whatever its variables are', () => {
    const documents = new PreparedDocuments()
    const first = documents.prepared(context, { ...asks, variables: { first: 1 } }, false)
    const second = documents.prepared(context, { ...asks, variables: { first: 2 } }, false)
    expect(second.document).toBe(first.document)
    expect(second.variableValues).toEqual({ first: 2 })
  })

  it('has its variables looked at each time', () => {
    const documents = new PreparedDocuments()
    documents.prepared(context, { ...asks, variables: { first: 1 } }, false)
    const wrong = () => documents.prepared(context, { ...asks, variables: { first: 'x' } }, false)
    expect(wrong).toThrow()
  })

  it('is another thing under another name, and to who may not look around in the schema', () => {
    const documents = new PreparedDocuments()
    const both = { query: 'query A { viewer { id } } query B { viewer { user { id } } }' }
    const one = documents.prepared(context, { ...both, operationName: 'A' }, false)
    const other = documents.prepared(context, { ...both, operationName: 'B' }, false)
    expect([one, other].map(({ definition }) => definition.name?.value)).toEqual(['A', 'B'])
    documents.prepared(context, looks, false)
    expect(() => documents.prepared(context, looks, true)).toThrow()
  })

  it('is not kept of a stranger', () => {
    const documents = new PreparedDocuments()
    const first = documents.prepared(stranger, asks, false)
    expect(documents.prepared(stranger, asks, false).document).not.toBe(first.document)
  })

  it('is answered the same the second time, over one socket and over another', async () => {
    const token = await tokenOf(server.url, business, 'owner')
    const [client, second] = [
      await LiveClient.open(server.url, { token }),
      await LiveClient.open(server.url, { token }),
    ]
    const answers = [await client.ask(asks.query, { first: 1 }), await client.ask(asks.query, { first: 2 })]
    answers.push(await second.ask(asks.query, { first: 1 }))
    for (const { data } of answers) expect(data).toEqual({ customers: { totalCount: expect.any(Number) } })
    for (const one of [client, second]) await one.close()
  })
})
