import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { emailOf, openSignedIn, settledPage } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: TestBusiness
let owner: string
let staff: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server, 'hair-salon')
  owner = await emailOf(business.owner)
  staff = await emailOf(business.staff)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

it('takes a module away from a role: the other browser loses the place while it is open', async () => {
  const theirs = await openSignedIn(browser, server, staff)
  const rail = theirs.page.getByRole('navigation', { name: 'Ana menü' })
  await rail.getByRole('link', { name: 'Takvim' }).waitFor()

  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings/roles')
  for (let turns = 0; turns < 4; turns += 1) {
    const cell = page.getByRole('button', { name: /^Takvim, Personel Görür/ })
    if ((await cell.getAttribute('aria-label'))?.endsWith('Hiçbiri')) break
    await cell.click()
  }
  await page.getByRole('status').filter({ hasText: 'Kaydedilmemiş 2 değişiklik' }).waitFor()
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await page.getByText('Yetkiler kaydedildi').waitFor()

  await rail.getByRole('link', { name: 'Takvim' }).waitFor({ state: 'detached' })
  const answer = await business.staff('{ appointments { nodes { id } } }')
  expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  expect(problems).toEqual([])
  await context.close()
  await theirs.context.close()
})

it('adds a role of the business and gives it to somebody', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/settings/roles')
  await page.getByRole('button', { name: 'Rol ekle' }).first().click()
  await page.getByLabel('Rolün adı').fill('Resepsiyon')
  await page.getByRole('dialog').getByRole('button', { name: 'Rol ekle' }).click()
  await page.getByRole('columnheader', { name: /Resepsiyon/ }).waitFor()
  await page.goto(`${server.url}/settings/users`)
  await page.getByRole('button', { name: /^staff/ }).click()
  await page.getByLabel('Rol', { exact: true }).selectOption({ label: 'Resepsiyon' })
  await page.getByText('Rol değişti').waitFor()
  const { data } = await business.owner('{ memberships { nodes { name ownRole { name } } } }')
  expect(data.memberships.nodes).toContainEqual({ name: 'staff', ownRole: { name: 'Resepsiyon' } })
  await context.close()
})

it('shows an API key once, and asks for its name before it is revoked', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/settings/keys')
  await page.getByRole('button', { name: 'Anahtar oluştur' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('Ne için').fill('Web sitesi')
  await sheet.getByRole('checkbox', { name: 'Takvim: Görür' }).check()
  await sheet.getByRole('button', { name: 'Anahtar oluştur' }).click()
  const secret = await sheet.locator('code.secret').innerText()
  await sheet.getByRole('button', { name: 'Kopyaladım' }).click()

  const called = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query: '{ appointments { totalCount } }' }),
  })
  expect(await called.json()).toMatchObject({ data: { appointments: { totalCount: 0 } } })

  await page.getByRole('button', { name: /^Web sitesi/ }).click()
  await page.getByRole('button', { name: 'İptal et' }).click()
  const revoke = page.getByRole('button', { name: 'İptal et' })
  expect(await revoke.isDisabled()).toBe(true)
  await page.getByLabel('Anahtarın adı').fill('Web sitesi')
  await revoke.click()
  await page.getByText('İptal edildi').waitFor()
  expect(await page.content()).not.toContain(secret)
  await context.close()
})

it('invites on a phone, and takes the invitation back', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings', {
    viewport: phone,
  })
  await page.getByRole('link', { name: 'Kullanıcılar' }).click()
  await page.getByRole('button', { name: 'Kullanıcı davet et' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByLabel('E-posta').fill('yeni@business.test')
  await sheet.getByRole('button', { name: 'Davet gönder' }).click()
  // No mail server is set up here: the link is shown to whoever invites.
  expect(await sheet.locator('code.secret').innerText()).toContain('/join')
  await sheet.getByRole('button', { name: 'Kapat' }).last().click()
  await page.getByText('yeni@business.test').waitFor()
  await settledPage(page)
  await page.getByRole('button', { name: 'Daveti geri al' }).click()
  await page.getByText('yeni@business.test').waitFor({ state: 'detached' })
  expect(problems).toEqual([])
  await context.close()
})

it('offers staff only the settings of their own, and a deep link says so', async () => {
  const { page, context } = await openSignedIn(browser, server, staff)
  await page.getByRole('link', { name: 'Ayarlar' }).click()
  await page.getByRole('region', { name: 'Bildirimler' }).first().waitFor()
  expect(await page.getByRole('navigation', { name: 'Ayar bölümleri' }).count()).toBe(0)
  await page.goto(`${server.url}/settings/roles`)
  await page.getByText('Bu ayar bölümü yok ya da rolünüz için kapalı.').waitFor()
  await context.close()
})
