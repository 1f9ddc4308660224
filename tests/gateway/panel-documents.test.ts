import { readFileSync } from 'node:fs'
import { parse, print } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PanelDocuments } from '../../gateway/panel-documents.ts'
import { projectRoot } from '../../gateway/project-root.ts'
import { filesOf } from '../boundaries/imports.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { graphqlClient, testPassword } from '../support/graphql-client.ts'
import { emailOf } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { LiveClient, tokenOf } from '../support/ws-client.ts'

const known = 'query Team($first: Int) { viewer { role } customers(first: $first) { totalCount } }'
const live = 'subscription Changes { recordChanged { type } }'

let server: TestServer
let business: TestBusiness
let cookie: string

beforeAll(async () => {
  server = await startTestServer(undefined, { panelDocuments: new PanelDocuments(() => [known, live]) })
  business = await testBusiness(server)
  cookie = await cookieOf(await emailOf(business.owner))
})
afterAll(() => server?.close())

async function cookieOf(email: string): Promise<string> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code } } }',
      variables: { input: { email, password: testPassword, cookie: true } },
    }),
  })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function send(body: unknown, headers: Record<string, string> = { cookie }) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: any[] }) }
}

const answered = { viewer: { role: 'OWNER' }, customers: { totalCount: 0 } }

describe('a session of the panel', () => {
  it('is answered what the panel asks, however its client prints it', async () => {
    const withTypes = known.replaceAll('role', 'role __typename')
    for (const query of [known, print(parse(known)), `# Team\n${withTypes}`]) {
      const { data, errors } = await send({ query, variables: { first: 5 } })
      expect(errors).toBeUndefined()
      expect(data).toMatchObject(answered)
    }
  })

  it.each([
    ['another document', { query: '{ customers { nodes { name phone } } }' }],
    ['one with a field more', { query: known.replace('totalCount', 'totalCount nodes { phone }') }],
    [
      'one with a second operation',
      { query: `${known} query More { viewer { id } }`, operationName: 'More' },
    ],
    ['one with another name for a field', { query: known.replace('viewer', '__typename: viewer') }],
    ['no document', {}],
    ['a document that cannot be read', { query: '{' }],
  ])('gets PERSISTED_QUERY_ONLY for %s', async (_what, body) => {
    const { status, data, errors } = await send(body)
    expect(status).toBe(403)
    expect(data).toBeUndefined()
    expect(errors?.[0].extensions.code).toBe('PERSISTED_QUERY_ONLY')
  })

  it('gets it for an address with a document in it, too', async () => {
    const response = await fetch(`${server.url}/graphql?query={customers{totalCount}}`, {
      headers: { cookie, 'x-lonca-client': 'test' },
    })
    expect(response.status).toBe(403)
  })

  it('gets it over a WebSocket that was opened with the cookie', async () => {
    const client = await LiveClient.open(server.url, { headers: { cookie, origin: server.url } })
    expect((await client.ask(known)).data).toEqual(answered)
    await expect(client.ask('{ customers { nodes { phone } } }')).rejects.toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }],
    })
    const changes = client.run(live)
    await business.owner(
      'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { userErrors { code } } }',
    )
    expect((await changes.next()).data).toEqual({ recordChanged: { type: 'Customer' } })
    await client.close()
  })
})

describe('whoever shows a token', () => {
  const own = '{ viewer { id role } }'

  it('asks their own over HTTP and WebSocket, also from a browser that has a cookie', async () => {
    const token = await tokenOf(server.url, business, 'manager')
    const answer = await send({ query: own }, { cookie, authorization: `Bearer ${token}` })
    expect(answer.data).toMatchObject({ viewer: { role: 'MANAGER' } })
    const client = await LiveClient.open(server.url, { headers: { cookie, origin: server.url }, token })
    expect((await client.ask(own)).data).toMatchObject({ viewer: { role: 'MANAGER' } })
    await client.close()
  })

  it('is let in by nobody’s cookie: strangers sign in with a document of their own', async () => {
    expect((await graphqlClient(server.url)('{ viewer { id } }')).data).toEqual({ viewer: null })
    expect((await send({ query: '{ viewer { id } }' }, { cookie: 'lonca_session=lon_old' })).data).toEqual({
      viewer: null,
    })
  })
})

it('every document of the panel stands where the build looks for it', () => {
  const operation = /['"`]\s*(query|mutation|subscription)\b[^'"`\n]*\{/
  const sources = filesOf(projectRoot(), ['web', 'blueprints'])
    .filter((file) => file.startsWith('web/') || /^blueprints\/[\w-]+\/panel\//.test(file))
    .filter((file) => !file.endsWith('.graphql.ts') && !file.startsWith('web/graphiql/'))
  const strays = sources.filter((file) => operation.test(readFileSync(`${projectRoot()}/${file}`, 'utf8')))
  expect(sources.length).toBeGreaterThan(100)
  expect(strays).toEqual([])
})
