import { getIntrospectionQuery } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Introspection } from '../../gateway/limits/admission.ts'
import { createLog } from '../../gateway/log.ts'
import { startServer } from '../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testClock } from '../support/clock.ts'
import { graphqlClient } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { LiveClient, tokenOf } from '../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let token: string
const open: { close(): Promise<unknown> }[] = []

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  token = await tokenOf(server.url, business, 'owner')
})
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})
afterAll(() => server?.close())

const transports = ['HTTP', 'a socket'] as const
type Ask = (query: string) => Promise<{ data?: any; errors?: { message: string }[] }>

async function asked(
  transport: (typeof transports)[number],
  introspection: Introspection,
  who: string | undefined,
): Promise<Ask> {
  const { appUrl, ownerUrl } = server.database
  const log = createLog('silent')
  const options = { appUrl, ownerUrl, port: 0, clock: testClock(), log, migrates: false, works: false }
  const started = await startServer({ ...options, introspection })
  open.push(started)
  if (transport === 'HTTP') return graphqlClient(started.url, who)
  const client = await LiveClient.open(started.url, who ? { token: who } : {})
  open.push(client)
  return (query) => client.ask(query).catch(({ errors }) => ({ errors }))
}

const everything = getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, specifiedByUrl: true })

describe.each(transports)('looking around in the schema over %s', (transport) => {
  it.each([
    ['signed-in', 'somebody signed in', true],
    ['signed-in', 'a stranger', false],
    ['on', 'somebody signed in', true],
    ['on', 'a stranger', true],
    ['off', 'somebody signed in', false],
    ['off', 'a stranger', false],
  ] as const)('with the setting %s, %s: %s', async (setting, who, mayLook) => {
    const ask = await asked(transport, setting, who === 'a stranger' ? undefined : token)
    const schema = await ask(everything)
    const misspelt = await ask('{ castomers { totalCount } }')
    if (mayLook) {
      expect(schema.errors).toBeUndefined()
      expect(schema.data.__schema.types.map(({ name }: { name: string }) => name)).toContain('Customer')
      expect(misspelt.errors?.[0]?.message).toContain('Did you mean "customers"')
    } else {
      expect(schema.data).toBeUndefined()
      expect(schema.errors?.[0]?.message).toContain('introspection')
      expect(JSON.stringify(misspelt.errors)).not.toContain('Did you mean')
    }
  })

  it('never shows what other sectors have, by itself or by a suggestion', async () => {
    const ask = await asked(transport, 'on', token)
    const schema = JSON.stringify(await ask(everything))
    const misspelt = JSON.stringify((await ask('{ vehicl { id } vehicleJobCart { id } }')).errors)
    expect(schema).toContain('Customer')
    for (const text of [schema, misspelt])
      expect(text).not.toMatch(/vehicles|vehicleJobCard\b|VehicleJobCard/)
  })
})
