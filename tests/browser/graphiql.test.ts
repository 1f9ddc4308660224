import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { desktop, launchBrowser, openScreen } from '../support/browser.ts'
import { testBusiness } from '../support/business.ts'
import { testPassword } from '../support/graphql-client.ts'
import { emailOf, openPanel, openSignedIn } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let email: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  email = await emailOf((await testBusiness(server)).owner)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-posta').fill(email)
  await page.getByLabel('Parola').fill(testPassword)
  await page.getByRole('button', { name: 'Giriş yap' }).click()
}

it('signs in for itself and runs a query with its own token, never with the panel’s cookie', async () => {
  // The panel's cookie is there, in the same browser.
  const { page, context, problems, elsewhere } = await openSignedIn(browser, server, email)
  expect(await context.cookies()).not.toEqual([])
  // Leaving the panel first ends what it was still asking for, so that every request seen from here on is GraphiQL's.
  await page.goto('about:blank')
  const asked: { cookie: string | undefined; authorization: string | undefined; body: string }[] = []
  page.on('request', async (request) => {
    if (!request.url().endsWith('/graphql')) return
    const { cookie, authorization } = await request.allHeaders()
    asked.push({ cookie, authorization, body: request.postData() ?? '' })
  })
  await page.goto(`${server.url}/graphiql`)
  await signIn(page)
  await page.getByRole('button', { name: /Execute query/ }).click()
  await page.locator('.result-window').getByText('"tenant"').waitFor()

  const query = asked.find(({ body }) => body.includes('FirstLook'))
  expect(query?.authorization).toMatch(/^Bearer /)
  expect(asked.map(({ cookie }) => cookie)).toEqual(asked.map(() => undefined))
  expect(elsewhere).toEqual([])
  expect(problems).toEqual([])
  await context.close()
})

it('offers to run a query when its editor is there, however long that takes to load', async () => {
  const { page, context } = await openScreen(browser, { viewport: desktop })
  const editor = Promise.withResolvers<void>()
  await page.route('**/assets/monaco-editor-*.js', async (route) => {
    await editor.promise
    await route.continue()
  })
  await page.goto(`${server.url}/graphiql`)
  await signIn(page)
  await page.getByText('Düzenleyici yükleniyor').waitFor()
  expect(await page.getByRole('button', { name: /Execute query/ }).count()).toBe(0)
  editor.resolve()
  await page.getByRole('button', { name: /Execute query/ }).click()
  await page.locator('.result-window').getByText('"tenant"').waitFor()
  await context.close()
})

it('says that a password is wrong', async () => {
  const { page, context } = await openPanel(browser, server, '/graphiql')
  await page.getByLabel('E-posta').fill(email)
  await page.getByLabel('Parola').fill('not the password')
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  await page.getByRole('alert').waitFor()
  expect(await page.getByRole('button', { name: /Execute query/ }).count()).toBe(0)
  await context.close()
})
