import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { PreparedStatements } from '../../../gateway/reads/prepared.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'

let database: TestDatabase
let pool: pg.Pool
let statements: PreparedStatements

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => {
  pool = new pg.Pool({ connectionString: database.appUrl, max: 2, connectionTimeoutMillis: 300 })
  // As the server does: a connection that ends while it is idle is nobody's failure.
  pool.on('error', () => undefined)
  statements = new PreparedStatements(pool)
})
afterEach(() => pool.end())
afterAll(() => database?.close())

const backend = () => statements.send('backend', 'select pg_backend_pid()', [])

it('answers many at a time over few connections, and each its own', async () => {
  const numbers = Array.from({ length: 50 }, (_, number) => number)
  const answers = numbers.map((number) => statements.send('own', 'select $1::int', [number]))
  expect(await Promise.all(answers)).toEqual(numbers)
  expect(pool.totalCount).toBe(2)
})

it('stays on a connection that nobody else wants, and gives it to whoever does', async () => {
  const own = await backend()
  expect(await backend()).toBe(own)
  expect(pool.idleCount).toBe(0)
  const others = await Promise.all([pool.connect(), pool.connect()])
  expect(pool.totalCount).toBe(2)
  const waiting = backend()
  for (const client of others) client.release()
  expect(await waiting).toEqual(expect.any(Number))
})

it('lets others in between many reads', async () => {
  const reads = Array.from({ length: 40 }, () => backend())
  const other = pool.query('select 1 as one')
  const ended: string[] = []
  await Promise.all([
    Promise.all(reads).then(() => ended.push('reads')),
    other.then(() => ended.push('other')),
  ])
  expect(ended).toEqual(['other', 'reads'])
})

it('waits for a connection as long as the pool would, and says so in its words', async () => {
  const others = await Promise.all([pool.connect(), pool.connect()])
  await expect(backend()).rejects.toThrow('timeout exceeded when trying to connect')
  for (const client of others) client.release()
  expect(await backend()).toEqual(expect.any(Number))
})

it('goes on with another connection when the one that it keeps is cut', async () => {
  const cut = await backend()
  const superuser = new pg.Client({ connectionString: database.superuserUrl })
  await superuser.connect()
  await superuser.query('select pg_terminate_backend($1, 5000)', [cut])
  await superuser.end()
  await expect.poll(() => pool.totalCount).toBe(0)
  expect(await backend()).not.toBe(cut)
})

it('does not go on with a connection that is not sound', async () => {
  const wanted = new PreparedStatements(pool, { isSound: () => false })
  await wanted.send('backend', 'select pg_backend_pid()', [])
  expect(pool.idleCount).toBe(1)
})

it('fails with what PostgreSQL says, and the connection goes on', async () => {
  const own = await backend()
  await expect(statements.send('broken', 'select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
  const circle: object[] = []
  circle.push(circle)
  await expect(statements.send('circle', 'select $1::jsonb', [{ circle }])).rejects.toThrow()
  expect(await statements.send('whole', 'select $1::int', [7])).toBe(7)
  expect([own, await backend()]).toEqual([own, expect.any(Number)])
})
