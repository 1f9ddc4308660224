import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { linkIn } from '../../support/mail-server.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

const clock = testClock()
let server: TestServer
let worker: RunningServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer(clock)
  business = await testBusiness(server)
  const { appUrl, ownerUrl } = server.database
  const { dataDir, url } = server
  const port = Number(new URL(url).port)
  const log = createLog('silent')
  worker = await startServer({ appUrl, ownerUrl, dataDir, port, clock, log, migrates: false, serves: false })
})
afterAll(async () => {
  await worker?.close()
  await server?.close()
})

it('a worker alone mails an invitation, whose link leads to the gateway and opens it', async () => {
  const { data } = await business.owner(
    `mutation { inviteMember(input: { email: "deniz@nar.test", name: "Deniz", role: STAFF }) {
      link userErrors { code } } }`,
  )
  expect(data.inviteMember.userErrors).toEqual([])
  const folder = path.join(server.dataDir, 'mail')
  const mails = () => (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.eml'))
  await expect.poll(() => mails().length, { timeout: 20_000 }).toBe(1)
  const mail = await PostalMime.parse(readFileSync(path.join(folder, mails()[0] ?? '')))
  expect(mail.to?.[0]?.address).toBe('deniz@nar.test')
  const link = new URL(linkIn(mail))
  expect([link.origin, link.pathname]).toEqual([server.url, '/join'])
  expect(link.href).not.toBe(data.inviteMember.link)
  const opened = await graphqlClient(server.url)(
    'query ($token: String!) { invitationByLink(token: $token) { inviterName } }',
    { token: link.hash.replace('#token=', '') },
  )
  expect(opened.data).toEqual({ invitationByLink: { inviterName: 'owner' } })
})
