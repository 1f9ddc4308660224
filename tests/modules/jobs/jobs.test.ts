import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { defineJob, refuse } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { listedJobs, withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
let server: TestServer
let business: TestBusiness
/** What the jobs of this file did, in order. */
let ran: unknown[] = []
/** What the next tries end with; nothing for those that go well. */
let troubles: unknown[] = []

const greet = defineJob<{ number: number }>({
  name: 'test.greet',
  title: { en: 'Greet', tr: 'Selamla' },
  attempts: 3,
  run: async (context, payload, run) => {
    ran.push({ ...payload, attempt: run.attempt, tenantId: context.principal?.tenantId })
    const trouble = troubles.shift()
    if (trouble) throw trouble
  },
})

beforeAll(async () => {
  server = await startTestServer(clock, { composition: withJobs([greet]) })
  business = await testBusiness(server)
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
})
