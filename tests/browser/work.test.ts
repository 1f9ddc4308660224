import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, phone } from '../support/browser.ts'
import { testBusiness } from '../support/business.ts'
import { make } from '../support/calendar.ts'
import { toldTo } from '../support/notifications.ts'
import { emailOf, openSignedIn, settledPage } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { givenTask, memberOf } from '../support/tasks.ts'

let browser: Browser
let server: TestServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('the bell', () => {
  it('counts up live in two browsers of one person, and what is read in one is read in the other', async () => {
    const business = await testBusiness(server)
    const email = await emailOf(business.staff)
    const [desk, pocket] = [
      await openSignedIn(browser, server, email),
      await openSignedIn(browser, server, email, '/', { viewport: phone }),
    ]
    await Promise.all([settledPage(desk.page), settledPage(pocket.page)])
    await givenTask(business.owner, { title: 'Vitrini düzenle', ownerId: memberOf(business, 'staff') })
    const unread = 'Bildirimler, 1 okunmamış'
    await desk.page.getByRole('button', { name: unread }).waitFor()
    await pocket.page.getByRole('button', { name: unread }).tap()
    await pocket.page.getByText('owner size bir görev verdi: Vitrini düzenle').tap()
    await pocket.page.waitForURL(/\/tasks\?task=/)
    await pocket.page.getByText('Vitrini düzenle').waitFor()
    await desk.page.getByRole('button', { name: 'Bildirimler', exact: true }).waitFor()
    expect((await toldTo(business.staff)).unread).toBe(0)
    expect([...desk.problems, ...pocket.problems]).toEqual([])
    await desk.context.close()
    await pocket.context.close()
  })
})

describe('tasks', () => {
  it('are written, chosen, done and taken back without a mouse', async () => {
    const business = await testBusiness(server)
    const { page, context, problems } = await openSignedIn(
      browser,
      server,
      await emailOf(business.owner),
      '/tasks',
    )
    const field = page.getByRole('textbox', { name: 'Yeni görev yazın' })
    for (const title of ['Havluları say', 'Kasayı kapat']) {
      await field.focus()
      await page.keyboard.type(title)
      await page.keyboard.press('Enter')
      await page.locator('.task-row', { hasText: title }).waitFor()
    }
    await field.blur()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    const chosen = page.locator('.task-row.is-chosen')
    const title = (await chosen.locator('b').textContent()) ?? ''
    await page.keyboard.press('e')
    await page.locator('.task-row', { hasText: title }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /Geri al/ }).press('Enter')
    await page.locator('.task-row', { hasText: title }).waitFor()
    const { data } = await business.owner('{ tasks(filter: { state: { eq: OPEN } }) { totalCount } }')
    expect(data.tasks.totalCount).toBe(2)
    expect(problems).toEqual([])
    await context.close()
  })

  it('and reminders stand on the page of their customer, where new ones are made', async () => {
    const business = await testBusiness(server)
    const customerId = await make(business.owner, 'Customer', { kind: 'COMPANY', name: 'Ayşe Demir' })
    const { page, context, problems } = await openSignedIn(
      browser,
      server,
      await emailOf(business.owner),
      `/customers/${customerId}`,
    )
    const work = page.getByRole('region', { name: 'Görev ve hatırlatmalar' })
    await work.getByRole('button', { name: 'Hatırlatma' }).click()
    await page.getByLabel('Not', { exact: true }).last().fill('Fiyatı sorulacak')
    await page.getByRole('dialog').getByRole('button', { name: 'Kaydet' }).click()
    await work.getByText('Arama: Fiyatı sorulacak').waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})

describe('the palette', () => {
  it('finds a customer by folded name and by the last four digits, and a plate with other spaces, by keyboard alone', async () => {
    const garage = await testBusiness(server, 'auto-service')
    const ownerId = await make(garage.owner, 'Customer', {
      kind: 'COMPANY',
      name: 'Çağrı Şimşek',
      phone: '+905321112233',
    })
    await make(garage.owner, 'Vehicle', { ownerId, plate: '34 ABC 123', model: 'Fiat Egea' })
    const { page, context, problems } = await openSignedIn(browser, server, await emailOf(garage.owner))
    await settledPage(page)
    for (const [typed, line] of [
      ['2233', 'Çağrı Şimşek'],
      ['34abc123', '34 ABC 123'],
      ['CAGRI simsek', 'Çağrı Şimşek'],
    ] as const) {
      await page.keyboard.press('Control+k')
      await page.getByRole('searchbox').waitFor()
      await page.keyboard.type(typed)
      await page.locator('.list-row.is-chosen', { hasText: line }).waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(`**/customers/${ownerId}`)
      await page.locator('dialog[open]').waitFor({ state: 'detached' })
    }
    await page.keyboard.press('Control+k')
    await page.getByRole('region', { name: 'Son açılanlar' }).getByText('34 ABC 123').waitFor()
    await page.keyboard.type('yokböylebirşey')
    await page.getByText('“yokböylebirşey” için bir şey bulunamadı.').waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})
