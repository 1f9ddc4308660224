import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { backoffSeconds } from '../../../gateway/jobs/job-failure.ts'
import { Branch, Department } from '../../../modules/tenancy/index.ts'
import { defineJob, LoncaError, Refusal, refuse } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { listedJobs, withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

const clock = testClock()
let server: TestServer
let business: TestBusiness
let other: TestBusiness
/** What the jobs of this file did, in order. */
let ran: unknown[] = []
/** What the next tries end with; nothing for those that go well. */
let troubles: unknown[] = []

const greet = defineJob<{ number: number }>({
  name: 'test.greet',
  title: { en: 'Greet', tr: 'Selamla' },
  attempts: 3,
  run: async (context, { number }, run) => {
    ran.push({ number, attempt: run.attempt, tenantId: context.principal?.tenantId })
    const trouble = troubles.shift()
    if (trouble) throw trouble
  },
})

/** Makes a department and fails afterwards; `doneWith` decides whether that matters. */
const found = defineJob<{ isBound: boolean; branchId: string }>({
  name: 'test.found-department',
  title: { en: 'Found a department', tr: 'Bölüm kur' },
  run: async (context, { isBound, branchId }, run) => {
    await context.write(async (work) => {
      const branch = work.reference(Branch, branchId)
      work.create<Department>(Department, { name: `${isBound ? 'Bound' : 'Loose'} ${run.attempt}`, branch })
      await work.flush()
      if (isBound) await run.doneWith(work)
    })
    if (run.attempt === 1) throw new Error('The worker stumbles after its commit.')
  },
})

const endless = defineJob({
  name: 'test.endless',
  title: { en: 'Never ends', tr: 'Hiç bitmez' },
  attempts: 1,
  timeoutSeconds: 0.05,
  run: () => new Promise(() => undefined),
})

beforeAll(async () => {
  server = await startTestServer(clock, { composition: withJobs([greet, found, endless]) })
  business = await testBusiness(server)
  other = await testBusiness(server)
})
afterAll(() => server?.close())
beforeEach(async () => {
  clock.set(testNow)
  ran = []
  troubles = []
  await withClient(server.database.ownerUrl, (client) => client.query('delete from background_jobs'))
})

const enqueue = (number: number, options: { at?: Date; key?: string } = {}, from = business) =>
  from.context.write(async (work) => work.enqueue(greet, { number }, options))
const settleAll = () => server.jobs.settle({ failures: 'kept' })
const numbers = () => ran.map((one) => (one as { number: number }).number)

const change = (verb: 'retryJob' | 'discardJob', id: string, send = business.owner) =>
  send(
    `mutation ($input: BackgroundJobInput!) {
      ${verb}(input: $input) { backgroundJob { state attempts } userErrors { code } } }`,
    { input: { id } },
  ).then((answer) => answer.data?.[verb])

describe('a background job', () => {
  it('runs after the transaction that queued it, as the system in its tenant', async () => {
    await enqueue(1)
    expect(ran).toEqual([])
    await server.jobs.settle()
    expect(ran).toEqual([{ number: 1, attempt: 1, tenantId: business.tenantId }])
    expect(await listedJobs(business.owner)).toMatchObject([
      { job: 'test.greet', state: 'DONE', attempts: 1 },
    ])
  })

  it('does not exist when the transaction that queued it is rolled back', async () => {
    const attempt = business.context.write(async (work) => {
      work.enqueue(greet, { number: 1 })
      await work.flush()
      refuse('INVALID')
    })
    await expect(attempt).rejects.toThrow('INVALID')
    await server.jobs.settle()
    expect(ran).toEqual([])
    expect(await listedJobs(business.owner)).toEqual([])
  })

  it('waits for its time, by the clock of the product', async () => {
    await enqueue(1, { at: new Date(testNow.getTime() + 60_000) })
    clock.advance(59_999)
    await server.jobs.settle()
    expect(ran).toEqual([])
    clock.advance(1)
    await server.jobs.settle()
    expect(numbers()).toEqual([1])
  })

  it('waits once per key, and again once the first one runs', async () => {
    await enqueue(1, { key: 'same' })
    await enqueue(2, { key: 'same' })
    await enqueue(3, { key: 'same' }, other)
    await server.jobs.settle()
    expect(numbers().sort()).toEqual([1, 3])
    await enqueue(4, { key: 'same' })
    await server.jobs.settle()
    expect(numbers()).toContain(4)
  })

  it('is shown to owners and managers of its own business only', async () => {
    await enqueue(1)
    const [job] = await listedJobs(business.manager)
    expect(job?.state).toBe('QUEUED')
    expect(await listedJobs(other.owner)).toEqual([])
    const refused = await business.staff('{ backgroundJobs { nodes { id } } }')
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    for (const verb of ['retryJob', 'discardJob'] as const) {
      expect((await change(verb, job?.id ?? '', other.owner)).userErrors).toEqual([{ code: 'NOT_FOUND' }])
    }
  })
})

describe('a job that fails', () => {
  it('is tried again later and later, until its tries are used up', async () => {
    troubles = [new Error('one'), new Error('two'), new TypeError('three')]
    await enqueue(1)
    await settleAll()
    for (const attempt of [1, 2]) {
      const [waiting] = await listedJobs(business.owner)
      expect(waiting).toMatchObject({ state: 'QUEUED', attempts: attempt, errorCode: 'Error', error: null })
      const wait = Date.parse(waiting?.dueAt ?? '') - clock.now().getTime()
      expect(wait).toBeGreaterThanOrEqual(backoffSeconds(attempt, () => 0) * 1_000)
      expect(wait).toBeLessThanOrEqual(backoffSeconds(attempt, () => 1) * 1_000)
      clock.advance(wait - 1)
      await settleAll()
      expect(ran).toHaveLength(attempt)
      clock.advance(1)
      await settleAll()
    }
    expect(await listedJobs(business.owner)).toMatchObject([
      { state: 'FAILED', attempts: 3, errorCode: 'TypeError' },
    ])
    clock.advance(365 * 24 * 3_600_000)
    await settleAll()
    expect(ran).toHaveLength(3)
  })

  it('fails at once when it refuses, in words of the product', async () => {
    troubles = [new Refusal([{ code: 'INVALID' }])]
    await enqueue(1)
    await settleAll()
    expect(await listedJobs(business.owner)).toMatchObject([
      { state: 'FAILED', attempts: 1, errorCode: 'INVALID', error: 'Geçerli değil.' },
    ])
  })

  it('keeps no word of a stranger, which could quote a person', async () => {
    troubles = [
      new Error('duplicate key (phone)=(+905321234567)'),
      new LoncaError('UNAVAILABLE', 'No answer.'),
    ]
    await enqueue(1)
    await settleAll()
    expect((await listedJobs(business.owner))[0]).toMatchObject({ errorCode: 'Error', error: null })
    clock.advance(3_600_000)
    await settleAll()
    expect((await listedJobs(business.owner))[0]).toMatchObject({
      errorCode: 'UNAVAILABLE',
      error: 'No answer.',
    })
  })

  it('is given up when it takes longer than it may', async () => {
    await business.context.write(async (work) => work.enqueue(endless, {}))
    await settleAll()
    expect(await listedJobs(business.owner)).toMatchObject([{ state: 'FAILED', errorCode: 'TIMEOUT' }])
  })

  it('makes settle throw, so that no test overlooks it', async () => {
    troubles = [new Error('one')]
    await enqueue(1)
    await expect(server.jobs.settle()).rejects.toThrow('test.greet (retried)')
  })

  it('is told of to who looks on, and runs once more however often it is queued again', async () => {
    const live = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'owner') })
    const changes = live.run('subscription { recordChanged(types: ["BackgroundJob"]) { eventType id } }')
    troubles = [new Refusal([{ code: 'INVALID' }])]
    await live.ask('{ viewer { __typename } }')
    await enqueue(1)
    await settleAll()
    const told = await changes.next()
    const id: string = told.data?.recordChanged.id
    expect(told.data?.recordChanged.eventType).toBe('job.failed')
    const answers = await Promise.all([1, 2, 3].map(() => change('retryJob', id)))
    for (const answer of answers)
      expect(answer).toMatchObject({ backgroundJob: { state: 'QUEUED' }, userErrors: [] })
    await server.jobs.settle()
    expect(numbers()).toEqual([1, 1])
    expect(await change('retryJob', id)).toMatchObject({ backgroundJob: { state: 'DONE' }, userErrors: [] })
    await server.jobs.settle()
    expect(numbers()).toEqual([1, 1])
    await live.close()
  })

  it('can be given up, and then not be queued again', async () => {
    await enqueue(1, { at: new Date(testNow.getTime() + 1_000) })
    const [job] = await listedJobs(business.owner)
    expect(await change('discardJob', job?.id ?? '')).toMatchObject({ backgroundJob: { state: 'DISCARDED' } })
    expect((await change('retryJob', job?.id ?? '')).userErrors).toEqual([{ code: 'JOB_STATE' }])
    clock.advance(5_000)
    await server.jobs.settle()
    expect(ran).toEqual([])
  })
})

describe('effects of a job whose worker stumbles after its commit', () => {
  const run = async (isBound: boolean) => {
    const branchId = business.branch.id
    await business.context.write(async (work) => work.enqueue(found, { isBound, branchId }))
    await settleAll()
    clock.advance(60_000)
    await settleAll()
    const answer = await business.owner('{ departments(first: 100) { nodes { name } } }')
    const names: string[] = answer.data.departments.nodes.map(({ name }: { name: string }) => name)
    return names.filter((name) => name.startsWith(isBound ? 'Bound' : 'Loose')).sort()
  }

  it('are made once when they are bound to its completion', async () => {
    expect(await run(true)).toEqual(['Bound 1'])
  })

  it('are made at least once otherwise', async () => {
    expect(await run(false)).toEqual(['Loose 1', 'Loose 2'])
  })
})
