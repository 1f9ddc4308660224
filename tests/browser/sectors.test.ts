import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { signedIn } from '../support/graphql-client.ts'
import { demoPassword, demoTimeout, openSignedIn, settledPage, startDemoServer } from '../support/panel.ts'
import type { TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startDemoServer()
}, demoTimeout)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const sectors = {
  salon: {
    today: 'Bugün',
    places: ['Bugün', 'Takvim', 'Müşteriler', 'Görevler', 'Geri çağır', 'Renk formülleri', 'İçe aktar'],
    widgets: ['Yenilemesi gelenler', 'Sıradaki randevular'],
    figures: ['Bugünkü ciro', 'Doluluk', 'Gelmeme oranı', 'Yenilemesi gelen'],
    record: 'Renk formülleri',
    query: '{ customerVisits(first: 1) { nodes { customer { id } } } }',
    shows: /\d+ g/,
  },
  dental: {
    today: 'Bugün',
    places: ['Bugün', 'Takvim', 'Hastalar', 'Görevler', 'Tedaviler', 'İçe aktar'],
    widgets: ['Odalar, şimdi', 'Tedavi sürekliliği', 'Sıradaki hastalar'],
    figures: ['Bekleyen tedavi', 'Plan kabul oranı', 'Yarım kalan'],
    record: 'Diş şeması',
    query: '{ patientEpisodes(first: 1, filter: { plan: { eq: ACCEPTED } }) { nodes { customer { id } } } }',
    shows: /Tedavi planı/,
  },
  garage: {
    today: 'Atölye',
    places: ['Atölye', 'Takvim', 'Araçlar', 'İş emirleri', 'Araç sahipleri', 'Görevler', 'İçe aktar'],
    widgets: ['Liftlerde', 'İçerideki araçlar'],
    figures: ['İçerideki araç', 'Onay bekleyen', 'Doluluk'],
    record: 'Araçlar',
    query: '{ vehicleJobCards(first: 1, filter: { step: { eq: APPROVAL } }) { nodes { customer { id } } } }',
    shows: /İş emri \d+/,
  },
} as const

async function oneRow(page: Page) {
  const boxes = await page
    .locator('.kpi')
    .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top))
  expect(boxes.length).toBeGreaterThanOrEqual(3)
  expect(new Set(boxes).size, `tops of the cards: ${boxes.join(', ')}`).toBe(1)
}

describe.each(Object.entries(sectors))('the %s', (key, sector) => {
  it('has its own places, widgets and key figures, the figures in one row on a desktop', async () => {
    const { page, context, problems } = await openSignedIn(browser, server, `owner@${key}.demo`, '/', {
      viewport: desktop,
    })
    await page.getByRole('heading', { level: 1, name: sector.today, exact: true }).waitFor()
    await settledPage(page)
    const places = await page.getByRole('navigation', { name: 'Ana menü' }).getByRole('link').allInnerTexts()
    expect(places.map((place) => place.trim())).toEqual(sector.places)
    const heads = await page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()
    for (const widget of sector.widgets) expect(heads.join('\n')).toContain(widget)
    const foreign = Object.entries(sectors)
      .filter(([other]) => other !== key)
      .flatMap(([, other]) => other.widgets)
      .filter((widget) => !(sector.widgets as readonly string[]).includes(widget))
    for (const widget of foreign) expect(heads).not.toContain(widget)
    const figures = (await page.locator('.kpi-label').allInnerTexts()).join('\n')
    for (const figure of sector.figures) expect(figures).toContain(figure)
    await oneRow(page)
    expect(problems).toEqual([])
    await context.close()
  })

  it('keeps the figures in one row on a phone, and each opens how it is computed', async () => {
    const { page, context } = await openSignedIn(browser, server, `owner@${key}.demo`, '/', {
      viewport: phone,
    })
    await page.locator('.kpi').first().waitFor()
    await oneRow(page)
    const cards = page.locator('.kpi')
    for (let index = 0; index < (await cards.count()); index += 1) {
      await cards.nth(index).tap()
      const sheet = page.getByRole('dialog')
      await sheet.getByText('Nasıl hesaplandı').waitFor()
      await sheet.getByText('Formül', { exact: true }).waitFor()
      expect((await sheet.locator('code').innerText()).length).toBeGreaterThan(10)
      await sheet.getByRole('button', { name: 'Kapat' }).tap()
      await sheet.waitFor({ state: 'detached' })
    }
    await context.close()
  })

  it('lists its people in Turkish order, finds them without Turkish letters, and opens its own record', async () => {
    const email = `owner@${key}.demo`
    const { page, context, problems } = await openSignedIn(browser, server, email, '/customers')
    const rows = page.locator('.customer-row .row-text b')
    await rows.first().waitFor()
    // Rows below the window are there before they are drawn.
    const names = (await rows.allInnerTexts()).filter((name) => name !== '')
    expect(names.length).toBeGreaterThan(8)
    expect(names).toEqual([...names].sort(new Intl.Collator('tr').compare))

    await page.getByRole('searchbox').fill('cigdem')
    await expect
      .poll(async () => (await rows.allInnerTexts()).every((name) => name.includes('Çiğdem')))
      .toBe(true)
    expect(await rows.count()).toBeGreaterThan(0)
    await page.getByRole('searchbox').fill('ÇİĞDEM')
    await expect
      .poll(async () => (await rows.allInnerTexts()).every((name) => name.includes('Çiğdem')))
      .toBe(true)

    const send = await signedIn(server.url, email, demoPassword)
    const [list] = Object.values((await send(sector.query)).data ?? {}) as {
      nodes: { customer: { id: string } }[]
    }[]
    await page.goto(`${server.url}/customers/${list?.nodes[0]?.customer.id}`)
    await page.getByRole('heading', { level: 2, name: sector.record }).first().waitFor()
    await page.getByRole('main').getByText(sector.shows).first().waitFor()
    expect(problems).toEqual([])
    await context.close()
  })
})
