import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { FeedReader } from '../../../gateway/live/feed-reader.ts'
import type { LiveLimits } from '../../../gateway/live/live-limits.ts'
import { LiveSocket } from '../../../gateway/live/live-socket.ts'
import { SharedExecution } from '../../../gateway/live/shared-execution.ts'
import { SharedSubscription } from '../../../gateway/live/shared-subscription.ts'
import { createLog } from '../../../gateway/log.ts'
import { Principals } from '../../../gateway/principals.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { settledPosition } from '../../support/events.ts'
import type { Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, type LiveOperation, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let crowded: RunningServer
let business: TestBusiness
let other: TestBusiness
const open: (LiveClient | RunningServer)[] = []
const answered = vi.spyOn(SharedExecution.prototype, 'answer')
const sent = vi.spyOn(LiveSocket.prototype, 'send')
const joined = vi.spyOn(SharedSubscription.prototype, 'add')

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  other = await testBusiness(server)
  crowded = await startedWith({})
  open.length = 0
})
beforeEach(() => {
  answered.mockClear()
  joined.mockClear()
})
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})
afterAll(async () => {
  await crowded?.close()
  await server?.close()
})

const recordChanged = `subscription ($types: [String!], $after: Long) {
  recordChanged(types: $types, after: $after) { position eventType id } }`
const create = 'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } } }'

type Changes = LiveOperation<{ recordChanged: { position: string; eventType: string; id: string } }>

async function startedWith(live: Partial<LiveLimits>): Promise<RunningServer> {
  const { appUrl, ownerUrl } = server.database
  const many = { maxSocketsPerUser: 1_000, maxSocketsPerTenant: 1_000, ...live }
  const [clock, log] = [testClock(), createLog('silent')]
  const started = await startServer({
    appUrl,
    ownerUrl,
    port: 0,
    clock,
    log,
    migrates: false,
    works: false,
    live: many,
  })
  open.push(started)
  return started
}

async function connect(token: string, url = crowded.url): Promise<LiveClient> {
  const client = await LiveClient.open(url, { token })
  open.push(client)
  return client
}

const position = () => settledPosition(server.database.ownerUrl, business.tenantId)

async function newCustomer(send: Send = business.owner): Promise<string> {
  return (await send(create)).data.createCustomer.customer.id
}

async function customers(count: number): Promise<string[]> {
  const made: string[] = []
  for (let index = 0; index < count; index++) made.push(await newCustomer())
  return made
}

/** Waits until so many subscriptions have heard everything and listen with others. */
const shares = (count: number) =>
  vi.waitFor(() => expect(joined.mock.calls.length).toBeGreaterThanOrEqual(count), 20_000)

async function next(changes: Changes, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index++) ids.push((await changes.next()).data?.recordChanged.id ?? '')
  return ids
}

