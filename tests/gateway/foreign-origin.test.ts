import { afterAll, beforeAll, expect, it } from 'vitest'
import { testBusiness } from '../support/business.ts'
import { testPassword } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let cookie: string

beforeAll(async () => {
  server = await startTestServer()
  const business = await testBusiness(server)
  const viewer = await business.owner('{ viewer { user { email } } }')
  const { email } = viewer.data.viewer.user
  const answer = await post(
    `mutation { signIn(input: { email: "${email}", password: "${testPassword}", cookie: true }) { userErrors { code } } }`,
    {},
  )
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
})
afterAll(() => server?.close())

const post = (query: string, headers: Record<string, string>) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })

it('the session of the panel is for the panel: a call that another site makes with its cookie is refused', async () => {
  const add = 'mutation { createCustomer(input: { kind: COMPANY, name: "Nar" }) { userErrors { code } } }'
  for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`]) {
    const answer = await post(add, { cookie, origin })
    const { errors } = (await answer.json()) as { errors: { extensions: { code: string } }[] }
    expect([origin, answer.status, errors[0]?.extensions.code]).toEqual([origin, 403, 'FORBIDDEN'])
  }
  const ours: Record<string, string>[] = [{ cookie, origin: server.url }, { cookie }]
  for (const headers of ours) {
    const answer = await post(add, headers)
    expect(await answer.json()).toMatchObject({ data: { createCustomer: { userErrors: [] } } })
  }
})
