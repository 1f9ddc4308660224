import { getOperationAST, parse, validate } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Admission } from '../../gateway/limits/admission.ts'
import { type CostLimits, defaultCostLimits } from '../../gateway/limits/cost-limits.ts'
import { limitOperations } from '../../gateway/limits/limit-operations.ts'
import { parseOptions } from '../../gateway/limits/operation-limits.ts'
import { createLog } from '../../gateway/log.ts'
import { type RunningServer, startServer } from '../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testClock } from '../support/clock.ts'
import { type Answer, graphqlClient, type Send } from '../support/graphql-client.ts'
import { panelDocuments, screenDocuments } from '../support/panel-documents.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { LiveClient, tokenOf } from '../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let secret: string
let ownerToken: string
const open: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  for (const name of ['Ada', 'Banu', 'Cem']) {
    await business.owner(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }',
      { input: { kind: 'COMPANY', name } },
    )
  }
  const made = await business.owner(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: 'Partner', scopes: ['customers:see', 'calendar:see'] } },
  )
  secret = made.data.createApiKey.secret
  ownerToken = await tokenOf(server.url, business, 'owner')
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
afterAll(() => server?.close())

type Asked = Pick<Answer<any>, 'data' | 'errors' | 'extensions'>
type Ask = (query: string, variables?: Record<string, unknown>) => Promise<Asked>

/** The same question over HTTP and over a socket. */
const transports: readonly [string, (url: string, token: string) => Promise<Ask>][] = [
  ['HTTP', async (url, token) => graphqlClient(url, token)],
  [
    'a socket',
    async (url, token) => {
      const client = await LiveClient.open(url, { token })
      open.push(client)
      return (query, variables) =>
        client.ask(query, variables).catch((error) => ({
          data: undefined,
          errors: error.errors,
          extensions: error.errors[0].extensions,
        }))
    },
  ],
]

/** A process over the same database, with other limits and buckets that a test fills. */
async function limitedTo(costs: Partial<CostLimits>): Promise<RunningServer & { pass(ms: number): void }> {
  const { appUrl, ownerUrl } = server.database
  let time = 0
  const started = await startServer({
    appUrl,
    ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    works: false,
    costs: { now: () => time, ...costs },
  })
  open.push(started)
  return {
    ...started,
    pass: (ms) => {
      time += ms
    },
  }
}

const costOf = (answer: Asked) => answer.extensions.cost as any
const pages =
  'query ($rows: Int) { customers(first: $rows) { nodes { id appointments(first: 5) { nodes { id staff { name } } } } } }'

describe.each(transports)('what an operation costs, over %s', (_transport, connect) => {
  it('is told with every answer: what it may have cost, what it did, and what is left', async () => {
    const ask = await connect(server.url, ownerToken)
    const answer = await ask(pages, { rows: 50 })
    expect(answer.data?.customers.nodes).toHaveLength(3)
    // 10 for the operation; the page; 50 customers, each with a page of 5 appointments and their staff.
    const requested = 10 + 1 + 50 * (1 + 1 + 5 * 2)
    // The page, and three customers with an empty page each.
    const actual = 10 + 1 + 3 * 2
    expect(costOf(answer)).toMatchObject({ requested, actual, bucket: { max: 100_000, restoreRate: 5_000 } })
  })

  it('counts a page that names no size as 20 rows, and what is skipped as nothing', async () => {
    const ask = await connect(server.url, ownerToken)
    const query =
      'query ($more: Boolean!) { customers { nodes { name } } appointments @include(if: $more) { nodes { id } } }'
    expect(costOf(await ask(query, { more: false })).requested).toBe(10 + 1 + 20)
    expect(costOf(await ask(query, { more: true })).requested).toBe(10 + 2 * (1 + 20))
  })

  it('counts fields that merge once, and of several types that one object may have the dearest', async () => {
    const ask = await connect(server.url, ownerToken)
    const merged = await ask(
      '{ customers(first: 3) { nodes { id } ...P } } fragment P on CustomerConnection { nodes { name } }',
    )
    expect(costOf(merged)).toMatchObject({ requested: 10 + 1 + 3, actual: 10 + 1 + 3 })
    const [one] = merged.data?.customers.nodes ?? []
    const node = await ask(
      `query ($id: ID!) { node(id: $id) { id ... on Customer { appointments(first: 7) { nodes { id } } }
        ... on Appointment { staff { id } } } }`,
      { id: one.id },
    )
    expect(costOf(node)).toMatchObject({ requested: 10 + 1 + 1 + 7, actual: 10 + 1 + 1 })
  })

  it('is refused beyond the maximum with the field that adds most', async () => {
    const ask = await connect(server.url, ownerToken)
    const answer = await ask(
      '{ customers(first: 100) { nodes { appointments(first: 100) { nodes { id } } } } }',
    )
    expect(answer.data).toBeUndefined()
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('"customers.nodes.appointments.nodes" with up to 10,000'),
      extensions: { code: 'COST_EXCEEDED', field: 'customers.nodes.appointments.nodes' },
    })
  })

  it('of a page that is larger than any is BAD_USER_INPUT, at whatever depth', async () => {
    const ask = await connect(server.url, ownerToken)
    const answer = await ask(
      'query ($rows: Int) { customers(first: 1) { nodes { appointments(first: $rows) { nodes { id } } } } }',
      { rows: 1_000_000 },
    )
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('"first"'),
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('empties the bucket of an API key, which says when to come back and fills with time', async () => {
    const limited = await limitedTo({ key: { max: 1_000, restoreRate: 100 } })
    const ask = await connect(limited.url, secret)
    const query = '{ customers(first: 100) { nodes { appointments(first: 4) { nodes { id } } } } }'
    const requested = 10 + 1 + 100 * (1 + 1 + 4)
    const first = await ask(query)
    expect(first.errors).toBeUndefined()
    const { bucket, actual } = costOf(first)
    expect(actual).toBe(10 + 1 + 3 * 2)
    expect(bucket).toEqual({ max: 1_000, available: 1_000 - actual, restoreRate: 100 })
    // What was not needed came back, so it takes many such questions to empty the bucket.
    let answer = first
    let asked = 1
    while (!answer.errors) {
      answer = await ask(query)
      asked += 1
    }
    expect(asked).toBe(Math.floor((1_000 - requested) / actual) + 2)
    expect(answer.errors?.[0]).toMatchObject({
      message: expect.stringContaining('"customers.nodes.appointments.nodes" with up to 400'),
      extensions: {
        code: 'THROTTLED',
        retryAfterSeconds: 1,
        field: 'customers.nodes.appointments.nodes',
      },
    })
    limited.pass(1_000)
    expect((await ask(query)).errors).toBeUndefined()
  })

  it('empties the bucket that the people and keys of a tenant share, and nobody else’s', async () => {
    const limited = await limitedTo({ tenant: { max: 40, restoreRate: 1 } })
    const other = await testBusiness(limited)
    const query = '{ customers(first: 3) { nodes { id } } }'
    const asPerson = await connect(limited.url, ownerToken)
    const asKey = await connect(limited.url, secret)
    expect((await asPerson(query)).errors).toBeUndefined()
    expect((await asKey(query)).errors).toBeUndefined()
    const refused = await asPerson(query)
    expect(refused.errors?.[0]).toMatchObject({
      extensions: { code: 'THROTTLED', retryAfterSeconds: 2, cost: { bucket: { available: 12 } } },
    })
    expect((await other.owner(query)).errors).toBeUndefined()
  })
})

