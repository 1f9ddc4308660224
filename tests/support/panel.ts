import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { demoPassword, prepareDemo } from '../../gateway/demo/prepare-demo.ts'
import { desktop, openScreen, type ScreenOptions } from './browser.ts'
import { type Send, testPassword } from './graphql-client.ts'
import { startTestServer, type TestServer } from './server.ts'

export { demoPassword }

/** The gateway with the three businesses of the demo, imported at the tests' moment: no date is moved. */
export async function startDemoServer(): Promise<TestServer> {
  const server = await startTestServer()
  await prepareDemo(server.setting, server.composition, () => {})
  return server
}

/** Importing the three businesses, on a machine that has other things to do. */
export const demoTimeout = 180_000

/** A screen of the panel: a browser of its own, and what went wrong in it. */
export interface Panel {
  readonly page: Page
  readonly context: BrowserContext
  /** Errors of scripts, of the console (where breaches of the content policy are told) and of what was fetched. */
  readonly problems: string[]
  /** Addresses on other hosts that were asked for. */
  readonly elsewhere: string[]
}

/** Opens an address of the server on a screen of its own. */
export async function openPanel(
  browser: Browser,
  server: { readonly url: string },
  path = '/',
  options: Partial<ScreenOptions> = {},
): Promise<Panel> {
  const { page, context } = await openScreen(browser, { viewport: desktop, ...options })
  page.setDefaultTimeout(20_000)
  const problems: string[] = []
  const elsewhere: string[] = []
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== new URL(server.url).host) elsewhere.push(request.url())
  })
  await page.goto(`${server.url}${path}`)
  return { page, context, problems, elsewhere }
}

/** Signs in through the form of the page, and waits for the shell. */
export async function signInToPanel(page: Page, email: string, password = testPassword): Promise<void> {
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('.shell h1').waitFor()
}

/** Opens an address as somebody of a test business or of the demo. */
export async function openSignedIn(
  browser: Browser,
  server: { readonly url: string },
  email: string,
  path = '/',
  options: Partial<ScreenOptions> = {},
): Promise<Panel> {
  const panel = await openPanel(browser, server, path, options)
  await signInToPanel(panel.page, email, email.endsWith('.demo') ? demoPassword : testPassword)
  return panel
}

/** Nothing is being loaded: no grey bars, no picture or letter on its way. */
export async function settledPage(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  // A locator waits outside the page's own world, where its content policy allows no string to be run.
  await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => true)')
}

/** The address that somebody of a test business signs in with. */
export async function emailOf(send: Send): Promise<string> {
  const answer = await send('{ viewer { user { email } } }')
  return answer.data.viewer.user.email
}

/** Presses Tab until an element has the focus, as somebody without a mouse does. Throws when it never gets there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not get to ${target}.`)
}

/** Taps things one after the other and counts; each is waited for. */
export function fingers(): { tap(target: Locator): Promise<void>; taps(): number } {
  let taps = 0
  return {
    tap: async (target) => {
      taps += 1
      await target.tap()
    },
    taps: () => taps,
  }
}
