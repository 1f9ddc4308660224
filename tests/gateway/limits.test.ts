import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { graphqlClient } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { LiveClient, tokenOf } from '../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let token: string

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  token = await tokenOf(server.url, business, 'owner')
})
afterAll(() => server?.close())

/** Each fragment spreads the next one twice: 2^n fields from n short lines. */
function fanOut(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? `fragment F${level} on Customer { id }`
      : `fragment F${level} on Customer { a: appointments { nodes { customer { ...F${level + 1} } } } b: appointments { nodes { customer { ...F${level + 1} } } } }`,
  )
  return `{ customers { nodes { ...F0 } } } ${fragments.join(' ')}`
}

/** The same within one level, so that depth cannot be what refuses it. */
function flatFanOut(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? `fragment F${level} on Customer { id name phone }`
      : `fragment F${level} on Customer { ...F${level + 1} ... { ...F${level + 1} } }`,
  )
  return `{ customers { nodes { ...F0 } } } ${fragments.join(' ')}`
}

const nested = (levels: number) =>
  `{ customers(first: 3) { nodes { ${'appointments(first: 2) { nodes { customer { '.repeat(levels)} id ${'} } }'.repeat(levels)} } } }`

const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => one(n)).join(' ')

const tooLarge: readonly [string, string, string][] = [
  ['25 fragments that spread each other twice', fanOut(25), 'levels'],
  ['25 flat fragments that spread each other twice', flatFanOut(25), 'very many fields'],
  [
    'the same that nothing spreads',
    `{ __typename } ${fanOut(25).slice(fanOut(25).indexOf('fragment'))}`,
    'levels',
  ],
  ['a nesting of 60 levels', nested(20), 'levels'],
  [
    'inline fragments within each other',
    `{ ${'... { '.repeat(80)} __typename ${'} '.repeat(80)} }`,
    'levels of brackets',
  ],
  [
    'a filter of 80 levels',
    `{ customers(filter: ${'{ and: ['.repeat(40)} {} ${'] }'.repeat(40)}) { totalCount } }`,
    'levels of brackets',
  ],
  ['101 aliases of one field', `{ ${many(101, (n) => `a${n}: __typename`)} }`, 'root fields'],
  ['21 operations', many(21, (n) => `query Q${n} { __typename }`), 'root fields'],
  ['100 aliases below one field', `{ customers { nodes { ${many(100, (n) => `a${n}: id`)} } } }`, 'aliases'],
  ['60 directives', `{ customers { nodes { ${many(60, () => 'name @skip(if: false)')} } } }`, 'directives'],
  [
    '200 fragments in a row',
    `{ customers { nodes { ...F0 } } } ${many(200, (n) => `fragment F${n} on Customer { id ...F${n + 1} }`)}`,
    '200 fragments',
  ],
  [
    'a list asked for 400 times',
    `{ customers { nodes { ${many(400, () => 'appointments { nodes { id } }')} } } }`,
    'tokens',
  ],
  [
    'a list asked for 150 times',
    `{ customers { nodes { ${many(150, () => 'appointments { nodes { id } }')} } } }`,
    'repetitions of the same fields',
  ],
  ['a name of 300 letters', `{ ${'x'.repeat(300)} }`, 'A name in this operation is 300 characters long'],
  [
    'a number of 300 digits',
    `{ customers(first: ${'9'.repeat(300)}) { totalCount } }`,
    'A number in this operation is 300 characters long',
  ],
  ['one field ten thousand times', `{ customers { nodes { ${'id '.repeat(10_000)} } } }`, 'tokens'],
]

describe('an operation that is larger than allowed', () => {
  it.each(tooLarge)('%s is refused, by strangers and by the signed-in', async (_what, query, why) => {
    for (const send of [graphqlClient(server.url), business.owner]) {
      const answer = await send(query)
      expect(answer.status).toBe(400)
      expect(answer.errors).toHaveLength(1)
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(answer.errors?.[0]?.message).toContain(why)
    }
  })

  it.each(tooLarge)('%s is refused over a socket', async (_what, query, why) => {
    const client = await LiveClient.open(server.url, { token })
    const refused = client.ask(query)
    await expect(refused).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT' } }],
    })
    await client.close()
  })

  it('is measured before anything else is said about it', async () => {
    const wrong = `{ ${many(40, (n) => `unknown${n}`)} }`
    const client = await LiveClient.open(server.url, { token })
    for (const { errors } of [await business.owner(wrong), await client.ask(wrong).catch((error) => error)]) {
      expect(errors).toHaveLength(1)
      expect(errors[0].message).toContain('40 root fields')
    }
    await client.close()
  })

  it('leaves what tools and panels ask for alone', async () => {
    const introspection = await business.owner(
      getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }),
    )
    expect(introspection.errors).toBeUndefined()
    const read = await business.owner(nested(3))
    expect(read.errors).toBeUndefined()
    const long = 'x'.repeat(5_000)
    const sought = `{ customers(filter: { name: { eq: "${long}" } }) { totalCount } } # ${long}`
    expect((await business.owner(sought)).data).toEqual({ customers: { totalCount: 0 } })
  })

  it('a fragment that spreads itself is refused as such', async () => {
    const answer = await business.owner(
      '{ customers { nodes { ...A } } } fragment A on Customer { ...B } fragment B on Customer { ...A }',
    )
    expect(answer.status).toBe(400)
    expect(answer.errors?.[0]?.message).toContain('Cannot spread fragment')
  })
})

