import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { encodeId, newId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { sessionToken } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient } from '../../support/ws-client.ts'

const clock = testClock()
let server: TestServer
/** Another process on the same database. */
let sibling: TestServer
let business: TestBusiness
let other: TestBusiness
let owner: string
let manager: string

beforeAll(async () => {
  server = await startTestServer(clock)
  sibling = await startTestServer(clock, {
    appUrl: server.database.appUrl,
    ownerUrl: server.database.ownerUrl,
  })
  business = await testBusiness(server)
  other = await testBusiness(server)
  owner = await sessionToken(server.url, [...business.memberships.keys()][0] ?? '')
  manager = await sessionToken(server.url, [...business.memberships.keys()][1] ?? '')
})
afterAll(async () => {
  await sibling?.close()
  await server?.close()
})

const create =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id name } userErrors { code } } }'

interface Reply {
  readonly status: number
  readonly text: string
  readonly requestId: string
  readonly headers: Headers
  readonly body: { data?: any; errors?: { extensions: { code: string } }[] }
}

async function post(
  key: string | null,
  body: object,
  { token = owner, url = server.url }: { token?: string; url?: string } = {},
): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(key !== null && { 'idempotency-key': key }),
    },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  const parsed = JSON.parse(text)
  return {
    status: response.status,
    text,
    headers: response.headers,
    body: parsed,
    requestId: parsed.extensions.requestId,
  }
}

const named = (name: string) => ({ query: create, variables: { input: { name } } })
const withoutRequest = ({ text, requestId }: Reply) => text.replaceAll(requestId, 'REQUEST')

async function count(name: string, tenantId = business.tenantId): Promise<number> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select count(*)::int as found from customers where tenant_id = $1 and name = $2',
      [tenantId, name],
    )
    return rows[0].found
  })
}

const sale = (grossMinor: string, occurredAt?: string) => ({
  query: `mutation ($input: RecordRevenueInput!) {
    recordRevenue(input: $input) { revenueEvent { id } userErrors { code } } }`,
  variables: { input: { grossMinor, method: 'CASH', ...(occurredAt && { occurredAt }) } },
})

async function sales(grossMinor: string): Promise<number> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select count(*)::int as found from revenue_events where tenant_id = $1 and gross_minor = $2',
      [business.tenantId, grossMinor],
    )
    return rows[0].found
  })
}

describe('a mutation that is one statement, with an Idempotency-Key', () => {
  it('has one effect and one answer however many try at once, in two processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        post('sales', sale('4100'), { url: index % 2 === 0 ? server.url : sibling.url }),
      ),
    )
    expect(await sales('4100')).toBe(1)
    const given = answers.filter(({ status }) => status === 200)
    expect(new Set(given.map(withoutRequest)).size).toBe(1)
    expect(given[0]?.body.data.recordRevenue.revenueEvent.id).toMatch(/^rev_/)
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true)
  })

  it('keeps no key when it refuses, be it in the statement or before it', async () => {
    const nobody = { ...sale('4200').variables.input, customerId: encodeId('cus', newId()) }
    const refused = await post('mended-sale', { ...sale('4200'), variables: { input: nobody } })
    expect(refused.body.data.recordRevenue.userErrors).toMatchObject([{ code: 'NOT_FOUND' }])
    const early = await post('mended-sale', sale('4200', '2030-01-01T00:00:00Z'))
    expect(early.body.data.recordRevenue.userErrors).toMatchObject([{ code: 'IN_THE_FUTURE' }])
    const good = await post('mended-sale', sale('4200'))
    expect(good.body.data.recordRevenue.userErrors).toEqual([])
    expect(withoutRequest(await post('mended-sale', sale('4200')))).toBe(withoutRequest(good))
    expect(await sales('4200')).toBe(1)
  })
})

