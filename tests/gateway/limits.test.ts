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
    const name = (n: number) => `${'unbekannt'.repeat(60)}${n}`
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