describe.each(transports)('what is no sound operation, over %s', (_transport, connect) => {
  it('costs the price of an operation, until whoever sends it owes points and is not listened to', async () => {
    const limited = await limitedTo({ key: { max: 25, restoreRate: 1 } })
    const ask = await connect(limited.url, secret)
    const codes: unknown[] = []
    for (let sent = 0; sent < 4; sent += 1) {
      codes.push((await ask('{ castomers { totalCount } }')).errors?.[0]?.extensions.code)
    }
    expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'THROTTLED'])
    limited.pass(30_000)
    expect((await ask('{ viewer { role } }')).errors).toBeUndefined()
  })
})

describe('what is returned', () => {
  it.each([
    ['by the compiler', true],
    ['by graphql-js', false],
  ])('is counted alike %s, with braces in texts', async (_how, compile) => {
    const { appUrl, ownerUrl } = server.database
    const options = { appUrl, ownerUrl, port: 0, clock: testClock(), log: createLog('silent'), works: false }
    const started = await startServer({ ...options, migrates: false, compile })
    open.push(started)
    const other = await testBusiness(started)
    for (const name of ['{"a', 'b{', '"}{"c"', '\\{"d":{"e":1}}']) {
      await other.owner(
        'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }',
        { input: { kind: 'COMPANY', name } },
      )
    }
    const { data, extensions } = await other.owner(
      '{ customers { pageInfo { hasNextPage } edges { cursor node { name appointments { nodes { id } } } } nodes { name } } }',
    )
    expect(data.customers.nodes).toHaveLength(4)
    expect(extensions.cost).toMatchObject({ actual: 10 + 1 + 1 + 4 * 3 + 4 })
  })

  it('of another address is charged as well', async () => {
    const limited = await limitedTo({ tenant: { max: 15, restoreRate: 1 } })
    const log = () =>
      fetch(`${limited.url}/audit/log.csv`, { headers: { authorization: `Bearer ${ownerToken}` } })
    expect((await log()).status).toBe(200)
    const refused = await log()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'THROTTLED' } }] })
  })
})

describe('the questions of the panel', () => {
  it('cost less than any operation may, with the largest pages', async () => {
    const documents = [...(await panelDocuments()), ...server.composition.blueprints.flatMap(screenDocuments)]
    expect(documents.length).toBeGreaterThan(60)
    const admission = new Admission({ ...defaultCostLimits, maxCost: defaultCostLimits.maxCost * 0.9 })
    const set = { schema: server.composition.superset }
    for (const { text } of documents) {
      const document = parse(text, parseOptions)
      expect(validate(set.schema, document, [limitOperations]).map(String)).toEqual([])
      const operation = getOperationAST(document)
      if (operation) admission.admit({ principal: null, set }, document, operation, { first: 100 })
    }
  })
})

describe('an empty bucket over HTTP', () => {
  it('is 429 with Retry-After', async () => {
    const limited = await limitedTo({ key: { max: 100, restoreRate: 10 } })
    const ask: Send = graphqlClient(limited.url, secret)
    const query = '{ customers(first: 80) { nodes { name } } }'
    expect((await ask(query)).status).toBe(200)
    const refused = await ask(query)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.errors?.[0]?.extensions.code).toBe('THROTTLED')
  })

  it('an operation that is too dear is 400, and a stranger is told no price', async () => {
    const dear = '{ customers(first: 100) { nodes { appointments(first: 100) { nodes { id } } } } }'
    const refused = await business.owner(dear)
    expect(refused.status).toBe(400)
    const stranger = await graphqlClient(server.url)('{ viewer { id } }')
    expect(stranger.data).toEqual({ viewer: null })
    expect(stranger.extensions.cost).toBeUndefined()
    const strange = await graphqlClient(server.url)(dear)
    expect(strange.errors?.[0]?.extensions.code).toBe('COST_EXCEEDED')
  })
})