describe('subscriptions that are answered alike', () => {
  it('share one execution: two hundred sockets of two sessions hear each change once, in order', async () => {
    const tokens = await Promise.all([0, 1].map(() => tokenOf(crowded.url, business, 'owner')))
    const after = await position()
    const listening: Changes[] = []
    for (let index = 0; index < 200; index++) {
      const client = await connect(tokens[index % 2] ?? '')
      // Some come from somewhere in the past and some do not; ids differ, too.
      for (let before = 0; before < index % 3; before++) client.run(recordChanged, { types: ['Service'] })
      listening.push(client.run(recordChanged, index % 2 ? { after } : { after, types: null }))
    }
    await shares(200 + 199)
    const made = await customers(5)
    for (const changes of listening) expect(await next(changes, 5)).toEqual(made)
    // One for `types` left out and one for null, which are not the same request to everybody.
    expect(answered).toHaveBeenCalledTimes(2 * 5)
    const last = await newCustomer()
    for (const changes of listening) expect(await next(changes, 1)).toEqual([last])
  })

  it('do not share with another role, other variables or another tenant', async () => {
    const owner = await connect(await tokenOf(crowded.url, business, 'owner'))
    const manager = await connect(await tokenOf(crowded.url, business, 'manager'))
    const stranger = await connect(await tokenOf(crowded.url, other, 'owner'))
    const [after, afterThere] = [
      await position(),
      await settledPosition(server.database.ownerUrl, other.tenantId),
    ]
    const all: Changes[] = [owner, owner, manager].map((client) => client.run(recordChanged, { after }))
    const some: Changes = owner.run(recordChanged, { after, types: ['Customer'] })
    const there: Changes = stranger.run(recordChanged, { after: afterThere })
    await shares(5)
    const made = await newCustomer()
    for (const changes of [...all, some]) expect(await next(changes, 1)).toEqual([made])
    expect(answered).toHaveBeenCalledTimes(3)
    const theirs = await newCustomer(other.owner)
    expect(await next(there, 1)).toEqual([theirs])
    expect(answered).toHaveBeenCalledTimes(4)
    expect(await next(all[0] as Changes, 0)).toEqual([])
    const mine = await newCustomer()
    expect(await next(all[0] as Changes, 1)).toEqual([mine])
  })

  it('bring everything exactly once to those who come while things happen, from wherever they begin', async () => {
    const token = await tokenOf(crowded.url, business, 'owner')
    const start = Number(await position())
    const making = customers(30)
    const listening: { from: number; changes: Changes }[] = []
    for (let index = 0; index < 20; index++) {
      const { extensions } = await business.owner('{ viewer { id } }')
      const from = Math.max(start, Number(extensions.position) - index)
      const client = await connect(token)
      listening.push({ from, changes: client.run(recordChanged, { after: String(from) }) })
    }
    await making
    // Whoever came last has one to hear, too.
    await newCustomer()
    const last = start + 31
    for (const { from, changes } of listening) {
      const due = Array.from({ length: last - from }, (_, index) => from + index + 1)
      const heard: number[] = []
      while (heard.length < due.length) {
        heard.push(Number((await changes.next()).data?.recordChanged.position))
      }
      expect(heard).toEqual(due)
    }
  })

  it.each(['begins where the process has yet to come', 'reads again what the process no longer keeps'])(
    'bring what the process has yet to read to everybody once, when somebody %s',
    async (leading) => {
      const token = await tokenOf(crowded.url, business, 'owner')
      const [opens, leads, follows] = [await connect(token), await connect(token), await connect(token)]
      const known = await newCustomer()
      const before = await position()
      opens.run(recordChanged, { types: ['Service'] })
      await shares(1)
      const readsOn = Promise.withResolvers<void>()
      const { positions } = FeedReader.prototype
      const held = vi.spyOn(FeedReader.prototype, 'positions').mockImplementation(async function (
        this: FeedReader,
        tenants,
      ) {
        await readsOn.promise
        return positions.call(this, tenants)
      })
      const asked = vi.spyOn(FeedReader.prototype, 'bounds')
      /** Listens, once the feed was asked whether that can be. */
      const begun = async (client: LiveClient, after: string): Promise<Changes> => {
        asked.mockClear()
        const changes = client.run(recordChanged, { after })
        await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1))
        await asked.mock.results[0]?.value
        await client.ask('{ viewer { id } }')
        return changes
      }
      try {
        const made = await customers(3)
        const isAhead = leading.startsWith('begins')
        const leader = await begun(leads, isAhead ? await position() : String(Number(before) - 1))
        if (!isAhead) expect(await next(leader, 1)).toEqual([known])
        const follower = await begun(follows, before)
        readsOn.resolve()
        const last = await newCustomer()
        expect(await next(follower, 4)).toEqual([...made, last])
        expect(await next(leader, isAhead ? 1 : 4)).toEqual(isAhead ? [last] : [...made, last])
      } finally {
        readsOn.resolve()
        held.mockRestore()
        asked.mockRestore()
      }
    },
  )

  it('stop one by one: who unsubscribes hears no more, and the others go on', async () => {
    const token = await tokenOf(crowded.url, business, 'owner')
    const [stays, goes] = [await connect(token), await connect(token)]
    const after = await position()
    const [kept, ended]: Changes[] = [
      stays.run(recordChanged, { after }),
      goes.run(recordChanged, { after }),
    ] as const
    await shares(2)
    ended?.stop()
    // The answer says that the message before it was heard.
    await goes.ask('{ viewer { id } }')
    const made = await newCustomer()
    expect(await next(kept as Changes, 1)).toEqual([made])
    const again = goes.run(recordChanged, { after })
    expect(await next(again, 1)).toEqual([made])
    const heard = vi.fn()
    ended?.next().then(heard, () => undefined)
    await goes.ask('{ viewer { id } }')
    expect(heard).not.toHaveBeenCalled()
  })

  it('end the socket with 4409 when the id of one is used again', async () => {
    const client = await connect(await tokenOf(crowded.url, business, 'owner'))
    const changes = client.run(recordChanged)
    await shares(1)
    client.send({ type: 'subscribe', id: changes.id, payload: { query: recordChanged } })
    expect((await client.closed).code).toBe(4409)
  })
})

