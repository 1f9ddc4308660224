import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FeedEnds, Relay } from '../../gateway/relay.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { beginAs, commitEvent, writeEvent } from '../support/events.ts'

// The transactions of other test files hold back the horizon of this cluster for a moment, so a test waits for
// the feed to say what it expects (and fails by its timeout) instead of looking once.
describe('the relay', () => {
  let database: TestDatabase
  let owner: pg.Client
  let clients: pg.Client[]
  let relays: Relay[]
  let errors: Error[]
  let moved: PromiseWithResolvers<void>

  beforeEach(async () => {
    database = await createTestDatabase()
    clients = []
    relays = []
    errors = []
    moved = Promise.withResolvers()
    owner = await connect(database.ownerUrl)
  })
  afterEach(async () => {
    for (const relay of relays) await relay.close()
    for (const client of clients) await client.end()
    await database.close()
  })

  async function connect(url = database.appUrl): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    clients.push(client)
    return client
  }

  async function startRelay(): Promise<Relay> {
    const relay = new Relay({
      appUrl: database.appUrl,
      onFeedMoved: () => moved.resolve(),
      onError: (error) => errors.push(error),
    })
    relays.push(relay)
    await relay.start()
    return relay
  }

  /** The ids in the feed of a tenant, in order; waits, without polling the clock, until there are so many. */
  async function feedOf(tenantId: string, count: number): Promise<string[]> {
    for (;;) {
      const next = moved.promise
      const { rows } = await owner.query(
        'select position::int, event_id from event_feed where tenant_id = $1 order by position',
        [tenantId],
      )
      if (rows.length >= count) {
        expect(rows.map((row) => row.position)).toEqual(rows.map((_, index) => index + 1))
        return rows.map((row) => row.event_id)
      }
      await next
      moved = Promise.withResolvers()
    }
  }

  const appendOnce = async () => (await owner.query('select * from relay_append_feed(100)')).rows

  it('brings two transactions that commit in reverse order into the order in which they began to write', async () => {
    const tenantId = randomUUID()
    const [early, late] = [await connect(), await connect()]
    await beginAs(early, tenantId)
    const first = await writeEvent(early, tenantId)
    const second = await commitEvent(late, tenantId)
    expect(await appendOnce(), 'the later one waits for the earlier one').toEqual([])
    await early.query('commit')
    const relay = await startRelay()
    relay.wake()
    expect(await feedOf(tenantId, 2)).toEqual([first, second])
  })

  it('does not wait for a transaction that was rolled back, and leaves no gap for it', async () => {
    const tenantId = randomUUID()
    const [early, late] = [await connect(), await connect()]
    await startRelay()
    await beginAs(early, tenantId)
    await writeEvent(early, tenantId)
    const second = await commitEvent(late, tenantId)
    await early.query('rollback')
    expect(await feedOf(tenantId, 1)).toEqual([second])
  })

  it('counts densely for each tenant when several write at once through two relays', async () => {
    const tenants = [randomUUID(), randomUUID(), randomUUID()]
    const [first, second] = [await startRelay(), await startRelay()]
    const written = new Map(tenants.map((tenantId) => [tenantId, [] as string[]]))
    await Promise.all(
      [first, second, first, second].map(async (relay) => {
        const client = await connect()
        for (let round = 0; round < 30; round++) {
          const tenantId = tenants[round % tenants.length]!
          written.get(tenantId)!.push(await commitEvent(client, tenantId))
          relay.wake()
        }
      }),
    )
    for (const tenantId of tenants) {
      expect((await feedOf(tenantId, 40)).sort()).toEqual(written.get(tenantId)!.sort())
    }
    expect((await owner.query('select from event_outbox')).rows).toEqual([])
    expect(relays.filter((relay) => relay.leads)).toHaveLength(1)
  })

  it('lets another process take over when the leading one goes', async () => {
    const tenantId = randomUUID()
    const client = await connect()
    const first = await startRelay()
    await commitEvent(client, tenantId)
    await feedOf(tenantId, 1)
    const second = await startRelay()
    expect([first.leads, second.leads]).toEqual([true, false])
    await first.close()
    await commitEvent(client, tenantId)
    second.wake()
    await feedOf(tenantId, 2)
    expect(second.leads).toBe(true)
  })

  it('connects again after its connection was ended, and tells that the feed may have moved', async () => {
    const tenantId = randomUUID()
    const client = await connect()
    const relay = await startRelay()
    await commitEvent(client, tenantId)
    await feedOf(tenantId, 1)
    await owner.query('set role lonca_owner')
    const superuser = await connect(database.superuserUrl)
    await superuser.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lonca-relay' and datname = current_database()`,
    )
    await commitEvent(client, tenantId)
    relay.wake()
    await feedOf(tenantId, 2)
    expect(errors.length).toBeGreaterThan(0)
  })

  it('appends at once what a backup of another cluster left unfed', async () => {
    const tenantId = randomUUID()
    const id = randomUUID()
    await owner.query(
      `insert into event_outbox (tenant_id, event_id, occurred_at, xid) values ($1, $2, '2026-11-20', '900000000000')`,
      [tenantId, id],
    )
    expect(await appendOnce()).toEqual([{ tenant_id: tenantId, last_position: '1' }])
  })

  it('tells its own process how far the feeds reach that it appended to, and the others that something moved', async () => {
    const tenantId = randomUUID()
    const told = [[] as (FeedEnds | undefined)[], [] as (FeedEnds | undefined)[]]
    for (const heard of told) {
      const relay = new Relay({
        appUrl: database.appUrl,
        onFeedMoved: (ends) => {
          heard.push(ends)
          moved.resolve()
        },
        onError: (error) => errors.push(error),
      })
      relays.push(relay)
      await relay.start()
    }
    const [leads, follows] = told
    await expect.poll(() => relays[0]?.leads).toBe(true)
    for (const heard of told) heard.length = 0
    await commitEvent(await connect(), tenantId)
    relays[1]?.wake()
    await feedOf(tenantId, 1)
    await expect.poll(() => follows).toContain(undefined)
    expect(leads).toEqual([new Map([[tenantId, 1]])])
  })

  it('is heard by a process only through an empty message', async () => {
    const listener = await connect()
    await listener.query('listen lonca_feed')
    const heard = new Promise<pg.Notification>((resolve) => listener.once('notification', resolve))
    const relay = await startRelay()
    await commitEvent(await connect(), randomUUID())
    relay.wake()
    expect((await heard).payload).toBe('')
  })

  it('says that the database cannot be reached when it starts', async () => {
    const relay = new Relay({ appUrl: 'postgresql://nobody@127.0.0.1:1/none', onFeedMoved: () => {} })
    await expect(relay.start()).rejects.toThrow('ECONNREFUSED')
    await relay.close()
  })
})
