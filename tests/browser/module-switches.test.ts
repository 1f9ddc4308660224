import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { emailOf, openSignedIn } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let business: TestBusiness

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer()
  business = await testBusiness(server)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

async function flip(to: 'Off' | 'On', input: object) {
  const { data } = await business.owner(
    `mutation ($input: SwitchModule${to}Input!) { switchModule${to}(input: $input) { userErrors { code } } }`,
    { input },
  )
  expect(data[`switchModule${to}`].userErrors).toEqual([])
}

it('leaves the open screens of everybody when an owner switches it off, and a link into it explains', async () => {
  const email = await emailOf(business.staff)
  const manager = await emailOf(business.manager)
  const large = await openSignedIn(browser, server, email, '/today', { viewport: desktop })
  const small = await openSignedIn(browser, server, manager, '/calendar', { viewport: phone })
  const rail = large.page.getByRole('navigation', { name: 'Ana menü' })
  const bar = small.page.locator('.bottom-bar')
  for (const { page } of [large, small])
    await page.getByText('Eşitlendi').first().waitFor({ state: 'attached' })
  await rail.getByRole('link', { name: 'Takvim' }).waitFor()
  await bar.getByRole('link', { name: 'Takvim' }).waitFor()
  await large.page.keyboard.press('Control+k')
  await large.page.getByRole('dialog').locator('input').fill('Yarım kalan')

  await flip('Off', { module: 'calendar', reason: 'Salon tadilatta', durationMinutes: 90 })

  await rail.getByRole('link', { name: 'Takvim' }).waitFor({ state: 'detached' })
  await bar.getByRole('link', { name: 'Takvim' }).waitFor({ state: 'detached' })
  // What somebody is typing elsewhere stays.
  expect(await large.page.getByRole('dialog').locator('input').inputValue()).toBe('Yarım kalan')
  // Whoever was looking at it is told in its place, and so is whoever follows a link.
  await small.page.getByRole('heading', { name: 'Takvim şu an kapalı' }).waitFor()
  await large.page.goto(`${server.url}/calendar`)
  const told = large.page.getByRole('region', { name: 'Takvim şu an kapalı' })
  await told.waitFor()
  const text = await told.innerText()
  for (const part of ['Salon tadilatta', 'owner', '14:20', '15:50', 'işletme sahibi'])
    expect(text).toContain(part)
  await small.page.locator('.bottom-add').click()
  await small.page.getByRole('dialog').getByText('müşteri', { exact: false }).first().waitFor()
  expect(await small.page.getByRole('dialog').getByText('randevu', { exact: false }).count()).toBe(0)
  await small.page.keyboard.press('Escape')

  await flip('On', { module: 'calendar' })
  await rail.getByRole('link', { name: 'Takvim' }).waitFor()
  await bar.getByRole('link', { name: 'Takvim' }).waitFor()
  await told.waitFor({ state: 'detached' })
  expect([...large.problems, ...small.problems]).toEqual([])
  await large.context.close()
  await small.context.close()
})

it('takes its part out of a page that shows more than it, in place of showing nothing', async () => {
  const created = await business.owner(
    'mutation { createCustomer(input: { kind: COMPANY, name: "Deneme Ltd" }) { customer { id } } }',
  )
  await flip('Off', { module: 'revenue', reason: 'Sayım var' })
  const { page, context, problems } = await openSignedIn(
    browser,
    server,
    await emailOf(business.owner),
    `/customers/${created.data.createCustomer.customer.id}`,
  )
  await page.getByText('Ziyaret', { exact: true }).first().waitFor()
  expect(await page.getByRole('alert').count()).toBe(0)
  expect(await page.getByText('Toplam ödeme').count()).toBe(0)
  expect(problems).toEqual([])
  await context.close()
})
