import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { act, at, make, type TestCalendar, testCalendar } from '../support/calendar.ts'
import { testClock } from '../support/clock.ts'
import { emailOf, fingers, openSignedIn, tabTo } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const today = '2026-11-20'
const clock = testClock()

let browser: Browser
let server: TestServer
let business: TestBusiness
let calendar: TestCalendar
let cigdemId: string
let owner: string

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startTestServer(clock)
  business = await testBusiness(server)
  calendar = await testCalendar(business)
  owner = await emailOf(business.owner)
  cigdemId = await make(business.owner, 'Customer', {
    givenName: 'Çiğdem',
    familyName: 'Yıldız',
    phone: '0532 111 22 33',
  })
  // Somebody who was here this morning is known to everyone's booking sheet.
  clock.set(`${today}T09:00:00+03:00`)
  await calendar.booked({ customerId: cigdemId, startsAt: at('10:00', today) })
  await calendar.booked({ startsAt: at('16:30', today) })
  clock.set(`${today}T14:20:00+03:00`)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** An appointment of Çiğdem on a day of its own, so that tests do not meet. */
async function bookedOn(day: string, time = '15:00') {
  return calendar.booked({ customerId: cigdemId, startsAt: at(time, day) })
}

async function statusOf(id: string) {
  const answer = await business.owner(
    'query ($id: ID!) { appointment(id: $id) { status cancelReason startsAt } }',
    { id },
  )
  return answer.data.appointment
}

const block = (page: Page, name = 'Çiğdem Yıldız') =>
  page.getByRole('button', { name: new RegExp(name) }).first()

describe('booking', () => {
  it('books a known customer on a phone in four taps, starting from a gap of the day', async () => {
    const { page, context, problems } = await openSignedIn(browser, server, owner, '/calendar', {
      viewport: phone,
    })
    const hand = fingers()
    await hand.tap(page.getByRole('button', { name: /^Personel boş/ }).first())
    const sheet = page.getByRole('dialog')
    await hand.tap(sheet.getByRole('button', { name: /Çiğdem Yıldız/ }))
    await hand.tap(sheet.getByRole('button', { name: /Görüşme/ }))
    await hand.tap(sheet.getByRole('button', { name: /için randevu ver$/ }))
    expect(hand.taps()).toBeLessThanOrEqual(4)
    await page.getByRole('status').getByText('Çiğdem Yıldız', { exact: false }).waitFor()
    await page.getByRole('button', { name: /Çiğdem Yıldız.*Görüşme · Personel/ }).waitFor()
    expect(problems).toEqual([])
    await context.close()
  })

  it('books in four taps on a day on which nothing is booked, from the free hours of a person', async () => {
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-12-08', {
      viewport: phone,
    })
    const hand = fingers()
    await hand.tap(page.getByRole('button', { name: /^Personel boş/ }).first())
    const sheet = page.getByRole('dialog')
    await hand.tap(sheet.getByRole('button', { name: /Çiğdem Yıldız/ }))
    await hand.tap(sheet.getByRole('button', { name: /Görüşme/ }))
    await hand.tap(sheet.getByRole('button', { name: /için randevu ver$/ }))
    expect(hand.taps()).toBeLessThanOrEqual(4)
    await page.getByRole('status').getByText('Çiğdem Yıldız, 8 Ara', { exact: false }).waitFor()
    await context.close()
  })

  it('books in four taps from the page of a customer, where the customer is known already', async () => {
    const { page, context } = await openSignedIn(browser, server, owner, `/customers/${cigdemId}`, {
      viewport: phone,
    })
    const hand = fingers()
    await hand.tap(page.getByRole('button', { name: 'Randevu', exact: true }))
    const sheet = page.getByRole('dialog')
    await hand.tap(sheet.getByRole('button', { name: /Görüşme/ }))
    await hand.tap(sheet.getByRole('button', { name: /^\d\d:\d\d$/ }).last())
    await hand.tap(sheet.getByRole('button', { name: /için randevu ver$/ }))
    expect(hand.taps()).toBeLessThanOrEqual(4)
    await page.getByRole('status').getByText('Çiğdem Yıldız, 20 Kas', { exact: false }).waitFor()
    await context.close()
  })

  it('books by the keyboard alone on a desktop', async () => {
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-11-24')
    await page.getByRole('heading', { level: 1, name: 'Takvim' }).waitFor()
    await page.keyboard.press('c')
    const task = page.getByRole('dialog')
    await task.getByRole('searchbox').waitFor()
    await page.keyboard.type('cigdem')
    await task.getByText('Bulunanlar').waitFor()
    await task.getByRole('button', { name: /Çiğdem Yıldız/ }).waitFor()
    await page.keyboard.press('Enter')
    await tabTo(page, task.getByRole('button', { name: /Kesim/ }))
    await page.keyboard.press('Enter')
    const free = task.getByRole('button', { name: '17:00' })
    await free.waitFor()
    await tabTo(page, free)
    await page.keyboard.press('Space')
    await tabTo(page, task.getByRole('button', { name: '17:00 için randevu ver' }))
    await page.keyboard.press('Enter')
    await page.getByRole('status').getByText('Çiğdem Yıldız, 20 Kas', { exact: false }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await context.close()
  })

  it('keeps what was chosen when the time was taken by somebody else meanwhile, and says so', async () => {
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-11-25')
    await page.getByRole('button', { name: 'Meslektaş için randevu' }).click()
    const task = page.getByRole('dialog')
    await task.getByRole('button', { name: /Çiğdem Yıldız/ }).click()
    await task.getByRole('button', { name: /Kesim/ }).click()
    await task.getByLabel('Gün', { exact: true }).fill('2026-11-25')
    await task.getByRole('button', { name: '11:00' }).click()
    // Not told to this screen in time: the gateway is asked by both at once.
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('bookAppointment'))
        await calendar.book({ staffId: calendar.colleagueId, startsAt: at('11:00', '2026-11-25') })
      await route.continue()
    })
    await task.getByRole('button', { name: '11:00 için randevu ver' }).click()
    await task.getByRole('alert').getByText('Seçtikleriniz duruyor', { exact: false }).waitFor()
    expect(await task.getByText('Çiğdem Yıldız').isVisible()).toBe(true)
    await context.close()
  })
})

