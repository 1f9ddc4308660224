import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { sessionToken } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const addCustomer =
  'mutation { createCustomer(input: { kind: COMPANY, name: "Nar" }) { userErrors { code } } }'
const emailOf = async (send: TestBusiness['owner']) =>
  (await send('{ viewer { user { email } } }')).data.viewer.user.email

/** The status of the download, and its lines. */
async function download(token: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/audit/log.csv`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
  })
  return { status: response.status, text: await response.text() }
}

async function manages(cell: object): Promise<void> {
  const { data } = await business.owner('{ permissions { roles { role { id version base } } } }')
  const { role } = data.permissions.roles.find(({ role }: any) => role.base === 'MANAGER')
  const answer = await business.owner(
    `mutation ($input: SetRolePermissionsInput!) { setRolePermissions(input: $input) { userErrors { code } } }`,
    { input: { id: role.id, version: role.version, cells: [cell] } },
  )
  expect(answer.data.setRolePermissions.userErrors).toEqual([])
}

async function apiKey(scopes: string[]): Promise<string> {
  const { data } = await business.owner(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code } } }`,
    { input: { name: 'Rapor', scopes } },
  )
  return data.createApiKey.secret
}

describe('the audit log as a file', () => {
  it('goes to owners and managers, says so in the log, and to nobody of the staff', async () => {
    for (const role of ['owner', 'manager'] as const) {
      const { status, text } = await download(await sessionToken(server.url, await emailOf(business[role])))
      expect([role, status, text.split('\r\n')[0]]).toEqual([
        role,
        200,
        expect.stringContaining('"Zaman";"Kim"'),
      ])
    }
    const log = await business.owner(
      '{ auditLog(filter: { types: ["auditLog.exported"] }) { nodes { actor { name } } } }',
    )
    expect(log.data.auditLog.nodes.map(({ actor }: any) => actor.name)).toEqual(['manager', 'owner'])
    const { status, text } = await download(await sessionToken(server.url, await emailOf(business.staff)))
    expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([403, 'FORBIDDEN'])
  })

  it('holds nothing of what the permissions of the business keep from managers', async () => {
    const token = await sessionToken(server.url, await emailOf(business.manager))
    await business.owner(addCustomer)
    expect((await download(token)).text).toContain('customer.created')
    await manages({ module: 'customers', see: 'NONE', act: 'NONE' })
    const { status, text } = await download(token)
    expect([status, text.includes('customer.created')]).toEqual([200, false])
  })

  it('goes to a program whose key may see the log, and holds nothing that the key may not see', async () => {
    const forbidden = await download(await apiKey(['customers:see']))
    expect(forbidden.status).toBe(403)
    await business.owner(addCustomer)
    const narrow = await download(await apiKey(['audit:see']))
    expect(narrow.status).toBe(200)
    expect(narrow.text).not.toContain('customer.created')
    const wide = await download(await apiKey(['audit:see', 'customers:see']))
    expect(wide.text).toContain('customer.created')
  })

  it('is not begun by a link on another site, nor by nobody', async () => {
    const token = await sessionToken(server.url, await emailOf(business.owner))
    expect((await download(token, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await fetch(`${server.url}/audit/log.csv`)).status).toBe(401)
  })
})
