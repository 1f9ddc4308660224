import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { PreparedStatements } from '../../gateway/reads/prepared.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let pool: pg.Pool

beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ connectionString: database.appUrl, max: 1 })
})
afterAll(async () => {
  await pool?.end()
  await database?.close()
})

it('a statement whose name has capitals and hyphens is let go, and prepared again when it comes again', async () => {
  const statements = new PreparedStatements(pool, { max: 2 })
  const names = ['lonca_Ab-1', 'lonca_aB-2', 'lonca_AB_3', 'lonca_-b4']
  for (const name of [...names, ...names])
    expect(await statements.send(name, `select '${name}'::text`, [])).toBe(name)
  const { rows } = await pool.query("select name from pg_prepared_statements where name like 'lonca_%'")
  expect(rows.map(({ name }) => name).sort()).toEqual(['lonca_-b4', 'lonca_AB_3'])
})
