import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { defineJob } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { listedJobs, withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
const started = new Map<number, (signal: AbortSignal) => void>()
const released = new Map<number, Promise<void>>()

const note = defineJob<{ number: number }>({
  name: 'test.note',
  title: { en: 'Note', tr: 'Not' },
  run: async (_context, { number }, { signal }) => {
    started.get(number)?.(signal)
    await released.get(number)
  },
})

const composition = withJobs([note])
let server: TestServer
let worker: RunningServer
let business: TestBusiness

function startWorker(): Promise<RunningServer> {
  const { appUrl, ownerUrl } = server.database
  const log = createLog('silent')
  return startServer({ appUrl, ownerUrl, port: 0, clock, log, migrates: false, serves: false, composition })
}

beforeAll(async () => {
  server = await startTestServer(clock, { composition })
  business = await testBusiness(server)
  worker = await startWorker()
})
afterAll(async () => {
  await worker?.close()
  await server?.close()
})

const start = (number: number) =>
  new Promise<AbortSignal>((resolve) => {
    started.set(number, resolve)
  })
const enqueue = (number: number, at?: Date) =>
  business.context.write(async (work) => work.enqueue(note, { number }, at ? { at } : {}))

const messageKeys = () =>
  withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select distinct jsonb_object_keys(data) as name from pgboss.job order by name',
    )
    return rows.map(({ name }) => name)
  })

describe('a worker alone', () => {
  it('runs what another process queued', async () => {
    const running = start(1)
    await enqueue(1)
    await running
  })

  it('starts a job when the clock of the product reaches its time', async () => {
    const running = start(2)
    await enqueue(2, new Date(testNow.getTime() + 3_600_000))
    clock.advance(3_600_000)
    await running
  })

  it('is told ids and nothing else, and lets a running job finish when it is asked to leave', async () => {
    const running = start(3)
    const { promise, resolve } = Promise.withResolvers<void>()
    released.set(3, promise)
    await enqueue(3)
    await running
    expect(await messageKeys()).toEqual(['jobId', 'tenantId'])
    const closed = worker.close()
    resolve()
    await closed
    const done = await withClient(server.database.ownerUrl, (client) =>
      client.query(`select state from background_jobs where payload ->> 'number' = '3'`),
    )
    expect(done.rows).toEqual([{ state: 'DONE' }])
    worker = await startWorker()
  })

  it('gives back a job that does not finish, and the next worker runs it', async () => {
    const running = start(4)
    released.set(4, new Promise(() => undefined))
    await enqueue(4)
    const signal = await running
    await worker.close()
    expect(signal.aborted).toBe(true)
    // The clock of the worker may have queued jobs of the house meanwhile.
    const own = (await listedJobs(business.owner)).filter(({ job }) => job === 'test.note')
    expect(own.at(-1)).toMatchObject({ state: 'QUEUED', attempts: 0 })
    released.delete(4)
    const again = start(4)
    worker = await startWorker()
    await again
  })
})
