import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { emailOf, openSignedIn } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: TestBusiness
let owner: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server, 'hair-salon')
  owner = await emailOf(business.owner)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function fieldsOfCustomer(): Promise<{ name: string; label: { tr: string }; required: boolean }[]> {
  const { data } = await business.owner(
    '{ panel { records { type fields { name label { tr } required } } } }',
  )
  return data.panel.records.find(({ type }: { type: string }) => type === 'Customer').fields
}

/** Does what changes the sector, and waits until the panel has drawn itself anew for it. */
async function redrawn(card: Locator, change: () => Promise<void>): Promise<void> {
  await card.evaluate((element) => element.setAttribute('data-before', ''))
  await change()
  await card.and(card.page().locator('[data-before]')).waitFor({ state: 'detached' })
}

it('hides a field, renames and requires another one, and gives a field back to the sector', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings/sector')
  const card = page.getByRole('region', { name: 'Alanlarınız' })
  await card.getByRole('button', { name: 'Doğum tarihi alanını düzenle' }).click()
  await card.getByRole('checkbox', { name: 'Gizli' }).check()
  const save = () => card.getByRole('button', { name: 'Kaydet' }).click()
  await redrawn(card, save)
  const chip = card.locator('.chip', { hasText: 'Gizli' })
  await chip.waitFor()
  expect((await fieldsOfCustomer()).map(({ name }) => name)).not.toContain('birthday')

  await card.getByRole('button', { name: 'E-posta alanını düzenle' }).click()
  await card.getByLabel('Adı').fill('E-posta adresi')
  await card.getByRole('checkbox', { name: 'Zorunlu' }).check()
  await redrawn(card, save)
  await card.getByRole('button', { name: 'E-posta adresi alanını düzenle' }).waitFor()
  expect(await fieldsOfCustomer()).toContainEqual({
    name: 'email',
    label: { tr: 'E-posta adresi' },
    required: true,
  })

  await card.getByRole('button', { name: 'Doğum tarihi alanını düzenle' }).click()
  await redrawn(card, () => card.getByRole('button', { name: 'Sektördeki gibi' }).click())
  expect((await fieldsOfCustomer()).map(({ name }) => name)).toContain('birthday')
  expect(problems).toEqual([])
  await context.close()
})

it('puts the key figures of the first screen into an order of one’s own, on a phone', async () => {
  const { page, context, problems } = await openSignedIn(browser, server, owner, '/settings/sector', {
    viewport: phone,
  })
  const card = page.getByRole('region', { name: 'Gösterge kartları' })
  await redrawn(card, () => card.getByRole('button', { name: 'Doluluk yukarı' }).click())
  await redrawn(card, async () => {
    await card.getByLabel('Kart ekle').selectOption({ label: 'İptal oranı' })
  })
  await card.getByRole('button', { name: 'İptal oranı kartını kaldır' }).waitFor()
  const { data } = await business.owner('{ commandCenter { kpis { id } } }')
  const ids = data.commandCenter.kpis.map(({ id }: { id: string }) => id)
  expect(ids[0]).toBe('fill_rate_pct')
  expect(ids.at(-1)).toBe('cancellation_rate_pct')
  expect(problems).toEqual([])
  await context.close()
})
