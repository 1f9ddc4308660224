import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { type TestClock, testClock, testNow } from '../../support/clock.ts'
import { graphqlClient, type Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient } from '../../support/ws-client.ts'

let server: TestServer
let clock: TestClock
let business: TestBusiness

beforeAll(async () => {
  clock = testClock()
  server = await startTestServer(clock)
})
beforeEach(async () => {
  clock.set(testNow)
  business = await testBusiness(server)
})
afterAll(() => server?.close())

const create = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  apiKey { id prefix scopes lastUsedAt } secret userErrors { code field } } }`
const revoke = `mutation ($input: ApiKeyInput!) { revokeApiKey(input: $input) { apiKey { revokedAt } userErrors { code } } }`
const rotate = `mutation ($input: ApiKeyInput!) { rotateApiKey(input: $input) { secret userErrors { code } } }`
const customers = '{ customers(first: 1) { totalCount } }'
const addCustomer =
  'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } userErrors { code } } }'

async function key(scopes: string[], more: object = {}): Promise<{ id: string; secret: string; ask: Send }> {
  const { data } = await business.owner(create, { input: { name: 'Web sitesi', scopes, ...more } })
  expect(data.createApiKey.userErrors).toEqual([])
  const { secret, apiKey } = data.createApiKey
  return { id: apiKey.id, secret, ask: graphqlClient(server.url, secret) }
}

const codeOf = (answer: { errors?: { extensions: { code: string } }[] }) =>
  answer.errors?.[0]?.extensions.code

describe('an API key', () => {
  it('is shown once, and the database keeps only its hash', async () => {
    const { secret } = await key(['customers:see'])
    expect(secret).toMatch(/^lonca_live_[0-9a-z]{26}\.[\w-]{43}$/)
    const [prefix, hidden = ''] = secret.split('.')
    const { data } = await business.owner('{ apiKeys(first: 5) { nodes { name prefix } } }')
    expect(data.apiKeys.nodes).toEqual([{ name: 'Web sitesi', prefix }])
    const stored = await withClient(server.database.ownerUrl, async (client) => {
      const { rows } = await client.query('select t::text as row from api_keys t')
      return rows.map(({ row }) => row).join()
    })
    expect(stored).not.toContain(hidden)
    expect(codeOf(await business.manager('{ apiKeys(first: 5) { nodes { name } } }'))).toBe('FORBIDDEN')
  })

  it('reads and changes what its scopes say and nothing else, whatever its maker may', async () => {
    const reader = await key(['customers:see'])
    expect((await reader.ask(customers)).data.customers.totalCount).toBe(0)
    expect(codeOf(await reader.ask(addCustomer))).toBe('FORBIDDEN')
    for (const other of [
      '{ appointments(first: 1) { totalCount } }',
      '{ memberships(first: 1) { totalCount } }',
      '{ apiKeys(first: 1) { totalCount } }',
      '{ sessions { id } }',
      'mutation { leaveTenant { userErrors { code } } }',
      'mutation { signOut { signedOut } }',
    ]) {
      expect([other, codeOf(await reader.ask(other))]).toEqual([other, 'FORBIDDEN'])
    }
    const writer = await key(['customers:act'])
    expect((await writer.ask(addCustomer)).data.createCustomer.userErrors).toEqual([])
    expect((await writer.ask(customers)).data.customers.totalCount).toBe(1)
  })

  it('leaves its mark on what it enters: the source is the API', async () => {
    const till = await key(['revenue:act'])
    const sale = `mutation { recordRevenue(input: { grossMinor: "12500", method: CASH }) {
      revenueEvent { source } userErrors { code field } } }`
    const own = (answer: { data?: any }) => answer.data.recordRevenue
    expect(own(await till.ask(sale))).toEqual({ revenueEvent: { source: 'API' }, userErrors: [] })
    expect(own(await business.owner(sale)).revenueEvent.source).toBe('PANEL')
  })

  it('has no scope that does not exist or that is for people only, and no expiry in the past', async () => {
    const refused = async (input: object) => {
      const { data } = await business.owner(create, { input: { name: 'x', ...input } })
      return data.createApiKey.userErrors.map(({ code }: any) => code)
    }
    expect(await refused({ scopes: ['customers:everything'] })).toEqual(['SCOPE_UNKNOWN'])
    expect(await refused({ scopes: ['identity:act', 'nothing:see'] })).toEqual([
      'SCOPE_UNKNOWN',
      'SCOPE_UNKNOWN',
    ])
    expect(await refused({ scopes: [] })).toEqual(['REQUIRED'])
    expect(await refused({ scopes: ['customers:see'], expiresAt: '2026-11-19T00:00:00Z' })).toEqual([
      'EXPIRY_PAST',
    ])
    const by = await business.manager(create, { input: { name: 'x', scopes: ['customers:see'] } })
    expect(codeOf(by)).toBe('FORBIDDEN')
  })

  it('that is wrong, expired, revoked, rotated or forged is UNAUTHENTICATED, and says which', async () => {
    const told = async (ask: Send) => {
      const { status, errors } = await ask(customers)
      expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
      return errors?.[0]?.message
    }
    const expiring = await key(['customers:see'], { expiresAt: '2026-11-21T00:00:00Z' })
    expect((await expiring.ask(customers)).errors).toBeUndefined()
    clock.set('2026-11-21T00:00:00Z')
    // Another call than the one that was looked at within this second.
    await business.owner(rotate, { input: { apiKeyId: (await key(['customers:see'])).id } })
    await expect.poll(async () => (await expiring.ask(customers)).status).toBe(401)
    expect(await told(expiring.ask)).toContain('expired on 2026-11-21')
    clock.set(testNow)

    const revoked = await key(['customers:see'])
    await revoked.ask(customers)
    await business.owner(revoke, { input: { apiKeyId: revoked.id } })
    await expect.poll(async () => (await revoked.ask(customers)).status).toBe(401)
    expect(await told(revoked.ask)).toContain('was revoked')

    const rotated = await key(['customers:see'])
    const { data } = await business.owner(rotate, { input: { apiKeyId: rotated.id } })
    await expect.poll(async () => (await rotated.ask(customers)).status).toBe(401)
    expect(await told(rotated.ask)).toContain('There is no such API key')
    expect((await graphqlClient(server.url, data.rotateApiKey.secret)(customers)).errors).toBeUndefined()

    const forged = revoked.secret.replace(/\..*/, `.${'A'.repeat(43)}`)
    expect(await told(graphqlClient(server.url, forged))).toContain('There is no such API key')
    expect(await told(graphqlClient(server.url, 'lonca_live_short'))).toContain('does not look like')
  })

  it('ends with the place of who made it', async () => {
    const made = await key(['customers:see'])
    await withClient(server.database.ownerUrl, (client) =>
      client.query("update memberships set role = 'STAFF' where tenant_id = $1", [business.tenantId]),
    )
    const { status, errors } = await made.ask(customers)
    expect([status, errors?.[0]?.message]).toEqual([
      401,
      expect.stringContaining('no longer an owner or a manager'),
    ])
  })

  it('works over a socket, which closes when the key is revoked', async () => {
    const { id, secret } = await key(['customers:see'])
    const socket = await LiveClient.open(server.url, { token: secret })
    expect((await socket.ask(customers)).data).toEqual({ customers: { totalCount: 0 } })
    await business.owner(revoke, { input: { apiKeyId: id } })
    expect((await socket.closed).code).toBe(4403)
    await expect(LiveClient.open(server.url, { token: secret })).rejects.toThrow('4403')
  })

  it('may call so often and no more, and others are not held up by it', async () => {
    const busy = await key(['customers:see'])
    const calm = await key(['customers:see'])
    const answers: Awaited<ReturnType<typeof busy.ask>>[] = []
    const isRefused = ({ status }: { status: number }) => status === 429
    // A key gets some calls back each second, so a slow machine takes more of them to run out.
    while (!answers.some(isRefused)) {
      const more = Array.from({ length: 100 }, () => busy.ask('{ __typename }'))
      answers.push(...(await Promise.all(more)))
    }
    const refused = answers.filter(isRefused)
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(120)
    expect(codeOf(refused[0] as never)).toBe('THROTTLED')
    expect(refused[0]?.headers.get('retry-after')).toBe('1')
    expect((await calm.ask(customers)).status).toBe(200)
  })
})
