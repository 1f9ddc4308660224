import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoExportPath } from '../../gateway/demo/presets.ts'
import { launchBrowser, phone } from '../support/browser.ts'
import { type ImportingBusiness, importingBusiness } from '../support/imports.ts'
import { emailOf, openSignedIn } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: ImportingBusiness
let owner: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await importingBusiness(server, 'dental')
  owner = await emailOf(business.owner)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** An export of the demo, and a line at its end that says nothing of who it is about. */
const file = Buffer.concat([
  readFileSync(demoExportPath('dental-customers.csv')),
  Buffer.from('\n9999;;;;;;;;\n'),
])

const customers = async () => (await business.owner('{ customers { totalCount } }')).data.customers.totalCount

it('brings an export in: understood, looked at, run with progress, told line by line, taken back', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'hastalar.csv', mimeType: 'text/csv', buffer: file })
  await page.getByRole('region', { name: 'Dosya böyle anlaşıldı' }).waitFor()
  expect(await page.getByLabel('İçerik').inputValue()).toBe('customers')
  expect(await page.getByLabel('Karakter kodu').inputValue()).toBe('UTF_8')
  expect(await page.getByLabel('Ayırıcı').inputValue()).toBe('SEMICOLON')
  expect(await page.getByLabel('Cep Telefonu sütununun alanı').inputValue()).toBe('phone')
  expect(await page.getByLabel('Soyad sütununun alanı').inputValue()).toBe('familyName')
  const rows = page.getByRole('region', { name: 'İlk satırlar' }).getByRole('row')
  expect(await rows.count()).toBeGreaterThan(5)
  await page.getByRole('cell', { name: 'Bozkurt', exact: true }).first().waitFor()
  expect(await customers(), 'nothing is written before the start').toBe(0)

  await page.getByRole('button', { name: '677 satırı aktar' }).click()
  const progress = page.getByRole('progressbar', { name: 'İlerleme' })
  await progress.waitFor()
  await page.getByText('677 / 677').waitFor()
  await page.getByText('Tamamlandı', { exact: false }).first().waitFor()
  expect(await progress.getAttribute('aria-valuenow')).toBe('677')

  const results = page.getByRole('region', { name: 'Satır sonuçları' })
  await page.getByRole('button', { name: /Reddedildi/ }).click()
  await results.locator('.list-row').first().waitFor()
  await expect.poll(() => results.getByText('Oluşturuldu').count()).toBe(0)
  const reasons = await results.locator('.list-row .row-text').allInnerTexts()
  expect(reasons.join('\n')).toContain('9999')
  for (const reason of reasons) expect(reason.split('\n').length, reason).toBeGreaterThan(1)

  const made = await customers()
  expect(made).toBeGreaterThan(500)
  await page.getByRole('button', { name: 'Aktarmayı geri al' }).click()
  await page.getByRole('button', { name: 'Evet, geri al' }).click()
  await page.getByText('kayıt geri alındı', { exact: false }).waitFor()
  expect(await customers()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})

it('asks again when the encoding or a column is corrected, on a phone', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/import', { viewport: phone })
  // What spreadsheets of Turkish Windows write: "Çiğdem" and "Şule" in Windows-1254.
  const turkish: Record<string, number> = { Ç: 0xc7, ğ: 0xf0, Ş: 0xde, ş: 0xfe, İ: 0xdd, ı: 0xfd }
  const text = 'Ad;Soyad;Telefon\r\nÇiğdem;Şahin;0532 111 22 33\r\nŞule;Işık;0533 111 22 33\r\n'
  const buffer = Buffer.from([...text].map((letter) => turkish[letter] ?? letter.charCodeAt(0)))
  await page.locator('input[type=file]').setInputFiles({ name: 'eski.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('cell', { name: 'Çiğdem' }).waitFor()
  expect(await page.getByLabel('Karakter kodu').inputValue()).toBe('WINDOWS_1254')
  await page.getByLabel('Karakter kodu').selectOption('UTF_8')
  await page.getByText('çözülemeyen karakterler', { exact: false }).first().waitFor()
  await page.getByText('2 satır reddedilir').waitFor()
  await page.getByLabel('Karakter kodu').selectOption('WINDOWS_1254')
  await page.getByRole('cell', { name: 'Çiğdem' }).waitFor()

  await page.getByLabel('Ad sütununun alanı', { exact: true }).selectOption('')
  await page.getByLabel('Soyad sütununun alanı').selectOption('')
  await page.getByText('Şu alanlar için sütun seçin', { exact: false }).waitFor()
  expect(await page.getByRole('button', { name: /satırı aktar$/ }).isDisabled()).toBe(true)
  await page.getByLabel('Ad sütununun alanı', { exact: true }).selectOption('givenName')
  await page.getByLabel('Soyad sütununun alanı').selectOption('familyName')
  await page.getByRole('button', { name: '2 satırı aktar' }).tap()
  await page.getByText('2 / 2').waitFor()
  await page.getByText('Çiğdem · Şahin', { exact: false }).waitFor()
  await context.close()
})

it('refuses a file that is no table with a sentence', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/import')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'bos.csv', mimeType: 'text/csv', buffer: Buffer.from('') })
  await page.getByRole('alert').waitFor()
  expect((await page.getByRole('alert').innerText()).length).toBeGreaterThan(10)
  expect(await page.getByRole('button', { name: /satırı aktar$/ }).count()).toBe(0)
  await context.close()
})

it('lists the runs of the business, each opening its report', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/import')
  await page.getByRole('button', { name: /hastalar\.csv/ }).click()
  await page.getByText('Geri alındı', { exact: false }).first().waitFor()
  await page.waitForURL(/\/import\/imp_/)
  await context.close()
})
