import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { beginAs, commitEvent } from '../support/events.ts'

const ours = randomUUID()
const theirs = randomUUID()

describe('the event log', () => {
  let database: TestDatabase
  let app: pg.Client
  let owner: pg.Client
  let superuser: pg.Client
  let tables: string[]

  beforeAll(async () => {
    database = await createTestDatabase()
    const connect = async (url: string) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }
    app = await connect(database.appUrl)
    owner = await connect(database.ownerUrl)
    superuser = await connect(database.superuserUrl)
    await commitEvent(app, ours)
    await commitEvent(app, theirs)
    await commitEvent(app, ours, new Date('2019-05-01T00:00:00Z'))
    const { rows } = await owner.query(
      `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'tenant_event_logs'::regclass order by 1`,
    )
    tables = ['tenant_event_logs', ...rows.map((row) => row.name)]
  })
  afterAll(async () => {
    for (const client of [app, owner, superuser]) await client.end()
    await database.close()
  })

  /** The message with which the server refuses a statement, or `done`. Changes nothing. */
  async function attempt(client: pg.Client, sql: string, tenantId?: string): Promise<string> {
    if (tenantId) await beginAs(client, tenantId)
    else await client.query('begin')
    try {
      await client.query(sql)
      return 'done'
    } catch (error) {
      return (error as Error).message
    } finally {
      await client.query('rollback')
    }
  }

  const changes = (table: string) => [
    `update ${table} set type = 'test.forged'`,
    `delete from ${table}`,
    `truncate ${table}`,
  ]

  it('has a partition for each month and one for everything else', () => {
    expect(tables).toContain('tenant_event_logs_2026_01')
    expect(tables).toContain('tenant_event_logs_2027_12')
    expect(tables).toContain('tenant_event_logs_default')
  })

  it('refuses the app to update, delete or truncate, in the parent and in every partition', async () => {
    for (const sql of tables.flatMap(changes)) {
      expect(await attempt(app, sql, ours), sql).toMatch(/^permission denied for table/)
    }
  })

  it('refuses the owner to update, delete or truncate, in the parent and in every partition', async () => {
    for (const sql of tables.flatMap(changes)) {
      expect(await attempt(owner, sql), sql).toMatch(
        /^Events are never changed: (update|delete|truncate) on /,
      )
    }
  })

  it('refuses a superuser who turned triggers off for the session', async () => {
    await superuser.query(`set session_replication_role = replica`)
    for (const sql of tables.flatMap(changes)) {
      expect(await attempt(superuser, sql), sql).toMatch(/^Events are never changed/)
    }
    await superuser.query('reset session_replication_role')
  })

  it('has row triggers in every partition that fire in replica mode too, for one attached by hand', async () => {
    const { rows } = await owner.query(
      `select tgrelid::regclass::text as name from pg_trigger where tgname = 'refuse_row_change' and tgenabled = 'A' order by 1`,
    )
    expect(rows.map((row) => row.name).sort()).toEqual([...tables].sort())
  })

  it('keeps the app out of the partitions, also for reading', async () => {
    for (const table of tables.slice(1)) {
      expect(await attempt(app, `select from ${table}`, ours)).toBe(`permission denied for table ${table}`)
    }
  })

  it('shows a tenant its own events only, and none without a tenant', async () => {
    const seen = async (tenantId: string) => {
      await beginAs(app, tenantId)
      const { rows } = await app.query(
        'select tenant_id, count(*)::int as events from tenant_event_logs group by 1',
      )
      await app.query('rollback')
      return rows
    }
    expect(await seen(ours)).toEqual([{ tenant_id: ours, events: 2 }])
    expect(await seen(theirs)).toEqual([{ tenant_id: theirs, events: 1 }])
    expect(await seen('')).toEqual([])
  })

  it('refuses an event for another tenant, and one that names its transaction itself', async () => {
    const insert = (columns: string, values: string) =>
      `insert into tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind${columns})
       values ('${theirs}', '${randomUUID()}', 'test.happened', '2026-11-20', 'system'${values})`
    expect(await attempt(app, insert('', ''), ours)).toBe(
      'new row violates row-level security policy for table "tenant_event_logs"',
    )
    expect(await attempt(app, insert(', xid', `, '1'`), theirs)).toBe(
      'permission denied for table tenant_event_logs',
    )
  })

  it('keeps feed and outbox out of the hands of the app', async () => {
    for (const sql of [
      'insert into event_feed select * from event_feed',
      'update event_feed set position = 1',
      'delete from event_feed',
      'select from event_outbox',
      'delete from event_outbox',
    ]) {
      expect(await attempt(app, sql, ours), sql).toMatch(/^permission denied for table/)
    }
  })
})
