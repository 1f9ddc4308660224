import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { requestCancel } from '../../gateway/database/cancel-request.ts'
import { withClient } from '../../gateway/database/roles.ts'
import { RunningStatements } from '../../gateway/database/running-statements.ts'
import { counted } from '../../gateway/telemetry/operation-scope.ts'
import { watchPool } from '../../gateway/telemetry/watch-pool.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { LiveClient, tokenOf } from '../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let others: TestBusiness
let token: string

/** Reading one customer takes six seconds, writing another one two: a statement would be ended after eight. */
const slow = `
  create function read_slowly() returns boolean language plpgsql as $$ begin perform pg_sleep(6); return true; end $$;
  create policy slow on customers as restrictive for select to lonca_app
    using (name <> 'Slow to read' or read_slowly());
  create function write_slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(2); return new; end $$;
  create trigger slow before insert on customers for each row
    when (new.name = 'Slow to write') execute function write_slowly()`
const create = (name: string) =>
  `mutation { createCustomer(input: { kind: COMPANY, name: "${name}" }) { userErrors { code } } }`

beforeAll(async () => {
  server = await startTestServer()
  ;[business, others] = [await testBusiness(server), await testBusiness(server)]
  token = await tokenOf(server.url, business, 'owner')
  await business.owner(create('Slow to read'))
  await withClient(server.database.superuserUrl, (client) => client.query(slow))
})
afterAll(() => server?.close())

const read = '{ customers { nodes { name } } }'

/** How many statements of the gateway are asleep right now. */
async function asleep(): Promise<number> {
  return withClient(server.database.superuserUrl, async (client) => {
    const { rows } = await client.query(
      `select count(*)::int as count from pg_stat_activity
       where datname = current_database() and usename = 'lonca_app' and wait_event = 'PgSleep'`,
    )
    return rows[0].count
  })
}

const begun = () => vi.waitFor(async () => expect(await asleep()).toBe(1), { timeout: 3_000, interval: 20 })
const over = () => vi.waitFor(async () => expect(await asleep()).toBe(0), { timeout: 3_000, interval: 20 })

function sent(query: string, signal: AbortSignal): Promise<unknown> {
  return fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
    signal,
  })
}

describe('a statement that nobody waits for any more', () => {
  it('is given up when the client of a request goes', async () => {
    const client = new AbortController()
    const answer = sent(read, client.signal)
    await begun()
    client.abort()
    await expect(answer).rejects.toThrow()
    await over()
    expect((await others.owner(read)).data).toEqual({ customers: { nodes: [] } })
  })

  it('is given up when the client of a socket completes it, and the socket goes on', async () => {
    const client = await LiveClient.open(server.url, { token })
    const operation = client.run(read)
    await begun()
    operation.stop()
    await over()
    expect((await client.ask('{ viewer { role } }')).data).toEqual({ viewer: { role: 'OWNER' } })
    await client.close()
  })

  it('is given up when its socket is lost', async () => {
    const client = await LiveClient.open(server.url, { token })
    client
      .run(read)
      .next()
      .catch(() => undefined)
    await begun()
    await client.kill()
    await over()
  })

  it('is carried out all the same when it changes something', async () => {
    const client = new AbortController()
    const answer = sent(create('Slow to write'), client.signal)
    await begun()
    client.abort()
    await expect(answer).rejects.toThrow()
    const written = () =>
      withClient(server.database.superuserUrl, async (owner) => {
        const { rowCount } = await owner.query("select from customers where name = 'Slow to write'")
        return rowCount
      })
    await vi.waitFor(async () => expect(await written()).toBe(1), { timeout: 10_000 })
  })
})

describe('the statements of a pool', () => {
  it('are given up when their operation has had its time, and the connection is not used again', async () => {
    const pool = new pg.Pool({ connectionString: server.database.appUrl, max: 1 })
    const cancelled: number[] = []
    const statements = new RunningStatements((client) => {
      cancelled.push((client as unknown as { processID: number }).processID)
      requestCancel(client)
    })
    watchPool(pool, { statement: () => {}, waited: () => {}, gaveUp: () => {} }, statements)
    const asked = counted({ statements: 0, deadline: performance.now() + 100 }, () =>
      pool.query('select pg_sleep(30)'),
    )
    await expect(asked).rejects.toMatchObject({ code: '57014' })
    const { rows } = await pool.query('select pg_backend_pid() as pid')
    expect(cancelled).toHaveLength(1)
    expect(rows[0].pid).not.toBe(cancelled[0])
    statements.close()
    await pool.end()
  })
})
