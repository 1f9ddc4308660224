import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { provisionTenant } from '../../gateway/provision-tenant.ts'
import { barriers } from '../support/barriers.ts'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { type TestClock, testClock, testNow } from '../support/clock.ts'
import { graphqlClient, testPassword } from '../support/graphql-client.ts'
import { linkIn, MailServer } from '../support/mail-server.ts'
import { emailOf, openPanel, openSignedIn, settledPage } from '../support/panel.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
let mails: MailServer
let clock: TestClock
let business: TestBusiness
let tenantName: string

beforeAll(async () => {
  browser = await launchBrowser()
  mails = await MailServer.start()
  clock = testClock()
  server = await startTestServer(clock, { mail: mails.settings })
  business = await testBusiness(server)
  tenantName = (await business.owner('{ viewer { tenant { name } } }')).data.viewer.tenant.name
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await mails?.close()
})

/** Invites over the API and gives back the path of the link that arrived by mail. */
async function invitationPath(email: string, by = business): Promise<string> {
  const { data } = await by.owner(
    'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { userErrors { code } } }',
    { input: { email, role: 'STAFF' } },
  )
  expect(data.inviteMember.userErrors).toEqual([])
  await server.jobs.settle()
  return linkIn(mails.to(email)).replace(server.url, '')
}

