import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { settledPosition } from '../../support/events.ts'
import { graphqlClient, type Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, type LiveOptions, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let second: RunningServer
let business: TestBusiness
let other: TestBusiness
const open: LiveClient[] = []

beforeAll(async () => {
  server = await startTestServer()
  second = await startServer({
    appUrl: server.database.appUrl,
    ownerUrl: server.database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    works: false,
  })
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterEach(async () => {
  for (const client of open.splice(0)) await client.close()
})
afterAll(async () => {
  await second?.close()
  await server?.close()
})

const recordChanged = `subscription ($types: [String!], $ids: [ID!], $after: Long) {
  recordChanged(types: $types, ids: $ids, after: $after) { position eventType type id at } }`
const create =
  'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id version } } }'

async function connect(role: string, tenant = business, at: RunningServer = server, more: LiveOptions = {}) {
  const client = await LiveClient.open(at.url, { token: await tokenOf(at.url, tenant, role), ...more })
  open.push(client)
  return client
}

function position(): Promise<string> {
  return settledPosition(server.database.ownerUrl, business.tenantId)
}

async function newCustomer(send: Send, name = 'Acme'): Promise<string> {
  const answer = await send(create, { input: { kind: 'COMPANY', name } })
  return answer.data.createCustomer.customer.id
}

describe('recordChanged', () => {
  it('brings a change by one user to the socket of another', async () => {
    const manager = await connect('manager')
    const changes = manager.run(recordChanged, { after: await position() })
    const id = await newCustomer(business.owner)
    expect(await changes.next()).toEqual({
      data: {
        recordChanged: {
          position: expect.stringMatching(/^\d+$/),
          eventType: 'customer.created',
          type: 'Customer',
          id,
          at: '2026-11-20T11:20:00.000Z',
        },
      },
      extensions: { requestId: expect.stringMatching(/^req_/) },
    })
  })

  it('brings nothing of another tenant', async () => {
    const client = await connect('owner')
    const changes = client.run(recordChanged, { after: await position() })
    await newCustomer(other.owner)
    await newCustomer(other.owner)
    const own = await newCustomer(business.owner)
    expect((await changes.next()).data.recordChanged.id).toBe(own)
  })

  it('passes only the records and ids that were asked for', async () => {
    const client = await connect('owner')
    const after = await position()
    const wanted = await newCustomer(business.owner, 'Wanted')
    await newCustomer(business.owner, 'Unwanted')
    const service = await business.owner(
      `mutation { createService(input: { name: "Cut", category: "Hair", durationMinutes: 30, priceMinor: "100", currency: "TRY" }) { service { id } userErrors { message } } }`,
    )
    const byId = client.run(recordChanged, { after, ids: [wanted] })
    const byType = client.run(recordChanged, { after, types: ['Service'] })
    expect((await byId.next()).data.recordChanged.id).toBe(wanted)
    expect((await byType.next()).data.recordChanged.id).toBe(service.data.createService.service.id)
    const again = await newCustomer(business.owner, 'Unwanted too')
    await business.owner(
      `mutation { archiveCustomer(input: { id: "${wanted}", version: 1 }) { customer { id } } }`,
    )
    expect((await byId.next()).data.recordChanged).toMatchObject({
      id: wanted,
      eventType: 'customer.deleted',
    })
    expect(again).not.toBe(wanted)
  })

  it('refuses a record that the schema does not have', async () => {
    const client = await connect('owner')
    const answer = await client.ask(recordChanged, { types: ['Submarine'] })
    expect(answer.errors?.[0]).toMatchObject({
      path: ['recordChanged'],
      extensions: { code: 'BAD_USER_INPUT' },
    })
    expect(answer.extensions.requestId).toMatch(/^req_/)
  })

  it('crosses from one gateway to another on the same database, both ways', async () => {
    const here = await connect('owner')
    const there = await connect('manager', business, second)
    const throughSecond = graphqlClient(second.url, await tokenOf(second.url, business, 'owner'))
    const after = await position()
    const atFirst = here.run(recordChanged, { after })
    const atSecond = there.run(recordChanged, { after })
    const one = await newCustomer(business.owner)
    for (const changes of [atFirst, atSecond]) expect((await changes.next()).data.recordChanged.id).toBe(one)
    const two = await newCustomer(throughSecond)
    for (const changes of [atFirst, atSecond]) expect((await changes.next()).data.recordChanged.id).toBe(two)
  })

  it('goes on after a lost connection without missing or repeating a change', async () => {
    const first = await connect('manager')
    // Signing in is a change that a manager hears of, too.
    const token = await tokenOf(second.url, business, 'manager')
    const before = first.run(recordChanged, { after: await position() })
    const seen = await newCustomer(business.owner)
    const last = (await before.next()).data.recordChanged
    expect(last?.id).toBe(seen)
    await first.kill()
    const missed = [await newCustomer(business.owner), await newCustomer(business.owner)]
    const again = await LiveClient.open(second.url, { token })
    open.push(again)
    const changes = again.run(recordChanged, { after: last?.position })
    const live = await newCustomer(business.owner)
    for (const id of [...missed, live]) expect((await changes.next()).data.recordChanged.id).toBe(id)
  })

  it('brings three hundred changes in order and without loss, to a listener that is there and to one that comes later', async () => {
    const client = await connect('owner')
    const after = await position()
    const live = client.run(recordChanged, { after })
    const made: string[] = []
    for (let round = 0; round < 30; round++) {
      made.push(...(await Promise.all(Array.from({ length: 10 }, () => newCustomer(business.owner)))))
    }
    const late = (await connect('owner', business, second)).run(recordChanged, { after })
    for (const changes of [live, late]) {
      const brought: { id: string; position: number }[] = []
      for (let count = 0; count < 300; count++) {
        const { id, position } = (await changes.next()).data.recordChanged
        brought.push({ id, position: Number(position) })
      }
      const start = Number(after)
      expect(brought.map((change) => change.position)).toEqual(made.map((_id, index) => start + index + 1))
      expect(brought.map((change) => change.id).sort()).toEqual([...made].sort())
    }
  })

  it('asks for a resync when the feed no longer has the position, or does not have it yet', async () => {
    const client = await connect('owner')
    const ahead = String(Number(await position()) + 1_000)
    for (const after of [ahead, '-1', '999999999999999999']) {
      const answer = await client.ask(recordChanged, { after })
      expect(answer.errors?.[0]?.extensions.code).toBe('RESYNC_REQUIRED')
    }
  })
})

describe('positions', () => {
  it('are part of every answer to a query of somebody signed in, and of no other answer', async () => {
    const read = await business.owner('{ viewer { id } }')
    expect(read.extensions.position).toMatch(/^\d+$/)
    const written = await business.owner(create, { input: { kind: 'COMPANY', name: 'Acme' } })
    expect(written.extensions).not.toHaveProperty('position')
    expect((await graphqlClient(server.url)('{ viewer { id } }')).extensions).not.toHaveProperty('position')
    const client = await connect('owner')
    expect((await client.ask('{ viewer { id } }')).extensions.position).toMatch(/^\d+$/)
  })

  it('follow the feed of a tenant that nobody listens to', async () => {
    const told = async () => (await other.owner('{ viewer { id } }')).extensions.position
    await told()
    await newCustomer(other.owner)
    const settled = await settledPosition(server.database.ownerUrl, other.tenantId)
    await vi.waitFor(async () => expect(await told()).toBe(settled), 5_000)
  })
})