describe('an appointment', () => {
  it('goes a step forward with one button, and back with undo', async () => {
    const { id } = await bookedOn('2026-11-26')
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-11-26')
    await block(page).click()
    const detail = page.getByRole('complementary', { name: 'Çiğdem Yıldız' })
    await detail.getByText('Bekliyor').waitFor()
    await detail.getByRole('button', { name: 'Onayla' }).click()
    await detail.getByText('Onaylı').waitFor()
    await page.getByRole('status').getByText('Çiğdem Yıldız onaylandı').waitFor()
    await expect.poll(async () => (await statusOf(id)).status).toBe('CONFIRMED')

    await page.getByRole('button', { name: 'Geri al' }).click()
    await detail.getByText('Bekliyor').waitFor()
    await expect.poll(async () => (await statusOf(id)).status).toBe('BOOKED')
    await context.close()
  })

  it('is moved to another free time and goes back where it was with undo', async () => {
    const { id } = await bookedOn('2026-11-27')
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-11-27', {
      viewport: phone,
    })
    await block(page).tap()
    await page.getByRole('dialog').getByRole('button', { name: 'Taşı' }).tap()
    const sheet = page.getByRole('dialog', { name: 'Çiğdem Yıldız: taşı' })
    await sheet.getByRole('button', { name: '09:30' }).tap()
    await sheet.getByRole('button', { name: 'Taşı' }).tap()
    await page.getByRole('status').getByText('taşındı', { exact: false }).waitFor()
    await expect.poll(async () => (await statusOf(id)).startsAt).toBe('2026-11-27T06:30:00.000Z')
    await page.getByRole('button', { name: 'Geri al' }).click()
    await expect.poll(async () => (await statusOf(id)).startsAt).toBe('2026-11-27T12:00:00.000Z')
    await context.close()
  })

  it('is dragged to another time on the grid of a desktop', async () => {
    const { id } = await bookedOn('2026-12-01')
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-12-01')
    const box = await block(page).boundingBox()
    if (!box) throw new Error('The appointment is not drawn.')
    const hour = box.height
    await page.mouse.move(box.x + 40, box.y + 10)
    await page.mouse.down()
    await page.mouse.move(box.x + 40, box.y + 10 - hour / 2, { steps: 4 })
    await page.mouse.move(box.x + 40, box.y + 10 - hour, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('status').getByText('taşındı', { exact: false }).waitFor()
    await expect.poll(async () => (await statusOf(id)).startsAt).toBe('2026-12-01T11:00:00.000Z')
    await context.close()
  })

  it('is cancelled only with a reason, which is kept', async () => {
    const { id } = await bookedOn('2026-11-28')
    const { page, context } = await openSignedIn(browser, server, owner, '/calendar?d=2026-11-28')
    await block(page).click()
    const detail = page.getByRole('complementary', { name: 'Çiğdem Yıldız' })
    await detail.getByRole('button', { name: 'İptal et' }).click()
    expect((await statusOf(id)).status).toBe('BOOKED')
    await detail.getByRole('group', { name: 'Neden iptal ediliyor?' }).waitFor()
    await detail.getByRole('button', { name: 'Müşteri iptal etti' }).click()
    await page.getByRole('status').getByText('Çiğdem Yıldız iptal edildi').waitFor()
    await detail.getByText('İptal nedeni').waitFor()
    expect(await statusOf(id)).toMatchObject({ status: 'CANCELLED', cancelReason: 'CUSTOMER' })
    await context.close()
  })
})

