import { afterAll, beforeAll, expect, it } from 'vitest'
import { defineJob, type RequestContext, retiredKey } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { withJobs } from '../../support/jobs.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
const seen: RequestContext[] = []

const look = defineJob<Record<string, never>>({
  name: 'test.look',
  title: { en: 'Look', tr: 'Bak' },
  run: async (context) => {
    seen.push(context)
  },
})

beforeAll(async () => {
  server = await startTestServer(testClock(), { composition: withJobs([look]) })
})
afterAll(() => server?.close())

it('a job works in the business as it is: sectors it has left are closed, and its own words count', async () => {
  const business = await testBusiness(server, 'hair-salon')
  const done = async (verb: string, type: string, input: object) => {
    const { data } = await business.owner(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { userErrors { code field } } }`,
      { input },
    )
    expect(data?.[verb]).toEqual({ userErrors: [] })
  }
  await done('addBlueprint', 'AddBlueprintInput', { blueprint: 'dental' })
  await done('retireBlueprint', 'BlueprintInput', { blueprint: 'dental' })
  const value = { one: { tr: 'Misafir', en: 'Guest' }, many: { tr: 'Misafirler', en: 'Guests' } }
  await done('setBlueprintOverride', 'SetBlueprintOverrideInput', {
    kind: 'WORD',
    target: 'customer',
    ...value,
  })
  await business.context.write(async (work) => work.enqueue(look, {}))
  await server.jobs.settle()
  const [{ principal, set } = { principal: null, set: business.context.set }] = seen
  expect(principal).toMatchObject({
    actor: 'system',
    blueprintKeys: ['hair-salon', retiredKey('dental')],
    overrides: [{ blueprint: 'hair-salon', kind: 'WORD', target: 'customer', value }],
  })
  expect(set.blueprints.map(({ key }) => key)).toEqual(['hair-salon'])
  expect(set.retired.map(({ key }) => key)).toEqual(['dental'])
})
