import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { settledPosition } from '../../support/events.ts'
import { FaultProxy } from '../../support/fault-proxy.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let database: TestDatabase
let proxy: FaultProxy
/** Loses the database, and the other one that does not. */
let server: RunningServer
let steady: RunningServer
let business: TestBusiness

beforeAll(async () => {
  database = await createTestDatabase()
  const through = await FaultProxy.before(database.appUrl)
  proxy = through.proxy
  const options = {
    ownerUrl: database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    works: false,
  }
  steady = await startServer({ ...options, appUrl: database.appUrl })
  server = await startServer({ ...options, appUrl: through.url, live: { pingMs: 250, recheckMs: 50 } })
  business = await testBusiness({ ...steady, database })
})
afterAll(async () => {
  await server?.close()
  await steady?.close()
  await proxy?.close()
  await database?.close()
})

const recordChanged = 'subscription ($after: Long) { recordChanged(after: $after) { id } }'

describe('live updates of a gateway that loses its database', () => {
  it('send their clients to connect again, and bring them what happened meanwhile', async () => {
    const token = await tokenOf(steady.url, business, 'owner')
    const after = await settledPosition(database.ownerUrl, business.tenantId)
    const client = await LiveClient.open(server.url, { token })
    client
      .run(recordChanged, { after })
      .next()
      .catch(() => undefined)
    proxy.cut()
    expect((await client.closed).code).toBe(1013)
    const elsewhere = graphqlClient(steady.url, token)
    const made = await elsewhere(
      'mutation { createCustomer(input: { kind: COMPANY, name: "Acme" }) { customer { id } } }',
    )
    proxy.restore()
    const again = await vi.waitFor(() => LiveClient.open(server.url, { token }), 10_000)
    const changes = again.run(recordChanged, { after })
    expect((await changes.next()).data.recordChanged.id).toBe(made.data.createCustomer.customer.id)
    await again.close()
  })
})

describe('what is no WebSocket at all', () => {
  it.each(['GET // HTTP/1.1', 'GET /graphql HTTP/1.1', 'GET http://[ HTTP/1.1'])(
    '%s is refused, and the gateway goes on',
    async (line) => {
      const socket = connect(Number(new URL(steady.url).port), '127.0.0.1')
      socket.write(`${line}\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n`)
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toMatch(/^HTTP\/1\.1 4\d\d /)
      socket.destroy()
      expect((await fetch(`${steady.url}/readyz`)).status).toBe(200)
    },
  )
})