describe('two people', () => {
  it('see each other’s bookings and cancellations without loading again', async () => {
    await calendar.booked({ startsAt: at('11:00', '2026-12-02') })
    const here = await openSignedIn(browser, server, owner, '/calendar?d=2026-12-02')
    const there = await openSignedIn(
      browser,
      server,
      await emailOf(business.manager),
      '/calendar?d=2026-12-02',
      { viewport: phone },
    )
    for (const { page } of [here, there]) await page.getByText('Eşitlendi').waitFor({ state: 'attached' })
    await there.page
      .getByRole('button', { name: /^Personel boş/ })
      .first()
      .tap()
    const sheet = there.page.getByRole('dialog')
    await sheet.getByRole('button', { name: /Çiğdem Yıldız/ }).tap()
    await sheet.getByRole('button', { name: /Görüşme/ }).tap()
    await sheet.getByRole('button', { name: /için randevu ver$/ }).tap()
    await block(here.page).waitFor()

    await block(here.page).click()
    const detail = here.page.getByRole('complementary', { name: 'Çiğdem Yıldız' })
    await detail.getByRole('button', { name: 'İptal et' }).click()
    await detail.getByRole('button', { name: 'İşletme iptal etti' }).click()
    await there.page.getByRole('button', { name: /Çiğdem Yıldız.*İptal/ }).waitFor()
    await here.context.close()
    await there.context.close()
  })

  it('see only what their role reaches: a member of staff has the own team and no import', async () => {
    const day = '2026-12-03'
    const stranger = await make(business.owner, 'Customer', { givenName: 'Başka', familyName: 'Biri' })
    await act(business.owner, 'bookAppointment', {
      customerId: stranger,
      serviceId: calendar.callId,
      staffId: calendar.strangerId,
      startsAt: at('12:00', day),
    })
    await bookedOn(day, '12:00')
    const { page, context } = await openSignedIn(
      browser,
      server,
      await emailOf(business.staff),
      `/calendar?d=${day}`,
    )
    await block(page).waitFor()
    expect(await block(page, 'Başka Biri').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'İçe aktar' }).count()).toBe(0)
    await page.goto(`${server.url}/import`)
    await page.getByText('Dosya aktarmayı sahip ve yöneticiler yapabilir.').waitFor()
    await context.close()
  })
})