describe('what is wrong with a document', () => {
  it('is told in at most ten errors and 8 KiB, however much there is', async () => {
    const name = (n: number) => `${'unbekannt'.repeat(25)}${n}`
    const manyNames = `{ customers { nodes { ${many(60, name)} } } }`
    const inputs =
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code } } }'
    const wrong = {
      input: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`ş${'ğ'.repeat(390)}${n}`, 1])),
    }
    const client = await LiveClient.open(server.url, { token })
    for (const [query, variables] of [
      [manyNames, {}],
      [inputs, wrong],
    ] as const) {
      const overHttp = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      })
      expect(overHttp.status).toBe(400)
      const body = await overHttp.text()
      const overSocket = await client.ask(query, variables).catch(({ errors }) => ({ errors }))
      for (const { errors } of [JSON.parse(body), overSocket]) {
        expect(errors.length).toBeGreaterThan(0)
        expect(errors.length).toBeLessThanOrEqual(10)
        expect(Buffer.byteLength(JSON.stringify({ errors }))).toBeLessThanOrEqual(8 * 1024)
      }
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(8 * 1024)
    }
    await client.close()
  })
})

const filtered = 'query ($filter: CustomerFilter) { customers(filter: $filter) { totalCount } }'
const repeated = (count: number, one: unknown) => Array.from({ length: count }, () => one)
const levels = (count: number): unknown => (count === 0 ? {} : { and: [levels(count - 1)] })

const tooMuch: readonly [string, unknown, string][] = [
  ['510 objects', { or: repeated(509, {}) }, 'more than 500 objects'],
  ['10,000 values', { name: { in: repeated(10_000, 'x') } }, 'more than 10000 values'],
  ['60 levels', levels(30), 'more than 50 levels'],
]

describe('variables that hold more than is read', () => {
  it.each(tooMuch)('%s are refused before they are compared with the schema', async (_what, filter, why) => {
    for (const send of [graphqlClient(server.url), business.owner]) {
      const answer = await send(filtered, { filter })
      expect(answer.status).toBe(400)
      expect(answer.errors).toEqual([
        expect.objectContaining({
          message: expect.stringContaining(why),
          extensions: { code: 'BAD_USER_INPUT' },
        }),
      ])
    }
    const client = await LiveClient.open(server.url, { token })
    await expect(client.ask(filtered, { filter })).rejects.toMatchObject({
      errors: [{ message: expect.stringContaining(why), extensions: { code: 'BAD_USER_INPUT' } }],
    })
    await client.close()
  })

  it('are as many as a filter may have conditions, and more', async () => {
    const filter = { or: repeated(58, { name: { contains: 'x' } }), and: repeated(300, {}) }
    const answer = await business.owner(filtered, { filter })
    expect(answer.data).toEqual({ customers: { totalCount: 0 } })
  })
})

describe('a body of many brackets', () => {
  const nestedBody = (count: number, between = '') =>
    `{ "query": "{ __typename }", "extensions": { "a": ${'['.repeat(count)}"${between}"${']'.repeat(count)} } }`
  const post = (body: string) =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })

  it('is refused before it is read as JSON, though it ends in the middle', async () => {
    const answer = await post(nestedBody(10_000).slice(0, -20))
    expect(answer.status).toBe(400)
    expect((await answer.json()) as unknown).toMatchObject({
      errors: [
        {
          message: 'The body has more than 64 levels of brackets. Ask in smaller parts.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    })
  })

  it('is answered when the brackets are in a text', async () => {
    const answer = await post(nestedBody(60, `\\" ${'[{'.repeat(10_000)}`))
    expect((await answer.json()) as unknown).toMatchObject({ data: { __typename: 'Query' } })
  })
})

describe('a socket that sends many messages at once', () => {
  it('waits for its turn after each', async () => {
    const [crowd, other] = await Promise.all([
      LiveClient.open(server.url, { token }),
      LiveClient.open(server.url, { token }),
    ])
    let answered = 0
    crowd.socket.on('message', () => {
      answered += 1
    })
    for (let sent = 0; sent < 500; sent += 1) crowd.socket.send('{ "type": "ping" }')
    await other.ask('{ __typename }')
    expect(answered).toBeLessThan(250)
    await Promise.all([crowd.close(), other.close()])
  })

  it('is ended after a hundred operations that were refused, not after a hundred that were not', async () => {
    const client = await LiveClient.open(server.url, { token })
    for (let asked = 0; asked < 6; asked += 1)
      await Promise.all(Array.from({ length: 20 }, () => client.ask('{ __typename }')))
    expect(client.socket.readyState).toBe(client.socket.OPEN)
    const refused = Array.from({ length: 200 }, () => client.ask('{ hell }').catch(() => null))
    expect(await client.closed).toMatchObject({ code: 1008 })
    await Promise.all(refused)
  })
})
