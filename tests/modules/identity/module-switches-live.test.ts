import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { settledPosition } from '../../support/events.ts'
import { graphqlClient, type Send } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

const clock = testClock()
let server: TestServer
let second: RunningServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer(clock)
  second = await startServer({
    appUrl: server.database.appUrl,
    ownerUrl: server.database.ownerUrl,
    port: 0,
    clock,
    log: createLog('silent'),
    migrates: false,
    works: false,
  })
  business = await testBusiness(server)
})
afterAll(async () => {
  await second?.close()
  await server?.close()
})

const codeOf = async (send: Send) =>
  (await send('{ customers { nodes { id } } }')).errors?.[0]?.extensions.code

it('tells sockets of another process, which then refuses what it answered a moment before', async () => {
  const token = await tokenOf(second.url, business, 'staff')
  const there = graphqlClient(second.url, token)
  const socket = await LiveClient.open(second.url, { token })
  const after = await settledPosition(server.database.ownerUrl, business.tenantId)
  const changes = socket.run(
    'subscription ($after: Long) { recordChanged(types: ["ModuleSwitch"], after: $after) { eventType type } }',
    { after },
  )
  expect(await codeOf(there)).toBeUndefined()
  await business.owner(
    'mutation { switchModuleOff(input: { module: "customers", reason: "Bakım", durationMinutes: 30 }) { userErrors { code } } }',
  )
  expect((await changes.next()).data.recordChanged).toEqual({
    eventType: 'module.switched.off',
    type: 'ModuleSwitch',
  })
  expect(await codeOf(there)).toBe('MODULE_DISABLED')

  clock.advance(30 * 60_000)
  await server.jobs.settle()
  expect((await changes.next()).data.recordChanged.eventType).toBe('module.switched.on')
  expect(await codeOf(there)).toBeUndefined()
  const { data } = await business.owner('{ moduleSwitches { nodes { endsAt endedAt onBy { id } } } }')
  const [ended] = data.moduleSwitches.nodes
  expect(ended).toEqual({ endsAt: clock.now().toISOString(), endedAt: ended.endsAt, onBy: null })
  await socket.close()
})
