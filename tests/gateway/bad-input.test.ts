import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../../gateway/log.ts'
import { type RunningServer, startServer } from '../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testClock } from '../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { FaultProxy } from '../support/fault-proxy.ts'
import { type Answer, graphqlClient, signedIn } from '../support/graphql-client.ts'

let database: TestDatabase
let proxy: FaultProxy
let server: RunningServer
let business: TestBusiness

beforeAll(async () => {
  database = await createTestDatabase()
  const through = await FaultProxy.before(database.appUrl)
  proxy = through.proxy
  server = await startServer({
    appUrl: through.url,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    works: false,
  })
  business = await testBusiness({ ...server, database })
})
afterAll(async () => {
  await server?.close()
  await proxy?.close()
  await database?.close()
})

async function send(body: string | undefined, init: RequestInit = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
    ...init,
  })
  return { status: response.status, body: (await response.json()) as Answer }
}

describe('what bad input gets', () => {
  it.each([
    ['a document that is not GraphQL', JSON.stringify({ query: '{ customers {' })],
    ['a body that is not JSON', '{"query": '],
    ['a body without a query', '{}'],
    ['a query that is no text', '{"query": 7}'],
    ['a batch', '[{"query": "{ __typename }"}]'],
    ['a field that does not exist', JSON.stringify({ query: '{ castomers { totalCount } }' })],
    ['an operation that is not there', JSON.stringify({ query: '{ __typename }', operationName: 'Other' })],
  ])('%s: BAD_USER_INPUT with a request id and nothing of our insides', async (_what, text) => {
    const { status, body } = await send(text)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(body.extensions.requestId).toMatch(/^req_/)
    expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|select |stacktrace/i)
  })

  it('a misspelt field: a stranger is told nothing of the schema, somebody signed in what was meant', async () => {
    const stranger = await send(JSON.stringify({ query: '{ customer { id } castomers { totalCount } }' }))
    expect(JSON.stringify(stranger.body)).not.toContain('Did you mean')
    const known = await business.owner('{ castomers { totalCount } }')
    expect(known.errors?.[0]?.message).toContain('Did you mean "customers"')
  })

  it('a mutation by GET is not carried out', async () => {
    const response = await fetch(
      `${server.url}/graphql?query=${encodeURIComponent('mutation { signOut { signedOut } }')}`,
      {
        headers: { 'x-lonca-client': 'test' },
      },
    )
    expect(response.status).toBe(405)
  })

  it('a form of another site is refused before anything runs', async () => {
    const { status, body } = await send('query=%7B__typename%7D', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('a body of more than 256 KiB is not read', async () => {
    const { status, body } = await send(
      JSON.stringify({ query: `{ __typename } #${'x'.repeat(300 * 1024)}` }),
    )
    expect(status).toBe(413)
    expect(body.errors?.[0]).toMatchObject({
      message: 'A request has at most 256 KiB.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('nobody signed in: UNAUTHENTICATED for records, and null for the viewer', async () => {
    const answer = await graphqlClient(server.url)('{ viewer { id } customers { totalCount } }')
    expect(answer.errors?.[0]).toMatchObject({ path: ['customers'], extensions: { code: 'UNAUTHENTICATED' } })
    const viewer = await graphqlClient(server.url)('{ viewer { id } }')
    expect(viewer.data).toEqual({ viewer: null })
  })

  it('a token that is wrong: 401 and UNAUTHENTICATED, whatever is asked', async () => {
    const answer = await graphqlClient(server.url, 'lon_wrong')('{ __typename }')
    expect(answer.status).toBe(401)
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    expect(answer.extensions.requestId).toMatch(/^req_/)
  })

  it('a wrong password and an unknown address get the same answer', async () => {
    const signIn =
      'mutation ($input: SignInInput!) { signIn(input: $input) { session { token } userErrors { code field message } } }'
    const wrong = await graphqlClient(server.url)(signIn, {
      input: { email: 'owner1@business.test', password: 'no' },
    })
    const unknown = await graphqlClient(server.url)(signIn, {
      input: { email: 'nobody@business.test', password: 'no' },
    })
    expect(wrong.data).toEqual(unknown.data)
    expect(wrong.data.signIn).toMatchObject({ session: null, userErrors: [{ code: 'SIGN_IN_FAILED' }] })
  })

  it('more than ten wrong passwords: THROTTLED, also for the right one', async () => {
    const email = 'manager1@business.test'
    for (let attempt = 0; attempt < 10; attempt += 1)
      await signedIn(server.url, email, 'wrong').catch(() => undefined)
    await expect(signedIn(server.url, email)).rejects.toThrow('THROTTLED')
    const refused = await graphqlClient(server.url)(
      'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      { input: { email, password: 'x' } },
    )
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBe(refused.errors?.[0]?.extensions.retryAfterSeconds)
  })

  it('a page of more than a hundred rows, both ends at once, a foreign cursor: BAD_USER_INPUT', async () => {
    for (const args of [
      'first: 101',
      'first: -1',
      'first: 1, last: 1',
      'first: 1, before: "x"',
      'after: "W10"',
    ]) {
      const answer = await business.owner(`{ customers(${args}) { nodes { id } } }`)
      expect(answer.errors?.[0]?.extensions.code, args).toBe('BAD_USER_INPUT')
    }
  })

  it('a NUL character in a filter or an input is refused, not an internal error', async () => {
    const filtered = await business.owner(
      'query ($text: String) { customers(filter: { name: { contains: $text } }) { totalCount } }',
      { text: 'a\u0000b' },
    )
    expect(filtered.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const created = await business.owner(
      'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { userErrors { code field } } }',
      { input: { name: 'a\u0000b', kind: 'COMPANY' } },
    )
    expect(created.data.createCustomer.userErrors).toEqual([{ code: 'INVALID', field: ['name'] }])
  })

  it('a number that PostgreSQL cannot hold is refused', async () => {
    const answer = await business.owner(
      '{ revenueEvents(filter: { grossMinor: { gte: "99999999999999999999" } }) { totalCount } }',
    )
    expect(answer.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('a database that is gone: UNAVAILABLE with Retry-After, nothing half-written, and it goes on when it is back', async () => {
    const create =
      'mutation { createCustomer(input: { name: "Gone", kind: COMPANY }) { customer { id } userErrors { code } } }'
    await business.owner('{ customers { totalCount } }')
    proxy.cut()
    const gone = await business.owner('{ customers { totalCount } }')
    expect(gone.status).toBe(503)
    expect(gone.headers.get('retry-after')).toBe('2')
    expect(gone.errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    const written = await business.owner(create)
    expect(written.errors?.[0]?.extensions.code).toBe('UNAVAILABLE')
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    proxy.restore()
    const back = await business.owner('{ customers(filter: { name: { eq: "Gone" } }) { totalCount } }')
    expect(back.data).toEqual({ customers: { totalCount: 0 } })
  })
})
