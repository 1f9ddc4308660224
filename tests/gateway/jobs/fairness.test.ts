import { afterAll, beforeAll, expect, it } from 'vitest'
import { defineJob } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
let server: TestServer
let busy: TestBusiness
let small: TestBusiness
const order: string[] = []

const send = defineJob<{ queuesOther: boolean }>({
  name: 'test.send',
  title: { en: 'Send', tr: 'Gönder' },
  run: async (context, { queuesOther }) => {
    order.push(context.principal?.tenantId === busy.tenantId ? 'busy' : 'small')
    if (queuesOther) {
      await small.context.write(async (work) => work.enqueue(send, { queuesOther: false }))
    }
  },
})

beforeAll(async () => {
  server = await startTestServer(clock, { composition: withJobs([send]) })
  busy = await testBusiness(server)
  small = await testBusiness(server)
})
afterAll(() => server?.close())

it('a job does not wait for the hundreds that another business queued before it', async () => {
  await busy.context.write(async (work) => {
    for (let index = 0; index < 300; index += 1) work.enqueue(send, { queuesOther: index === 99 })
  })
  await server.jobs.settle()
  expect(order).toHaveLength(301)
  expect(order.indexOf('small')).toBeGreaterThan(0)
  // At most what was in the queue with as good a place: far from the two hundred that were due before.
  expect(order.slice(order.indexOf('small')).filter((one) => one === 'busy').length).toBeGreaterThan(150)
})
