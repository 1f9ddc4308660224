import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzz } from '../attacks/fuzz.ts'
import { LeakFinder } from '../attacks/leaks.ts'
import { testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { tokenOf } from '../support/ws-client.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** The long run, with another seed each time, is `npm run proof -- fuzz`. */
it('answers 500 documents that nobody would send without breaking and without a word of its insides', async () => {
  const token = await tokenOf(server.url, await testBusiness(server), 'owner')
  const { schema } = server.composition.setFor(['generic'])
  const leaks = new LeakFinder(server.composition, 'generic')
  const found = await fuzz({ url: server.url, token, schema, leaks }, 20_261_121, 500)
  expect(found.broken).toEqual([])
  expect(found.leaking).toEqual([])
  expect(found.unexpected).toEqual([])
  // A generator whose documents are all sound would look at no error.
  expect(found.failed).toBeGreaterThan(200)
}, 120_000)
