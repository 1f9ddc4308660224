import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { make } from '../support/calendar.ts'
import { onDisk, pdf, picture, stored } from '../support/files.ts'
import { emailOf, openSignedIn, settledPage } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: TestBusiness
let owner: string
let customerId: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server)
  owner = await emailOf(business.owner)
  customerId = await make(business.owner, 'Customer', { givenName: 'Büşra', familyName: 'Aksoy' })
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const shots = process.env.LONCA_SHOTS

it('takes files on a customer, shows, renames and removes them, and takes the removal back', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, `/customers/${customerId}`)
  const block = page.getByRole('region', { name: 'Dosyalar' })
  const chooser = block.locator('input[type=file]')
  const photo = { name: 'önce.png', mimeType: 'image/png', buffer: await picture() }
  const paper = { name: 'sözleşme.pdf', mimeType: 'application/pdf', buffer: pdf }
  await chooser.setInputFiles([photo, paper])
  await block.getByRole('link', { name: 'önce.png dosyasını aç' }).waitFor()
  const opened = block.getByRole('link', { name: 'sözleşme.pdf dosyasını aç' })
  await opened.waitFor()
  await server.jobs.settle()
  await block.locator('.file-picture img').waitFor()
  const answer = await page.request.get(`${server.url}${await opened.getAttribute('href')}`)
  expect(await answer.body()).toEqual(pdf)

  await block.getByRole('button', { name: 'Adını ve türünü değiştir: sözleşme.pdf' }).click()
  await block.getByLabel('Dosya adı').fill('Aksoy sözleşmesi.pdf')
  await block.getByLabel('Tür', { exact: true }).selectOption('CONTRACT')
  await block.getByRole('button', { name: 'Kaydet' }).click()
  await block.getByText('Sözleşme ·', { exact: false }).waitFor()
  if (shots) {
    await settledPage(page)
    await page.screenshot({ path: `${shots}/customer-desktop.png`, fullPage: true })
  }

  await block.getByRole('button', { name: 'Dosyayı sil: Aksoy sözleşmesi.pdf' }).click()
  await block.getByRole('link', { name: 'Aksoy sözleşmesi.pdf dosyasını aç' }).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: /Geri al/ }).click()
  await block.getByRole('link', { name: 'Aksoy sözleşmesi.pdf dosyasını aç' }).waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('says why a file is refused, and lets go of it', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, `/customers/${customerId}`)
  const block = page.getByRole('region', { name: 'Dosyalar' })
  const before = onDisk(server)
  const disguised = { name: 'foto.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') }
  const program = { name: 'oyun.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') }
  await block.locator('input[type=file]').setInputFiles([disguised, program])
  await block.getByText('Dosyanın içeriği türüyle uyuşmuyor', { exact: false }).waitFor()
  await block.getByText('Bu türde dosyalar eklenemiyor', { exact: false }).waitFor()
  await block.getByRole('button', { name: 'Vazgeç: foto.png' }).click()
  await block.getByRole('button', { name: 'Vazgeç: oyun.exe' }).click()
  expect(await block.getByRole('alert').count()).toBe(0)
  expect(onDisk(server)).toEqual(before)
  await context.close()
})

it('keeps a file that could not be sent on a phone, and sends it when the connection is back', async () => {
  const options = { viewport: phone, dark: true }
  const { page, context } = await openSignedIn(browser, server, owner, `/customers/${customerId}`, options)
  await page.getByRole('tab', { name: 'Bilgiler' }).tap()
  const block = page.getByRole('region', { name: 'Dosyalar' })
  const camera = block.locator('input[capture]')
  await camera.waitFor({ state: 'attached' })
  await context.setOffline(true)
  await camera.setInputFiles({ name: 'sonra.png', mimeType: 'image/png', buffer: await picture(300, 400) })
  await block.getByText('Bağlantı yok', { exact: false }).waitFor()
  await page.getByRole('tab', { name: 'Zaman akışı' }).tap()
  await page.getByRole('tab', { name: 'Bilgiler' }).tap()
  await block.getByText('sonra.png').waitFor()
  if (shots) await page.screenshot({ path: `${shots}/customer-phone-offline.png` })
  await context.setOffline(false)
  await block.getByRole('link', { name: 'sonra.png dosyasını aç' }).waitFor()
  if (shots) await page.screenshot({ path: `${shots}/customer-phone.png` })
  await context.close()
})

it('lists every file in the settings, found by name and kind, with the room that is used', async () => {
  const other = await testBusiness(server)
  const id = await make(other.owner, 'Customer', { givenName: 'Çiğdem', familyName: 'Şahin' })
  const asPdf = { mediaType: 'application/pdf' }
  await stored(server, other.owner, id, await picture(), { name: 'önce.png', kind: 'PHOTO' })
  await stored(server, other.owner, id, pdf, { ...asPdf, name: 'sözleşme.pdf', kind: 'CONTRACT' })
  await stored(server, other.owner, id, pdf, { ...asPdf, name: 'fatura.pdf', kind: 'INVOICE' })
  await server.jobs.settle()
  const email = await emailOf(other.owner)
  const { page, context, problems } = await openSignedIn(browser, server, email, '/settings/files')
  const list = page.getByRole('region', { name: 'Bütün dosyalar' })
  await list.getByRole('listitem').nth(2).waitFor()
  await page.getByRole('progressbar', { name: 'Kullanılan alan' }).waitFor()
  await page.getByRole('button', { name: 'Sözleşme', exact: true }).click()
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1)
  await page.getByRole('button', { name: 'Hepsi' }).click()
  await page.getByLabel('Dosya adı ara').fill('ONCE')
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1)
  await list.getByRole('link', { name: 'Çiğdem Şahin' }).waitFor()
  await page.getByLabel('Dosya adı ara').fill('')
  await expect.poll(() => list.getByRole('listitem').count()).toBe(3)
  if (shots) {
    await page.screenshot({ path: `${shots}/settings-desktop.png` })
    await page.setViewportSize(phone)
    await page.screenshot({ path: `${shots}/settings-phone.png` })
  }
  expect(problems).toEqual([])
  await context.close()
})
