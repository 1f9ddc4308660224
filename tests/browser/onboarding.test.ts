import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { testBusiness } from '../support/business.ts'
import { type Send, signedIn, testPassword } from '../support/graphql-client.ts'
import { newBusiness } from '../support/new-business.ts'
import { emailOf, openPanel, openSignedIn, settledPage, tabTo } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

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

async function signIn(page: Page, email: string) {
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(testPassword)
  await page.locator('button[type=submit]').click()
}

async function picture(page: Page, name: string) {
  const folder = process.env.LONCA_PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

/** Answers everything as an owner would who changes nothing. */
async function setUp(owner: Send) {
  const { data } = await owner(
    '{ onboarding { sectors { key resourceTypes { key usual } services { key priceMinor } } } }',
  )
  const [sector] = data.onboarding.sectors
  const input = {
    step: 4,
    sector: sector.key,
    name: 'Salon Sevgi',
    phone: '0532 123 45 67',
    hours: 'EVERY_DAY',
    resources: sector.resourceTypes.map((type: { key: string; usual: number }) => ({
      type: type.key,
      count: type.usual,
    })),
    services: sector.services.map((service: object) => ({ ...service, offered: true })),
  }
  await owner(
    'mutation ($input: SaveOnboardingStepInput!) { saveOnboardingStep(input: $input) { userErrors { code } } }',
    { input },
  )
  await owner('mutation { completeOnboarding { userErrors { code } } }')
}

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

describe('setting up a business', () => {
  it('takes an account and six answers on a phone, and the next thing is an appointment on the calendar', async () => {
    const email = 'sevgi@yeni-salon.test'
    const { page, context, problems } = await openPanel(browser, server, '/signup', { viewport: phone })
    await page.getByLabel('Adınız').fill('Sevgi Yılmaz')
    await page.getByLabel('E-posta').fill(email)
    await page.getByLabel('Parola', { exact: true }).fill(testPassword)
    await page.getByRole('button', { name: 'Hesap aç' }).tap()
    await title(page, 'İşiniz hangisine benziyor?').waitFor()
    await page.locator('.setup-preview').waitFor()
    await picture(page, 'phone-1')
    // 1: the sector; the preview follows.
    await page.getByRole('radio', { name: /Diş/ }).tap()
    await page.locator('[data-sector=dental]').waitFor()
    await page.getByRole('radio', { name: /Kuaför/ }).tap()
    await page.locator('[data-sector=hair-salon]').waitFor()
    await page.getByRole('button', { name: 'Devam: işletme adı' }).tap()
    // 2 and 3: name and telephone.
    await page.getByLabel('İşletme adı').fill('Salon Sevgi')
    await page.getByLabel('İşletme telefonu').fill('123')
    await page.getByRole('button', { name: 'Devam: saatler' }).tap()
    await page.getByText('Türkiye’de geçerli bir telefon yazın').waitFor()
    await page.getByLabel('İşletme telefonu').fill('0532 123 45 67')
    await page.getByRole('button', { name: 'Devam: saatler' }).tap()
    // 4 and 5: hours and resources, both already the usual ones.
    await title(page, 'Ne zaman açıksınız').waitFor()
    await page.getByRole('button', { name: 'Koltuk: bir artır' }).tap()
    await picture(page, 'phone-3')
    await page.getByRole('button', { name: 'Devam: hizmetler' }).tap()
    // 6: services and prices.
    await page.getByLabel('Saç kesimi fiyatı').fill('700')
    await page.getByRole('checkbox', { name: /Alerji testi/ }).uncheck()
    await picture(page, 'phone-4')
    await page.getByRole('button', { name: 'Paneli aç' }).tap()
    await page.locator('.shell h1').waitFor()

    const send = await signedIn(server.url, email)
    const { data } = await send(
      '{ services(first: 50) { nodes { name priceMinor } } resources { totalCount } }',
    )
    expect(data.resources.totalCount).toBe(5)
    expect(data.services.nodes).toContainEqual({ name: 'Saç kesimi', priceMinor: '70000' })
    expect(data.services.nodes.map(({ name }: { name: string }) => name)).not.toContain('Alerji testi')

    const created = await send(
      'mutation { createCustomer(input: { name: "İlk Müşteri", phone: "0533 111 22 33" }) { userErrors { code } } }',
    )
    expect(created.data.createCustomer.userErrors).toEqual([])
    // The first line of the first days opens the booking.
    await page.locator('.first-day', { hasText: 'İlk randevuyu verin' }).tap()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('searchbox').fill('ilk')
    await sheet.getByRole('button', { name: /İlk Müşteri/ }).tap()
    await sheet.getByRole('button', { name: /Saç kesimi/ }).tap()
    await sheet
      .getByRole('button', { name: /^\d\d:\d\d$/ })
      .last()
      .tap()
    await sheet.getByRole('button', { name: /için randevu ver$/ }).tap()
    await expect
      .poll(async () => (await send('{ appointments { totalCount } }')).data.appointments.totalCount)
      .toBe(1)
    await page.locator('.first-day', { hasText: 'İlk randevuyu verin' }).waitFor({ state: 'detached' })
    expect(problems).toEqual([])
    await context.close()
  }, 90_000)

  it('is done with the keyboard alone, goes back without losing anything, and has no finding of axe', async () => {
    const { email } = await newBusiness(server)
    const { page, context, problems } = await openPanel(browser, server, '/', { viewport: desktop })
    await signIn(page, email)
    await title(page, 'İşiniz hangisine benziyor?').waitFor()
    await page.locator('.setup-preview').waitFor()
    await picture(page, 'desktop-1')
    await tabTo(page, page.getByRole('radio').first())
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.locator('[data-sector=auto-service]').waitFor()
    await page.keyboard.press('Enter')
    await title(page, 'İşletmenizin adı ne?').waitFor()
    await tabTo(page, page.getByLabel('İşletme adı'))
    await page.keyboard.type('Usta Garaj')
    await page.keyboard.press('Tab')
    await page.keyboard.type('05')
    await tabTo(page, page.getByRole('button', { name: 'Geri' }))
    await page.keyboard.press('Enter')
    await title(page, 'İşiniz hangisine benziyor?').waitFor()
    expect(await page.getByRole('radio', { name: /Oto servis/ }).isChecked()).toBe(true)
    await tabTo(page, page.getByRole('button', { name: 'Devam: işletme adı' }))
    await page.keyboard.press('Enter')
    await title(page, 'İşletmenizin adı ne?').waitFor()
    expect(await page.getByLabel('İşletme adı').inputValue()).toBe('Usta Garaj')
    expect(await page.getByLabel('İşletme telefonu').inputValue()).toBe('05')
    await tabTo(page, page.getByLabel('İşletme telefonu'))
    await page.keyboard.press('End')
    await page.keyboard.type('32 123 45 67')
    await page.keyboard.press('Enter')
    await title(page, 'Ne zaman açıksınız').waitFor()
    await picture(page, 'desktop-3')
    await tabTo(page, page.getByRole('button', { name: 'Devam: hizmetler' }))
    await page.keyboard.press('Enter')
    await title(page, 'Hizmetler ve fiyatlar').waitFor()
    await picture(page, 'desktop-4')
    await page.evaluate(axeSource)
    const found = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string }[] }[]
    }
    expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await tabTo(page, page.getByRole('button', { name: 'Paneli aç' }))
    await page.keyboard.press('Enter')
    await page.locator('.shell h1').waitFor()
    expect(await page.getByRole('navigation', { name: 'Ana menü' }).innerText()).toContain('Araçlar')
    expect(problems).toEqual([])
    await context.close()
  })

  it('ends on a first screen that says what to do next, and lets go of it', async () => {
    const { email, owner } = await newBusiness(server)
    await setUp(owner)
    const { page, context, problems } = await openPanel(browser, server, '/', { viewport: phone })
    await signIn(page, email)
    const card = page.getByRole('region', { name: /İlk günler/ })
    await card.waitFor()
    await settledPage(page)
    await picture(page, 'first-days-phone')
    expect(await barriers(page)).toEqual([])
    expect(await card.getByRole('link', { name: /içe aktarın/ }).getAttribute('href')).toBe('/import')
    await card.locator('.first-day', { hasText: 'Örnek verilerle' }).tap()
    await card.getByRole('button', { name: /Örnek verileri kaldırın/ }).waitFor()
    await page.locator('.toast', { hasText: 'Örnek veriler eklendi' }).waitFor()
    await settledPage(page)
    await picture(page, 'first-days-phone-sample')

    const wide = await openPanel(browser, server, '/', { viewport: desktop, dark: true })
    await signIn(wide.page, email)
    const wideCard = wide.page.getByRole('region', { name: /İlk günler/ })
    await wideCard.waitFor()
    await settledPage(wide.page)
    await picture(wide.page, 'first-days-desktop-dark')
    expect(await barriers(wide.page)).toEqual([])

    await card.getByRole('button', { name: /Örnek verileri kaldırın/ }).tap()
    await card.getByRole('button', { name: /Örnek verileri kaldırın/ }).waitFor({ state: 'detached' })
    // The other browser follows by itself.
    await wideCard.getByRole('button', { name: /Örnek verileri kaldırın/ }).waitFor({ state: 'detached' })
    for (const line of ['İlk randevuyu verin', 'Ekibinizi davet edin', 'Listenizi içe aktarın'])
      await card.getByRole('button', { name: `${line}: listeden kaldır` }).tap()
    await card.waitFor({ state: 'detached' })
    await page.reload()
    await page.locator('.shell h1').waitFor()
    await settledPage(page)
    expect(await card.count()).toBe(0)
    expect([...problems, ...wide.problems]).toEqual([])
    await wide.context.close()
    await context.close()
  }, 90_000)

  it('is interrupted and goes on in another browser, in another language', async () => {
    const { email } = await newBusiness(server)
    const first = await openPanel(browser, server, '/', { viewport: desktop })
    await signIn(first.page, email)
    await first.page.getByRole('radio', { name: /Diş/ }).click()
    await first.page.getByRole('button', { name: 'Devam: işletme adı' }).click()
    await first.page.getByLabel('İşletme adı').fill('Gülüş Kliniği')
    await first.page.getByLabel('İşletme telefonu').fill('0212 345 67 89')
    await first.page.getByRole('button', { name: 'Devam: saatler' }).click()
    await title(first.page, 'Ne zaman açıksınız').waitFor()
    await first.context.close()

    const second = await openPanel(browser, server, '/', { viewport: desktop, dark: true })
    await signIn(second.page, email)
    await title(second.page, 'Ne zaman açıksınız').waitFor()
    await second.page.getByRole('button', { name: 'English' }).click()
    await title(second.page, 'When are you open').waitFor()
    await picture(second.page, 'desktop-3-dark-en')
    await second.page.getByText('Computer', { exact: true }).click()
    await second.page.locator('.setup-preview.is-desktop[data-sector=dental]').waitFor()
    await picture(second.page, 'desktop-3-dark-computer')
    await second.page.getByRole('button', { name: 'Back' }).click()
    expect(await second.page.getByLabel('Business name').inputValue()).toBe('Gülüş Kliniği')
    expect(second.problems).toEqual([])
    await second.context.close()
  })

  it('is followed by settings in which a sector is added, made the main one, and named in one’s own words', async () => {
    const business = await testBusiness(server, 'hair-salon')
    const { page, context, problems } = await openSignedIn(
      browser,
      server,
      await emailOf(business.owner),
      '/settings/sector',
    )
    const other = await openSignedIn(browser, server, await emailOf(business.staff), '/today')
    const places = (of: Page) => of.getByRole('navigation', { name: 'Ana menü' })
    const row = page.locator('.row-between', { hasText: 'Diş ve estetik kliniği' }).last()
    await row.getByRole('button', { name: 'Ekle' }).click()
    await row.getByRole('button', { name: 'Ana sektör yap' }).click()
    await places(page).getByText('Hastalar').waitFor()
    // Somebody else’s panel, in another browser, without signing in again.
    await places(other.page).getByText('Hastalar').waitFor()
    await page.getByLabel('Hasta, çoğul').fill('Danışanlar')
    await picture(page, 'settings-sector')
    await page.getByRole('button', { name: 'Kaydet' }).click()
    await places(other.page).getByText('Danışanlar').waitFor()
    expect([...problems, ...other.problems]).toEqual([])
    await other.context.close()
    await context.close()
  }, 90_000)
})
