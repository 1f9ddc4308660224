import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { emailOf, openSignedIn, settledPage } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let server: TestServer
let business: TestBusiness
let owner: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server)
  owner = await emailOf(business.owner)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  return page.evaluate(() =>
    (
      globalThis as unknown as {
        axe: {
          run(): Promise<{ violations: { id: string; impact: string; nodes: { target: string[] }[] }[] }>
        }
      }
    ).axe
      .run()
      .then(({ violations }) =>
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
      ),
  )
}

it('is walked with the arrows, saves what a business is, and says beside the field what is wrong', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/')
  await page.getByRole('link', { name: 'Ayarlar' }).click()
  const tabs = page.getByRole('navigation', { name: 'Ayar bölümleri' })
  await tabs.getByRole('link', { name: 'İşletme', exact: true }).focus()
  await page.keyboard.press('ArrowRight')
  await page.waitForURL(/\/settings\/hours$/)
  await page.keyboard.press('Home')
  await page.waitForURL(/\/settings\/business$/)

  await page.getByLabel('Vergi numarası').fill('1234567891')
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await page.getByRole('alert').filter({ hasText: 'Geçerli değil' }).waitFor()
  await page.getByLabel('Vergi numarası').fill('1234567890')
  await page.getByLabel('Vergi dairesi').fill('Kadıköy')
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await page.getByText('Kaydedildi').waitFor()
  const { data } = await business.owner('{ businessProfiles { nodes { taxOffice } } }')
  expect(data.businessProfiles.nodes).toEqual([{ taxOffice: 'Kadıköy' }])
  expect(problems).toEqual([])
  await context.close()
})

it('closes the business on a holiday with one tap on a phone, and opens it again', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings', {
    viewport: phone,
  })
  await page.getByRole('link', { name: 'Saatler' }).tap()
  await page.getByRole('button', { name: '2027' }).tap()
  await page.getByRole('button', { name: 'Cumhuriyet Bayramı: kapat' }).tap()
  await page.getByRole('button', { name: 'Cumhuriyet Bayramı: yeniden aç' }).waitFor()
  const closed = '{ closedDays { nodes { day } } }'
  expect((await business.owner(closed)).data.closedDays.nodes).toEqual([{ day: '2027-10-29' }])
  await page.getByRole('button', { name: 'Cumhuriyet Bayramı: yeniden aç' }).tap()
  await page.getByRole('button', { name: 'Cumhuriyet Bayramı: kapat' }).waitFor()
  await page.getByRole('button', { name: 'Geri' }).tap()
  await page.getByRole('link', { name: 'Denetim kaydı' }).waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('takes a password in, and shows afterwards only how it ends', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/settings/providers')
  await page.getByLabel('Sunucu *').fill('127.0.0.1')
  await page.getByLabel('Port *').fill('1')
  await page.getByLabel('Gönderen adresi *').fill('salon@nar.test')
  await page.getByLabel('Parola').fill('kırmızı-bisiklet-4711')
  await page.getByRole('button', { name: 'Kaydet' }).click()
  await page.getByText('…4711').waitFor()
  expect(await page.getByLabel('Parola').inputValue()).toBe('')
  await page.getByRole('button', { name: 'Dene' }).click()
  await page.getByRole('alert').filter({ hasText: 'numaralı port üzerinden' }).waitFor()
  await context.close()
})

it('shows what happened as it happens, narrows it, and opens a line with all it says', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings/audit')
  const table = page.getByRole('table')
  await table.waitFor()
  await business.manager('mutation { createBranch(input: { name: "Moda" }) { branch { id } } }')
  await table
    .getByRole('row')
    .filter({ hasText: 'Şube oluşturuldu' })
    .filter({ hasText: 'Şube: Moda' })
    .waitFor()
  await page.getByLabel('Bölüm', { exact: true }).selectOption({ label: 'Ayarlar' })
  await expect.poll(() => table.getByText('Şube oluşturuldu').count()).toBe(0)
  await page.getByLabel('Bölüm', { exact: true }).selectOption('')
  await page.getByRole('button', { name: 'Şube oluşturuldu' }).click()
  const drawer = page.locator('.drawer')
  await drawer.getByText('branch.created').waitFor()
  await drawer.getByRole('button', { name: 'Kapat' }).click()
  await drawer.waitFor({ state: 'detached' })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV indir' }).click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toContain('branch.created')
  await table.getByText('Denetim kaydı dışa aktarıldı').waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('has no barrier on any tab, in both sizes and themes', async () => {
  for (const [viewport, dark] of [
    [desktop, true],
    [phone, false],
  ] as const) {
    const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings', {
      viewport,
      dark,
    })
    for (const path of ['', '/business', '/hours', '/taxes', '/language', '/providers', '/audit']) {
      await page.goto(`${server.url}/settings${path}`)
      await page.locator('.shell h1').waitFor()
      await settledPage(page)
      expect(await barriers(page), `${path} ${viewport.width}`).toEqual([])
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(overflow, `${path} ${viewport.width} scrolls sideways`).toBeLessThanOrEqual(0)
    }
    expect(problems).toEqual([])
    await context.close()
  }
}, 120_000)

it('can be installed, keeps its shell, and says what is missing without a connection', async () => {
  const { page, context } = await openSignedIn(browser, server, owner, '/')
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // Every context of the test is a private one, where nothing is ever installed.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  const manifest = await session.send('Page.getAppManifest')
  expect(manifest.errors).toEqual([])

  await page.reload()
  await page.locator('.shell h1').waitFor()
  await expect
    .poll(() =>
      page.evaluate("caches.open('lonca-assets').then((cache) => cache.keys()).then((keys) => keys.length)"),
    )
    .toBeGreaterThan(3)
  const kept = (await page.evaluate(
    'caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys())))).then((all) => all.flat().map((request) => new URL(request.url).pathname))',
  )) as string[]
  expect(kept.filter((path) => /^\/(graphql|uploads|files|audit)\b/.test(path))).toEqual([])
  await context.setOffline(true)
  await page.goto(`${server.url}/calendar`)
  await page.getByRole('heading', { name: 'Bağlantı yok' }).waitFor()
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Yeniden dene' }).click()
  await page.locator('.shell h1').waitFor()
  await context.close()
})