it('an invited person opens the link of the mail on a phone, chooses a password and is in the panel', async () => {
  const path = await invitationPath('davetli@guest.test')
  const { page, context, problems, elsewhere } = await openPanel(browser, server, path, { viewport: phone })
  await page.getByRole('heading', { name: `${tenantName} ekibine katılın` }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByLabel('Adınız soyadınız').fill('Davetli Kişi')
  await page.getByLabel('Parola', { exact: true }).fill('kısa')
  await page.getByRole('button', { name: 'Ekibe katıl' }).tap()
  await page.getByText('Parola en az 10 karakter olmalı.').waitFor()
  await page.getByLabel('Parola', { exact: true }).fill('uzun bir parola')
  await page.getByRole('button', { name: 'Parolayı göster' }).tap()
  expect(await page.getByLabel('Parola', { exact: true }).inputValue()).toBe('uzun bir parola')
  await page.getByRole('button', { name: 'Ekibe katıl' }).tap()
  await page.locator('.shell h1').waitFor()
  expect(new URL(page.url()).hash).toBe('')
  expect([problems, elsewhere]).toEqual([[], []])
  await context.close()

  const again = await openPanel(browser, server, path)
  await again.page.getByText('Bu davet zaten kabul edilmiş').waitFor()
  await again.context.close()
})

it('a link that is too old, taken back or made up says what to do, in both languages', async () => {
  const path = await invitationPath('gec@guest.test')
  clock.advance(8 * 24 * 3600_000)
  const { page, context, problems } = await openPanel(browser, server, path, { viewport: phone, dark: true })
  await page.getByRole('heading', { name: 'Bağlantı artık geçerli değil' }).waitFor()
  await page.getByText('owner kişisinden yeni bir davet isteyin').waitFor()
  await page.getByRole('button', { name: 'English' }).tap()
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.goto(`${server.url}/reset#token=lonl_made-up`)
  await page.getByLabel('New password').fill('a long password')
  await page.getByRole('button', { name: 'Change the password' }).tap()
  await page.getByRole('link', { name: 'Ask for a new link' }).waitFor()
  clock.set(testNow)
  expect(problems).toEqual([])
  await context.close()
})

it('a forgotten password is replaced from the sign-in screen, by way of a mail', async () => {
  const email = await emailOf(business.manager)
  const { page, context, problems } = await openPanel(browser, server, '/')
  await page.getByRole('link', { name: 'Parolamı unuttum' }).click()
  await page.getByLabel('E-posta').fill(email)
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Bağlantı gönder' }).click()
  await page.getByRole('heading', { name: 'E-postanıza bakın' }).waitFor()
  await server.jobs.settle()
  await page.goto(linkIn(mails.to(email)))
  await page.getByLabel('Yeni parola').fill('yepyeni bir parola')
  await page.getByRole('button', { name: 'Parolayı değiştir' }).click()
  await page.locator('.shell h1').waitFor()
  expect(problems).toEqual([])
  await context.close()
})

it('a new business is opened from the sign-in screen, and the mail leads on', async () => {
  const { page, context } = await openPanel(browser, server, '/', { viewport: phone })
  await page.getByRole('link', { name: 'Hesap açın' }).tap()
  await page.getByLabel('Adınız soyadınız').fill('Yeni Sahip')
  await page.getByLabel('E-posta').fill('sahip@yeni.test')
  await page.getByLabel('Parola', { exact: true }).fill('uzun bir parola')
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Hesap aç' }).tap()
  await page.getByRole('heading', { name: 'E-postanıza bakın' }).waitFor()
  await server.jobs.settle()
  await page.goto(linkIn(mails.to('sahip@yeni.test')))
  await page.getByRole('button', { name: 'Devam et' }).tap()
  await page.waitForURL(({ pathname }) => pathname !== '/signup')
  // Whoever holds the cookie now is the owner of a business that is being set up.
  const [{ value = '' } = {}] = (await context.cookies()).filter(({ name }) => name === 'lonca_session')
  const { data } = await graphqlClient(server.url, value)('{ viewer { role tenant { status } } }')
  expect(data.viewer).toEqual({ role: 'OWNER', tenant: { status: 'ONBOARDING' } })
  await context.close()
})

it('somebody with two businesses goes from one to the other on the rail and in the sheet', async () => {
  const email = await emailOf(business.owner)
  const userId = (await server.setting.pool.query('select auth_user_id_by_email($1) as id', [email])).rows[0]
    .id
  await provisionTenant(server.setting, server.composition, {
    name: 'Öteki İşletme',
    blueprint: 'dental',
    locale: 'tr',
    timeZone: 'Europe/Istanbul',
    currency: 'TRY',
    branch: { name: 'Merkez' },
    department: 'Ekip',
    members: [{ name: 'owner', email, password: testPassword, role: 'manager', userId }],
  })
  const wide = await openSignedIn(browser, server, email, '/', { viewport: desktop })
  await wide.page.getByRole('button', { name: tenantName }).click()
  await wide.page.getByRole('button', { name: /Öteki İşletme.*Yönetici/ }).waitFor()
  expect(await barriers(wide.page)).toEqual([])
  await wide.page.getByRole('button', { name: /Öteki İşletme.*Yönetici/ }).click()
  await wide.page.locator('.rail').getByText('Öteki İşletme').waitFor()
  expect(wide.problems).toEqual([])
  await wide.context.close()

  const small = await openSignedIn(browser, server, email, '/', { viewport: phone })
  await small.page.getByRole('button', { name: 'Daha', exact: true }).tap()
  await small.page.locator('.business-card summary').tap()
  await small.page.getByRole('button', { name: new RegExp(`${tenantName}.*Sahip`) }).tap()
  await small.page.waitForLoadState()
  await small.page.getByRole('button', { name: 'Daha', exact: true }).tap()
  await small.page.getByRole('heading', { name: tenantName }).waitFor()
  await small.context.close()
})

it('a session that is ended on the profile of one browser is over in the other at once', async () => {
  const email = await emailOf(business.staff)
  const other = await openSignedIn(browser, server, email, '/', { viewport: desktop })
  await settledPage(other.page)
  const { page, context, problems } = await openSignedIn(browser, server, email, '/profile', {
    viewport: phone,
  })
  await page.getByRole('button', { name: 'Diğer oturumları kapat' }).tap()
  await other.page.getByRole('heading', { name: 'Hoş geldiniz' }).waitFor()
  await page.getByText('Bu cihaz', { exact: true }).waitFor()
  expect(await barriers(page)).toEqual([])
  expect(problems).toEqual([])
  await other.context.close()
  await context.close()
})
