import { Socket } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ImpatientClient } from '../../../gateway/database/impatient-client.ts'
import { PreparedStatements } from '../../../gateway/reads/prepared.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { quick, testPipelines } from '../../support/pipelines.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

/** What it receives arrives in pieces of one size, wherever messages begin and end. */
class CutSocket extends Socket {
  constructor(private readonly size: number) {
    super()
  }

  override emit(event: string | symbol, ...given: unknown[]): boolean {
    const [chunk] = given
    if (event !== 'data' || !(chunk instanceof Buffer)) return super.emit(event, ...given)
    for (let from = 0; from < chunk.length; from += this.size)
      super.emit('data', chunk.subarray(from, from + this.size))
    return true
  }
}

describe.each([1, 2, 3, 5, 8, 13, 1_000, 1_000_000])('An answer that arrives in pieces of %i', (size) => {
  let pool: pg.Pool
  let statements: PreparedStatements

  beforeAll(() => {
    pool = new pg.Pool({
      connectionString: database.appUrl,
      max: 1,
      Client: ImpatientClient,
      stream: () => new CutSocket(size),
    })
    statements = new PreparedStatements(pool)
  })
  afterAll(() => pool?.end())

  const repeated = (times: number) =>
    statements.bytes('repeated', 'select repeat($1, $2::int)', ['ş"', times])

  it('is had as bytes, however long it is', async () => {
    for (const times of [0, 1, 40_000, 3]) expect(String(await repeated(times))).toBe('ş"'.repeat(times))
  })

  it('is null where it is null, and where there is none', async () => {
    expect(await statements.bytes('nothing', 'select null::text', [])).toBeNull()
    expect(await statements.bytes('nobody', "select 'a' where false", [])).toBeNull()
  })

  it('leaves rows that are asked for otherwise to pg, before and after', async () => {
    for (const times of [2, 3]) {
      expect(String(await repeated(times))).toBe('ş"'.repeat(times))
      expect(await statements.row('both', "select 'a'::text, 7::int", [])).toEqual(['a', 7])
      expect((await pool.query('select n from generate_series(1, 3) n')).rows).toHaveLength(3)
    }
  })

  it("is everyone's own where several travel together", async () => {
    const asking = testPipelines(pool, { paces: quick(['together']) })
    const times = [1, 2, 0, 3, 400, 0, 5]
    const ask = (given: number | string) =>
      asking.ask('together', 'select repeat($1, $2::int)', ['ş"', given])
    const answers = await Promise.all([...times.map(ask), ask('x').catch(() => 'wrong'), ...times.map(ask)])
    const expected = times.map((given) => 'ş"'.repeat(given))
    expect(answers.map(String)).toEqual([...expected, 'wrong', ...expected])
  })

  it('may be an error, and the next one is an answer again', async () => {
    await expect(statements.bytes('wrong', 'select (1 / $1::int)::text', [0])).rejects.toThrow(
      'division by zero',
    )
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    expect(String(await repeated(1))).toBe('ş"')
  })
})
