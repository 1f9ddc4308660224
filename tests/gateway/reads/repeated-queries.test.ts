import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type Send, sessionToken } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let salon: TestBusiness
let token: string

beforeAll(async () => {
  server = await startTestServer(undefined, { compile: true })
  salon = await testBusiness(server, 'hair-salon')
  token = await tokenOf(salon.owner)
})
afterAll(() => server?.close())

async function tokenOf(person: Send): Promise<string> {
  const { data } = await person('{ viewer { user { email } } }')
  return sessionToken(server.url, data.viewer.user.email)
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
  readonly extensions?: Record<string, unknown> & { cost?: Record<string, unknown> }
}

interface Sent {
  readonly status: number
  readonly type: string | null
  readonly body: Body
}

async function send(body: unknown, headers: Record<string, string> = {}): Promise<Sent> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
  })
  const answer = (await response.json()) as Body
  // These differ from request to request, whoever answers.
  delete answer.extensions?.requestId
  delete answer.extensions?.cost?.bucket
  delete answer.extensions?.position
  return { status: response.status, type: response.headers.get('content-type'), body: answer }
}

/** The same operation in words that nobody used before. */
let spaces = 0
function inNewWords(query: string): string {
  spaces += 1
  return `${query}${' '.repeat(spaces)}`
}

const page = 'query Page($first: Int!) { customers(first: $first) { totalCount nodes { id name } } }'

describe('a query that was asked before', () => {
  it.each([
    undefined,
    '*/*',
    'application/json',
    'application/graphql-response+json',
    'application/graphql-response+json, application/json;q=0.9',
  ])('has the answer and the content type that it had: accept %s', async (accept) => {
    const query = inNewWords(page)
    const headers: Record<string, string> = accept === undefined ? {} : { accept }
    const first = await send({ query, variables: { first: 3 } }, headers)
    expect(first.status).toBe(200)
    for (const _again of [1, 2])
      expect(await send({ query, variables: { first: 3 } }, headers)).toEqual(first)
  })

  it.each<[string, object]>([
    ['a variable of another type', { variables: { first: 'many' } }],
    ['no variables', {}],
    ['more rows than are answered at once', { variables: { first: 100_000 } }],
    ['a list for variables', { variables: [3] }],
    ['a text for extensions', { variables: { first: 3 }, extensions: 'none' }],
    [
      'a persisted query',
      { variables: { first: 3 }, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
    ['the name of another operation', { variables: { first: 3 }, operationName: 'Other' }],
    ['a number for its name', { variables: { first: 3 }, operationName: 7 }],
    ['a reason that is too long', { variables: { first: 3 }, extensions: { reason: 'x'.repeat(500) } }],
  ])('is refused as one that nobody asked: %s', async (_what, body) => {
    const query = inNewWords(page)
    const asStranger = await send({ query, ...body })
    expect(asStranger.body.errors).toHaveLength(1)
    const known = inNewWords(page)
    for (const _ of [1, 2]) expect((await send({ query: known, variables: { first: 3 } })).status).toBe(200)
    const refused = await send({ query: known, ...body })
    // Nothing but the place in the text may differ.
    expect(refused).toEqual(asStranger)
  })

  it('is one of several operations of its document, by name', async () => {
    const query = inNewWords('query A { customers { totalCount } } query B { services { totalCount } }')
    for (const _ of [1, 2, 3]) {
      expect(Object.keys((await send({ query, operationName: 'A' })).body.data ?? {})).toEqual(['customers'])
      expect(Object.keys((await send({ query, operationName: 'B' })).body.data ?? {})).toEqual(['services'])
    }
    expect((await send({ query })).body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('is not answered to a stranger, nor to whoever may not see it', async () => {
    const query = inNewWords('{ importRuns { totalCount } }')
    for (const _ of [1, 2]) expect((await send({ query })).body.errors).toBeUndefined()
    expect((await salon.staff(query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { errors } = (await response.json()) as Body
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('costs what it did, and says how it is read when it is asked to', async () => {
    const query = inNewWords(page)
    const first = await send({ query, variables: { first: 5 } })
    const again = await send({ query, variables: { first: 5 } })
    expect(again.body.extensions?.cost).toEqual(first.body.extensions?.cost)
    const explained = await send({ query, variables: { first: 5 }, extensions: { explain: true } })
    expect(explained.body.extensions?.plan).toMatchObject({ path: 'compiled' })
  })
})