describe('a mutation with an Idempotency-Key', () => {
  it('gives the same answer again, byte by byte beside the request id, and changes nothing more', async () => {
    const first = await post('again', named('Again'))
    const second = await post('again', named('Again'))
    expect(first.body.data.createCustomer.customer.name).toBe('Again')
    expect(withoutRequest(second)).toBe(withoutRequest(first))
    expect(second.requestId).not.toBe(first.requestId)
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(first.headers.get('idempotency-replayed')).toBeNull()
    expect(await count('Again')).toBe(1)
  })

  it('gives it in another process too', async () => {
    const first = await post('process', named('Process'))
    const second = await post('process', named('Process'), { url: sibling.url })
    expect(withoutRequest(second)).toBe(withoutRequest(first))
    expect(await count('Process')).toBe(1)
  })

  it('refuses the key for other values or another document', async () => {
    await post('other', named('Other'))
    for (const body of [named('Another'), { ...named('Other'), query: `${create} ` }]) {
      const refused = await post('other', body)
      expect(refused.status).toBe(422)
      expect(refused.body.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_MISMATCH')
    }
    expect(await count('Another')).toBe(0)
  })

  it('takes the same values in another order for the same', async () => {
    const input = { name: 'Order', tags: ['a'] }
    const first = await post('order', { query: create, variables: { input } })
    const turned = { variables: { input: { tags: ['a'], name: 'Order' } }, query: create }
    expect(withoutRequest(await post('order', turned))).toBe(withoutRequest(first))
  })

  it('has one effect however many try at once, in two processes', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        post('crowd', named('Crowd'), { url: index % 2 === 0 ? server.url : sibling.url }),
      ),
    )
    expect(await count('Crowd')).toBe(1)
    const given = new Set(answers.filter(({ status }) => status === 200).map(withoutRequest))
    expect(given.size).toBe(1)
    const waited = answers.filter(({ status }) => status !== 200)
    expect(waited.every(({ status, headers }) => status === 409 && headers.get('retry-after'))).toBe(true)
  })

  it('keeps no failure: once the input is mended, the same key works', async () => {
    const long = { query: create, variables: { input: { name: 'x'.repeat(500) } } }
    const refused = await post('mended', long)
    expect(refused.body.data.createCustomer.userErrors).toMatchObject([{ code: 'TOO_LONG' }])
    const wrong = await post('mended', { query: create, variables: { input: { name: 5 } } })
    expect(wrong.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    const good = await post('mended', named('Mended'))
    expect(good.body.data.createCustomer.userErrors).toEqual([])
    expect(await count('Mended')).toBe(1)
  })

  it('belongs to one person of one tenant', async () => {
    const strangers = await sessionToken(server.url, [...other.memberships.keys()][0] ?? '')
    for (const token of [owner, manager, strangers]) {
      const answer = await post('mine', named('Mine'), { token })
      expect(answer.headers.get('idempotency-replayed')).toBeNull()
    }
    expect(await count('Mine')).toBe(2)
    expect(await count('Mine', other.tenantId)).toBe(1)
  })

  it('is forgotten after 24 hours', async () => {
    await post('day', named('Day'))
    clock.advance(24 * 3_600_000 - 1_000)
    owner = await sessionToken(server.url, [...business.memberships.keys()][0] ?? '')
    expect((await post('day', named('Day'))).headers.get('idempotency-replayed')).toBe('true')
    clock.advance(1_000)
    expect((await post('day', named('Day'))).headers.get('idempotency-replayed')).toBeNull()
    expect(await count('Day')).toBe(2)
  })

  it('is refused when it is too long or empty, and ignored beside a query', async () => {
    expect((await post('k'.repeat(256), named('Long'))).body.errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    )
    expect((await post('k'.repeat(255), named('Long'))).status).toBe(200)
    const query = { query: '{ viewer { __typename } }' }
    expect((await post('query', query)).status).toBe(200)
    expect((await post('query', named('Query'))).status).toBe(200)
  })

  it('tells the truth about a process that died between its commit and its answer', async () => {
    await post('died', named('Died'))
    await withClient(server.database.ownerUrl, (client) =>
      client.query(`update idempotency_keys set answer = null where key = 'died'`),
    )
    clock.advance(60_000)
    const again = await post('died', named('Died'))
    expect(again.status).toBe(409)
    expect(again.body.errors?.[0]?.extensions.code).toBe('CONFLICT')
    expect(await count('Died')).toBe(1)
  })

  it('never keeps an answer with a secret', async () => {
    const signIn = {
      query:
        'mutation ($input: SignInInput!) { signIn(input: $input) { session { token } userErrors { code } } }',
      variables: { input: { email: [...business.memberships.keys()][0], password: 'correct horse battery' } },
    }
    const first = await post('secret', signIn)
    expect(first.body.data.signIn.session.token).toBeTruthy()
    const second = await post('secret', signIn)
    expect(second.text).not.toContain(first.body.data.signIn.session.token)
    const kept = await withClient(server.database.ownerUrl, (client) =>
      client.query(`select answer from idempotency_keys where key = 'secret'`),
    )
    expect(kept.rows).toEqual([{ answer: '' }])
  })

  it('works over WebSocket with extensions.idempotencyKey', async () => {
    const live = await LiveClient.open(server.url, { token: owner })
    const ask = () => live.run(create, { input: { name: 'Socket' } }, { idempotencyKey: 'socket' }).next()
    const first = await ask()
    const second = await ask()
    expect(second.data).toEqual(first.data)
    expect(await count('Socket')).toBe(1)
    await live.close()
  })
})
