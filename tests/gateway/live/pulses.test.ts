import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { FeedReader } from '../../../gateway/live/feed-reader.ts'
import { LiveFeed } from '../../../gateway/live/live-feed.ts'
import { ViewerFeed } from '../../../gateway/live/viewer-feed.ts'
import { askThrough } from '../../../gateway/operation-context.ts'
import { Relay } from '../../../gateway/relay.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Department } from '../../../modules/tenancy/index.ts'
import { recordMeta, viewerOf } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { settledPosition } from '../../support/events.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let client: LiveClient

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
})
afterEach(() => client?.close())
afterAll(() => server?.close())

const commandCenterChanged =
  'subscription ($after: Long) { commandCenterChanged(after: $after) { position } }'
const recordChanged = 'subscription ($after: Long) { recordChanged(after: $after) { position id } }'

async function connect(): Promise<LiveClient> {
  client = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'owner') })
  return client
}

async function position(): Promise<number> {
  return Number(await settledPosition(server.database.ownerUrl, business.tenantId))
}

async function newCustomer(): Promise<string> {
  const answer = await business.owner(
    'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } } }',
  )
  return answer.data.createCustomer.customer.id
}

async function rename(id: string, version: number): Promise<void> {
  await business.owner(
    'mutation ($input: UpdateCustomerInput!) { updateCustomer(input: $input) { customer { id } } }',
    {
      input: { id, version, name: `Acme ${version}` },
    },
  )
}

describe('commandCenterChanged', () => {
  it('tells of forty changes in a few messages, the last with the position of the last change', async () => {
    await connect()
    const after = await position()
    const pulses = client.run(commandCenterChanged, { after: String(after) })
    await Promise.all(Array.from({ length: 40 }, newCustomer))
    let messages = 0
    for (let last = after; last < after + 40; messages++) {
      const next = Number((await pulses.next()).data.commandCenterChanged.position)
      expect(next).toBeGreaterThan(last)
      last = next
    }
    expect(messages).toBeLessThan(10)
  })

  it('keeps a quarter of a second between two messages', async () => {
    await connect()
    const after = await position()
    const pulses = client.run(commandCenterChanged, { after: String(after) })
    await newCustomer()
    await pulses.next()
    const first = performance.now()
    await newCustomer()
    await pulses.next()
    expect(performance.now() - first).toBeGreaterThan(200)
  })

  it('is silent about what the first screen does not show', async () => {
    await connect()
    const after = await position()
    const pulses = client.run(commandCenterChanged, { after: String(after) })
    await business.context.write(async (work) => {
      work.tellOf('department.updated', { meta: recordMeta(Department), id: business.department.id }, null)
    })
    await newCustomer()
    expect(Number((await pulses.next()).data.commandCenterChanged.position)).toBe(after + 2)
  })
})

describe('a feed that was trimmed', () => {
  it('asks for a resync from before its beginning, and goes on from there', async () => {
    await connect()
    const before = await position()
    await newCustomer()
    await newCustomer()
    await position()
    await withClient(server.database.ownerUrl, (owner) =>
      owner.query('delete from event_feed where tenant_id = $1 and position <= $2', [
        business.tenantId,
        before + 1,
      ]),
    )
    const answer = await client.ask(recordChanged, { after: String(before) })
    expect(answer.errors?.[0]?.extensions.code).toBe('RESYNC_REQUIRED')
    const changes = client.run(recordChanged, { after: String(before + 1) })
    expect((await changes.next()).data.recordChanged.position).toBe(String(before + 2))
  })
})

describe('following one record', () => {
  it('begins with how it stands, goes on with its own events, and ends when it is stopped', async () => {
    await connect()
    const [id, other] = [await newCustomer(), await newCustomer()]
    await position()
    const feed = new LiveFeed(
      new FeedReader(server.setting.pool, askThrough(server.setting.pool)),
      1_000,
      () => undefined,
    )
    const relay = new Relay({ appUrl: server.database.appUrl, onFeedMoved: (ends) => feed.moved(ends) })
    await relay.start()
    const context = Object.assign(business.context, { principal: viewerOf(business.context) })
    const viewer = new ViewerFeed(feed, 1, async () => context)
    const progress = (await viewer.follow(Customer, id))[Symbol.asyncIterator]()
    expect((await progress.next()).value).toMatchObject({ eventType: null, type: 'Customer' })
    await rename(other, 1)
    await rename(id, 1)
    expect((await progress.next()).value).toMatchObject({ eventType: 'customer.updated', type: 'Customer' })
    const waiting = progress.next()
    await progress.return?.()
    expect(await waiting).toMatchObject({ done: true })
    await expect(viewer.follow(Customer, 'cus_00000000000000000000000000')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await relay.close()
    await feed.close()
  })
})