describe('somebody in a crowd who may no longer listen', () => {
  it('hears nothing more, and the others go on', async () => {
    const [owner, manager] = [...business.memberships.values()]
    const forgets = vi.spyOn(Principals.prototype, 'forget')
    const change = async (what: string, values: readonly unknown[]) => {
      await withClient(server.database.ownerUrl, async (client) => {
        await client.query(`update memberships m set ${what}`, [manager, ...values])
        forgets.mockClear()
        await client.query('notify lonca_access')
      })
      // Both gateways of this file have heard of it.
      await vi.waitFor(() => expect(forgets.mock.calls.length).toBeGreaterThanOrEqual(2), 5_000)
    }
    await change(
      'role = o.role, own_role_id = o.own_role_id from memberships o where m.id = $1 and o.id = $2',
      [owner],
    )
    const stays = await connect(await tokenOf(crowded.url, business, 'owner'))
    const goes = await connect(await tokenOf(crowded.url, business, 'manager'))
    const after = await position()
    const [kept, lost]: Changes[] = [stays, goes].map((client) => client.run(recordChanged, { after }))
    await shares(2)
    const first = await newCustomer()
    for (const changes of [kept, lost]) expect(await next(changes as Changes, 1)).toEqual([first])
    expect(answered).toHaveBeenCalledTimes(1)
    await change(`status = 'DISABLED' where m.id = $1`, [])
    const second = await newCustomer()
    expect(await next(kept as Changes, 1)).toEqual([second])
    await expect((lost as Changes).next()).rejects.toThrow()
    expect((await goes.closed).code).toBe(4403)
  })
})

describe('a client that does not read', () => {
  const much =
    '{ __schema { types { name description fields { name description args { name description } } } } }'

  /** Leaves more unread than the two ends of a connection keep for it; how many answers. */
  async function stuck(client: LiveClient): Promise<number> {
    const { length } = JSON.stringify(await client.ask(much))
    client.socket.pause()
    sent.mockClear()
    const times = Math.ceil((16 * 1024 * 1024) / length)
    for (let time = 0; time < times; time++) client.run(much)
    return times
  }

  it('is cut, while the others hear everything', async () => {
    const limits = { maxBufferedBytes: 64 * 1024, slowMs: 100, maxOperations: 400 }
    const impatient = await startedWith(limits)
    const token = await tokenOf(impatient.url, business, 'owner')
    const [slow, quick] = [await connect(token, impatient.url), await connect(token, impatient.url)]
    const after = await position()
    const [, changes]: Changes[] = [slow, quick].map((client) => client.run(recordChanged, { after }))
    await shares(2)
    await stuck(slow)
    const made = await customers(3)
    expect(await next(changes as Changes, 3)).toEqual(made)
    await vi.waitFor(() => expect(impatient.telemetry.live().sockets).toBe(1), 20_000)
    slow.socket.resume()
    expect([1006, 1013]).toContain((await slow.closed).code)
    const last = await newCustomer()
    expect(await next(changes as Changes, 1)).toEqual([last])
  })

  it('is sent what it missed when it reads again, once and in order, and joins the others', async () => {
    const patient = await startedWith({ maxBufferedBytes: 1024 ** 3, maxOperations: 400 })
    const token = await tokenOf(patient.url, business, 'owner')
    const [slow, quick] = [await connect(token, patient.url), await connect(token, patient.url)]
    const after = await position()
    const [missing, changes]: Changes[] = [slow, quick].map((client) => client.run(recordChanged, { after }))
    await shares(2)
    const answers = await stuck(slow)
    await vi.waitFor(() => expect(sent.mock.calls.length).toBeGreaterThanOrEqual(answers), 20_000)
    answered.mockClear()
    const made = await customers(4)
    expect(await next(changes as Changes, 4)).toEqual(made)
    // The slow one reads for itself, and waits with the first until that is sent.
    await vi.waitFor(() => expect(answered).toHaveBeenCalledTimes(5))
    slow.socket.resume()
    expect(await next(missing as Changes, 4)).toEqual(made)
    await shares(3)
    answered.mockClear()
    const last = await newCustomer()
    for (const both of [missing, changes]) expect(await next(both as Changes, 1)).toEqual([last])
    expect(answered).toHaveBeenCalledTimes(1)
  })
})
