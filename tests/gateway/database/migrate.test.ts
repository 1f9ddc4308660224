import { Migration } from '@mikro-orm/migrations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../../gateway/database/migrate.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { coreMigrations } from '../../../migrations/core/index.ts'
import { testNow } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

class CreateKites extends Migration {
  override up(): void {
    this.addSql(
      `create table kite_flights (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))`,
    )
    this.addSql(`select lonca_protect('kite_flights')`)
  }
}

class Fails extends Migration {
  override up(): void {
    this.addSql('create table kite_repairs (id uuid)')
    this.addSql('select 1 / 0')
  }
}

const core = { key: 'core', migrations: coreMigrations }

describe('migrations', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  const owner = (sql: string) =>
    withClient(database.ownerUrl, async (client) => (await client.query(sql)).rows)

  it('find nothing to do on a database that is up to date', async () => {
    expect(await migrate(database.ownerUrl, [core], testNow)).toEqual([])
  })

  it('of a blueprint are recorded in a table of its own and run once, also when two processes start at once', async () => {
    const kites = { key: 'kite-school', migrations: [{ name: '0001-kites', class: CreateKites }] }
    const runs = await Promise.all([1, 2].map(() => migrate(database.ownerUrl, [core, kites], testNow)))
    expect(runs.flat()).toEqual(['kite-school/0001-kites'])
    expect(await owner('select name from migrations_kite_school')).toEqual([{ name: '0001-kites' }])
    expect(await owner(`select tableowner from pg_tables where tablename = 'kite_flights'`)).toEqual([
      { tableowner: 'lonca_owner' },
    ])
  })

  it('leave nothing of a migration that fails', async () => {
    const broken = { key: 'broken', migrations: [{ name: '0001-fails', class: Fails }] }
    await expect(migrate(database.ownerUrl, [core, broken], testNow)).rejects.toThrow('division by zero')
    expect(await owner(`select to_regclass('kite_repairs') as found`)).toEqual([{ found: null }])
    expect(await owner('select name from migrations_broken')).toEqual([])
  })

  it('make the partitions of the event log a year ahead', async () => {
    await migrate(database.ownerUrl, [core], new Date('2028-02-10T00:00:00Z'))
    const found = await owner(`select to_regclass('tenant_event_logs_2029_02')::text as last,
      to_regclass('tenant_event_logs_2029_03')::text as after`)
    expect(found).toEqual([{ last: 'tenant_event_logs_2029_02', after: null }])
  })

  it('run for a member of lonca_owner, who owns nothing of what they make', async () => {
    const member = new URL(database.superuserUrl)
    await withClient(member.href, async (client) => {
      await client.query(`drop database if exists test_of_member`)
      await client.query(`drop role if exists test_member_of_owner`)
      await client.query(
        `create role test_member_of_owner login password 'secret'; grant lonca_owner to test_member_of_owner`,
      )
      await client.query('create database test_of_member owner lonca_owner')
    })
    Object.assign(member, {
      username: 'test_member_of_owner',
      password: 'secret',
      pathname: '/test_of_member',
    })
    expect(await migrate(member.href, [core], testNow)).toContain('core/0001-foundation')
    const owners = await withClient(member.href, (client) =>
      client.query(`select distinct tableowner from pg_tables where schemaname = 'public'`),
    )
    expect(owners.rows).toEqual([{ tableowner: 'lonca_owner' }])
    await withClient(database.superuserUrl, (client) => client.query('drop database test_of_member'))
  })

  it('say which statement an administrator must run when the user may not act as owner', async () => {
    await expect(migrate(database.appUrl, [core], testNow)).rejects.toThrow(
      'The user "lonca_app" of DATABASE_OWNER_URL may not act as lonca_owner. Ask the administrator of the ' +
        'server to run: grant lonca_owner to "lonca_app";',
    )
  })
})
