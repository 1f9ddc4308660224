import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { sessionToken } from '../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server, 'generic')
})
afterAll(() => server?.close())

describe('the page of error codes', () => {
  it('is where the docsUrl of a refusal leads, and explains its code', async () => {
    const refused = await business.owner(
      'mutation { createCustomer(input: {}) { userErrors { code docsUrl } } }',
    )
    const [{ code, docsUrl }] = refused.data.createCustomer.userErrors
    const page = await fetch(new URL(docsUrl, server.url))
    expect(page.status).toBe(200)
    const text = await page.text()
    expect(text).toContain(`<dt id="${code}">`)
    expect(docsUrl.endsWith(`#${code}`)).toBe(true)
  })

  it('shows codes of a sector only to a business that has it', async () => {
    const dental = await testBusiness(server, 'dental')
    const codes = dental.context.set.refusals.filter((code) => !business.context.set.refusals.includes(code))
    expect(codes.length).toBeGreaterThan(0)
    const stranger = await (await fetch(`${server.url}/docs/errors`)).text()
    for (const code of codes) expect(stranger).not.toContain(code)
    const [email] = [...dental.memberships.keys()]
    const token = await sessionToken(server.url, email ?? '')
    const theirs = await (
      await fetch(`${server.url}/docs/errors`, { headers: { authorization: `Bearer ${token}` } })
    ).text()
    for (const code of codes) expect(theirs).toContain(`id="${code}"`)
  })
})
