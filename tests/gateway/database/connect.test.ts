import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectDatabase } from '../../../gateway/database/connect.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

describe('the connection for requests', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  const connect = (appUrl: string) => connectDatabase({ appUrl, entities: [] })

  async function as(role: string, setup: string): Promise<string> {
    await withClient(database.superuserUrl, (client) =>
      client.query(`drop role if exists ${role}; create role ${role} login password 'secret'; ${setup}`),
    )
    const url = new URL(database.superuserUrl)
    return Object.assign(url, { username: role, password: 'secret' }).href
  }

  it('serves lonca_app from one pool with every timeout set', async () => {
    const { orm, pool, close } = await connect(database.appUrl)
    const { rows } = await pool.query(`select current_user::text as role,
      current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
      current_setting('idle_in_transaction_session_timeout') as idle`)
    const throughOrm = await orm.em.getConnection().execute('select current_user::text as role')
    await close()
    expect(rows).toEqual([{ role: 'lonca_app', statement: '8s', lock: '2s', idle: '10s' }])
    expect(throughOrm).toEqual([{ role: 'lonca_app' }])
  })

  it('survives the loss of its connections', async () => {
    const { pool, close } = await connect(database.appUrl)
    const held = await pool.connect()
    const lost = new Promise((resolve) => held.once('error', resolve))
    await withClient(database.superuserUrl, (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lonca' and datname = current_database()`,
      ),
    )
    await lost
    held.release(true)
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await close()
  })

  it('refuses a superuser', async () => {
    await expect(connect(database.superuserUrl)).rejects.toThrow(
      'Lonca does not serve requests as the database user "postgres": it is a superuser or has BYPASSRLS.',
    )
  })

  it('refuses a role with BYPASSRLS', async () => {
    const url = await as('test_bypass', 'grant lonca_app to test_bypass; alter role test_bypass bypassrls')
    await expect(connect(url)).rejects.toThrow('"test_bypass": it is a superuser or has BYPASSRLS')
  })

  it('refuses a role that can become one with BYPASSRLS', async () => {
    const becomes = await as('test_climber', 'grant lonca_app to test_climber')
    await as('test_summit', 'alter role test_summit bypassrls; grant test_summit to test_climber')
    await expect(connect(becomes)).rejects.toThrow('it can become "test_summit", which is a superuser')
  })

  it('refuses the owner of the tables', async () => {
    await expect(connect(database.ownerUrl)).rejects.toThrow('"lonca_owner": it owns the table')
  })

  it('refuses a role that the policies do not know', async () => {
    await expect(connect(await as('test_stranger', ''))).rejects.toThrow('it is not a member of lonca_app')
  })

  it('serves a member of lonca_app', async () => {
    const { close } = await connect(await as('test_member', 'grant lonca_app to test_member'))
    await close()
  })

  it('says in a sentence that the server cannot be reached', async () => {
    await expect(connect('postgresql://lonca_app:x@127.0.0.1:1/lonca')).rejects.toThrow(
      /^The database cannot be reached: .*ECONNREFUSED/,
    )
  })
})
