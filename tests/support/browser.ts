import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { testNow } from './clock.ts'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Nothing of the browser's own may go to the network. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--no-sandbox',
  '--disable-gpu',
]

/** A headless Chromium: the machine's own, or the one that comes as a package. */
export async function launchBrowser(): Promise<Browser> {
  const own = [process.env.CHROMIUM_PATH, ...installed].find((path) => path && existsSync(path))
  if (own) return chromium.launch({ executablePath: own, args: quiet })
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: [...sparticuz.args, ...quiet],
  })
}

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1440, height: 900 }

export interface ScreenOptions {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly locale?: 'tr-TR' | 'en-GB'
  readonly dark?: boolean
  /** What the browser's clock shows at first; it goes on from there. Default: the tests' moment. */
  readonly now?: Date
}

/** A browser of its own, as on another machine: no cookie is shared. */
export async function openScreen(
  browser: Browser,
  options: ScreenOptions,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: options.viewport,
    locale: options.locale ?? 'tr-TR',
    timezoneId: 'Europe/Istanbul',
    colorScheme: options.dark ? 'dark' : 'light',
    hasTouch: options.viewport.width < 700,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.clock.install({ time: options.now ?? testNow })
  return { context, page }
}
