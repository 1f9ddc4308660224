import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../../gateway/log.ts'
import { startServer } from '../../gateway/server.ts'
import { launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { testClock } from '../support/clock.ts'
import { FaultProxy } from '../support/fault-proxy.ts'
import { testPassword } from '../support/graphql-client.ts'
import { emailOf, openPanel, openSignedIn, signInToPanel } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: TestBusiness
let email: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server)
  email = await emailOf(business.owner)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('says that a password is wrong, keeps the address, and lets the right one in', async () => {
  const { page, context, problems } = await openPanel(browser, server, '/', { viewport: phone })
  await page.getByLabel('E-posta').fill(email)
  await page.getByLabel('Parola').fill('not the password')
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  const message = page.getByRole('alert')
  await message.waitFor()
  expect(await message.innerText()).not.toMatch(/error|undefined/i)
  expect(await page.getByLabel('E-posta').inputValue()).toBe(email)

  await page.getByLabel('Parola').fill(testPassword)
  await page.getByRole('button', { name: 'Giriş yap' }).click()
  await page.getByRole('heading', { level: 1, name: 'Bugün' }).waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('speaks Turkish and English, before the sign-in and after it, and remembers the choice', async () => {
  const { page, context } = await openPanel(browser, server)
  await page.getByRole('heading', { name: 'Hoş geldiniz' }).waitFor()
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
  await signInToPanel(page, email)
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('en')

  await page.goto(`${server.url}/profile`)
  await page.getByRole('button', { name: 'Türkçe' }).click()
  await page.getByRole('button', { name: 'Çıkış yap' }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('tr')
  await page.reload()
  await page.getByRole('link', { name: 'Takvim' }).first().waitFor()
  await context.close()
})

it('signs out, and neither going back nor loading again shows anything of the business', async () => {
  const { page, context } = await openSignedIn(browser, server, email, '/profile')
  await page.getByRole('button', { name: 'Çıkış yap' }).click()
  await page.getByRole('heading', { name: 'Hoş geldiniz' }).waitFor()
  await page.goto(`${server.url}/customers`)
  await page.getByRole('heading', { name: 'Hoş geldiniz' }).waitFor()
  expect(await page.locator('.shell').count()).toBe(0)
  // What tells the device from others opens nothing; it stays for the list of sessions of the next sign-in.
  const left = (await context.cookies()).filter(({ value }) => value !== '')
  expect(left.map(({ name }) => name)).toEqual(['lonca_device'])
  await context.close()
})

it('keeps the session where scripts cannot read it', async () => {
  const { page, context } = await openSignedIn(browser, server, email)
  const cookies = await context.cookies()
  const closed = { httpOnly: true, sameSite: expect.stringMatching(/Lax|Strict/) }
  expect(cookies).toMatchObject([closed, closed])
  const readable = await page.evaluate(
    'document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })',
  )
  for (const { value } of cookies) expect(readable).not.toContain(value)
  await context.close()
})

it('says that the server does not answer while its database is away, and goes on after a retry', async () => {
  const { proxy, url } = await FaultProxy.before(server.database.appUrl)
  const second = await startServer({
    appUrl: url,
    ownerUrl: server.database.ownerUrl,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
  })
  try {
    const { page, context } = await openSignedIn(browser, second, email)
    await page.getByText('Eşitlendi').waitFor()
    proxy.cut()
    await page.getByRole('link', { name: 'Müşteriler' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Müşteriler' }).waitFor()
    const alert = page.getByRole('alert')
    await alert.getByText(/Sunucu şu an yanıt vermiyor|Bağlantı kurulamadı/).waitFor()
    expect(await page.getByText('Henüz kayıt yok.', { exact: false }).count()).toBe(0)
    proxy.restore()
    await alert.getByRole('button', { name: 'Yeniden dene' }).click()
    await page.getByText('Henüz kayıt yok.', { exact: false }).waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.getByText('Eşitlendi').waitFor()
    await context.close()
  } finally {
    proxy.restore()
    await second.close()
    await proxy.close()
  }
})
