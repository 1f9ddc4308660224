import { Socket } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { ImpatientClient } from '../../../gateway/database/impatient-client.ts'
import { releaseLostClients } from '../../../gateway/database/release-lost-clients.ts'
import { RunningStatements } from '../../../gateway/database/running-statements.ts'
import { Paces } from '../../../gateway/reads/paces.ts'
import type { Pipelines } from '../../../gateway/reads/pipelines.ts'
import { PreparedStatements } from '../../../gateway/reads/prepared.ts'
import { counted, type OperationTally } from '../../../gateway/telemetry/operation-scope.ts'
import { watchPool } from '../../../gateway/telemetry/watch-pool.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { quick, takenFreely, testPipelines } from '../../support/pipelines.ts'

let database: TestDatabase
let pool: pg.Pool
let running: RunningStatements
let paces: Paces
let written = 0

/** Counts what is sent, by pieces. */
class CountedSocket extends Socket {
  override _writev(
    chunks: { chunk: unknown; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ) {
    written += 1
    super._writev?.(chunks, done)
  }
}

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(() => {
  pool = new pg.Pool({
    connectionString: database.appUrl,
    max: 10,
    Client: ImpatientClient,
    stream: () => new CountedSocket(),
  })
  releaseLostClients(pool)
  // As MikroORM does with its pool: who waits for an answer is told there, and nobody else.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  running = new RunningStatements()
  watchPool(pool, { statement: () => {}, waited: () => {}, gaveUp: () => {} }, running)
  paces = quick(['said', 'divided', 'slept', 'set', 'look', 'fail', 'cut', 'one', 'two', 'three', 'four'])
})
afterEach(async () => {
  running.close()
  await pool.end()
})
afterAll(() => database?.close())

const pipelines = (max?: number): Pipelines =>
  testPipelines(pool, { ...(max && { max }), paces, isSound: (client) => !running.wasCancelled(client) })

const said = (number: number) => ['said', 'select $1::text', [`${number}`]] as const
const divided = (by: number) => ['divided', 'select (12 / $1::int)::text', [by]] as const
const slept = (seconds: number) => ['slept', "select 'slept' || pg_sleep($1)", [seconds]] as const

/**
 * Takes the connections that are taken before anybody waits, so that what is asked next goes over one of them. When it
 * resolves they are free again.
 */
async function occupy(asking: Pipelines): Promise<void> {
  await Promise.all(Array.from({ length: takenFreely }, (_, number) => asking.ask(...said(number))))
  await nextTurn()
}

const text = (answer: PromiseSettledResult<Buffer | null>) =>
  answer.status === 'fulfilled' ? String(answer.value) : answer.reason.code

it('sends what waits in one piece over few connections, and gives each their own answer', async () => {
  const asking = pipelines()
  await occupy(asking)
  const before = written
  const first = occupy(asking)
  const numbers = Array.from({ length: 7 }, (_, number) => 100 + number)
  const answers = await Promise.all(numbers.map((number) => asking.ask(...said(number))))
  await first
  expect(answers.map(String)).toEqual(numbers.map(String))
  expect(written - before).toBeLessThanOrEqual(4)
  expect(pool.totalCount).toBe(takenFreely)
})

it('sends no more together than are answered in a moment', async () => {
  const asking = pipelines()
  paces.heldUp('divided')
  await occupy(asking)
  const before = written
  const first = occupy(asking)
  const answers = await Promise.all([1, 2, 3, 4, 6, 12, 2].map((by) => asking.ask(...divided(by))))
  await first
  expect(answers.map(String)).toEqual(['12', '6', '4', '3', '2', '1', '6'])
  expect(written - before).toBeGreaterThan(4)
})

it('takes more connections where more wait than one piece holds', async () => {
  const asking = pipelines()
  const numbers = Array.from({ length: 100 }, (_, number) => number)
  const answers = await Promise.all(numbers.map((number) => asking.ask(...said(number))))
  expect(answers.map(String)).toEqual(numbers.map(String))
  expect(pool.totalCount).toBeGreaterThan(takenFreely)
})

it('keeps what one statement sets from the next, which may be of another tenant', async () => {
  const asking = pipelines()
  const set = "select set_config('app.tenant_id', $1, true) || current_setting('app.tenant_id')"
  const first = occupy(asking)
  const answers = Promise.all([
    asking.ask('set', set, ['a']),
    asking.ask('look', "select coalesce(current_setting('app.tenant_id', true), '')", []),
    asking.ask('set', set, ['b']),
    asking
      .ask('fail', "select set_config('app.tenant_id', 'c', true) || (1 / $1::int)", [0])
      .catch(() => 'failed'),
    asking.ask('look', "select coalesce(current_setting('app.tenant_id', true), '')", []),
  ])
  await first
  expect((await answers).map(String)).toEqual(['aa', '', 'bb', 'failed', ''])
})

it('fails alone: those before and behind have their answers', async () => {
  const asking = pipelines()
  const first = occupy(asking)
  const answers = await Promise.allSettled([3, 0, 4, 0, 6].map((by) => asking.ask(...divided(by))))
  await first
  expect(answers.map(text)).toEqual(['4', '22012', '3', '22012', '2'])
  const circle: object[] = []
  circle.push(circle)
  expect(() => asking.ask('circle', 'select $1::jsonb::text', [{ circle }])).toThrow()
  expect(String(await asking.ask(...divided(2)))).toBe('6')
})

it('tells everyone behind it when the connection is lost, and goes on with another', async () => {
  const asking = pipelines()
  const first = occupy(asking)
  const answers = await Promise.allSettled([
    asking.ask(...said(1)),
    asking.ask('cut', 'select pg_terminate_backend(pg_backend_pid())::text', []),
    asking.ask(...said(2)),
    asking.ask(...said(3)),
  ])
  await first
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
  expect(String(await asking.ask(...said(4)))).toBe('4')
})

it('lets nobody wait for a statement that turns out slow, which then travels alone', async () => {
  const asking = pipelines()
  const first = occupy(asking)
  const ended: string[] = []
  const note = (name: string) => (answer: Buffer | null) => void ended.push(`${name} ${answer}`)
  const slow = asking.ask(...slept(2)).then(note('slow'))
  const others = [1, 2, 3].map((number) => asking.ask(...said(number)).then(note('other')))
  await Promise.all([first, slow, ...others])
  expect(ended.pop()).toBe('slow slept')
  expect(ended.sort()).toEqual(['other 1', 'other 2', 'other 3'])
  expect(paces.isQuick('slept')).toBe(false)
})

it('gives up what nobody waits for, but not while somebody waits behind it', async () => {
  const asking = pipelines()
  const first = occupy(asking)
  const tally: OperationTally = { statements: 0, isRead: true }
  const slow = counted(tally, () => asking.ask(...slept(60)))
  const others = [1, 2, 3].map((number) => asking.ask(...said(number)))
  await first
  running.callerLeft(tally)
  expect((await Promise.all(others)).map(String)).toEqual(['1', '2', '3'])
  running.sweep()
  await expect(slow).rejects.toMatchObject({ code: '57014' })
  expect(String(await asking.ask(...said(5)))).toBe('5')
})

it('counts a statement for whoever asks, whoever sends it', async () => {
  const asking = pipelines()
  const tallies: OperationTally[] = Array.from({ length: 12 }, () => ({ statements: 0 }))
  await Promise.all(tallies.map((tally) => counted(tally, () => asking.ask(...said(1)))))
  expect(tallies.map(({ statements }) => statements)).toEqual(tallies.map(() => 1))
})

it('prepares again what was let go of, by itself or behind its back', async () => {
  const asking = pipelines(2)
  const names = ['one', 'two', 'three', 'two', 'one', 'four']
  const ask = (name: string) => asking.ask(name, `select '${name}'::text`, [])
  const first = occupy(asking)
  expect((await Promise.all(names.map(ask))).map(String)).toEqual(names)
  await first
  const clients = await Promise.all(Array.from({ length: 3 }, () => pool.connect()))
  for (const client of clients) await client.query('deallocate all')
  for (const client of clients) client.release()
  const answers = await Promise.allSettled([ask('four'), ask('four'), ask('four')])
  expect(answers.map(text).filter((answer) => answer !== 'four' && answer !== '26000')).toEqual([])
  expect(String(await ask('four'))).toBe('four')
})

it('leaves alone what is not said to read only, however quick it is', async () => {
  const statements = new PreparedStatements(pool)
  const ask = (onlyReads: boolean) => statements.bytes('one', 'select 1::text', [], onlyReads)
  for (let time = 0; time < 20; time += 1) await ask(true)
  await Promise.all(Array.from({ length: 10 }, () => ask(false)))
  expect(pool.totalCount).toBe(10)
})

it('takes a statement for quick that mostly is, as if nobody shared the processors with it', () => {
  const paces = new Paces(2)
  const took = (...times: readonly number[]) => {
    for (const time of times) paces.took('read', time, 2)
    return paces.isQuick('read')
  }
  expect(paces.isQuick('read')).toBe(false)
  expect(took(4)).toBe(false)
  for (let time = 0; time < 20; time += 1) paces.took('read', 2, 8)
  expect(paces.of('read')).toBeCloseTo(0.6, 1)
  expect(took(900)).toBe(true)
  // Slower than what becomes quick, and it stays so until it is clearly slow.
  expect(took(...Array(50).fill(1.3))).toBe(true)
  expect(took(...Array(50).fill(2))).toBe(false)
  expect(took(...Array(50).fill(1.3))).toBe(false)
  expect(took(...Array(50).fill(0.5))).toBe(true)
  paces.heldUp('read')
  expect(took(0.5)).toBe(false)
})
