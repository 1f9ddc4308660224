import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { graphqlClient } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
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

describe('an operation that is larger than allowed', () => {
  it.each([
    ['25 fragments that spread each other twice', fanOut(25), 'levels'],
    ['25 flat fragments that spread each other twice', flatFanOut(25), 'very many fields'],
    ['a nesting of 60 levels', nested(20), 'levels'],
    [
      '101 aliases of one field',
      `{ ${Array.from({ length: 101 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'root fields',
    ],
    [
      '100 aliases below one field',
      `{ customers { nodes { ${Array.from({ length: 100 }, (_, n) => `a${n}: id`).join(' ')} } } }`,
      'aliases',
    ],
    [
      '60 directives',
      `{ customers { nodes { id ${'@skip(if: false)'.repeat(1)} ${Array.from({ length: 60 }, () => 'name @skip(if: false)').join(' ')} } } }`,
      'directives',
    ],
    ['one field ten thousand times', `{ customers { nodes { ${'id '.repeat(10_000)} } } }`, 'tokens'],
  ])('%s is refused, by strangers and by the signed-in', async (_what, query, why) => {
    for (const send of [graphqlClient(server.url), business.owner]) {
      const answer = await send(query)
      expect(answer.status).toBe(400)
      expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(answer.errors?.[0]?.message).toContain(why)
    }
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
