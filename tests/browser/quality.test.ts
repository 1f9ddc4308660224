import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { barriers } from '../support/barriers.ts'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { signedIn } from '../support/graphql-client.ts'
import {
  demoPassword,
  demoTimeout,
  openPanel,
  openSignedIn,
  settledPage,
  startDemoServer,
} from '../support/panel.ts'
import type { TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
const screens: Record<string, string[]> = {}
/** What every sector shows alike is looked at once. */
const settings = [
  '',
  '/business',
  '/hours',
  '/language',
  '/taxes',
  '/sector',
  '/users',
  '/roles',
  '/notifications',
  '/files',
  '/providers',
  '/keys',
  '/audit',
  '/system',
].map((tab) => `/settings${tab}`)
/** Those with tables and rows of fields, where a narrow screen hurts first. */
const tight = ['/hours', '/sector', '/roles', '/notifications', '/keys', '/audit'].map(
  (tab) => `/settings${tab}`,
)

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startDemoServer()
  for (const [sector, more] of Object.entries({
    salon: ['/recalls', '/formulas'],
    dental: ['/episodes'],
    garage: ['/vehicles', '/jobs'],
  })) {
    const send = await signedIn(server.url, `owner@${sector}.demo`, demoPassword)
    const { data } = await send(
      '{ customers(first: 1, filter: { name: { contains: "cigdem" } }) { nodes { id } } importRuns(first: 1) { nodes { id } } }',
    )
    screens[sector] = [
      '/',
      '/calendar',
      '/customers',
      `/customers/${data.customers.nodes[0].id}`,
      '/import',
      `/import/${data.importRuns.nodes[0].id}`,
      '/tasks',
      '/profile',
      ...more,
    ]
  }
}, demoTimeout)

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Loads an address of the panel and waits until all of it is there. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${server.url}${path}`)
  await page.locator('.shell h1').waitFor()
  await settledPage(page)
}

/** Which of these addresses scroll sideways, and at what width. */
async function wider(page: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const path of paths) {
    await visit(page, path)
    for (const width of [360, 390, 768, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 })
      await settledPage(page)
      let over = 0
      const measured = async () => {
        over = await page.evaluate<number>(
          'scrollTo({ left: 10_000 }), Math.max(scrollX, document.documentElement.scrollWidth - innerWidth)',
        )
        return over
      }
      // The layout of the new width may be a frame behind; what stays too wide is what counts.
      await expect
        .poll(measured, { timeout: 3_000 })
        .toBeLessThanOrEqual(0)
        .catch(() => found.push(`${path} at ${width}: ${over} px`))
    }
  }
  return found
}

/** Buttons and links that a thumb misses. */
async function smallTargets(page: Page): Promise<string[]> {
  const found = await page
    .locator(
      '.top-bar :is(a, button), .bottom-bar :is(a, button), .panel-foot button, main .button, main .icon-button, main .pick, main .list-row:is(a, button)',
    )
    .evaluateAll((targets) =>
      targets
        .filter((target) => target.checkVisibility())
        .map((target) => {
          const { width, height } = target.getBoundingClientRect()
          return { name: (target.ariaLabel ?? target.textContent ?? '').trim(), width, height }
        })
        .filter(({ width, height }) => width < 44 || height < 44),
    )
  return found.map(({ name, width, height }) => `${name}: ${width}×${height}`)
}

describe.each(['salon', 'dental', 'garage'])('the screens of the %s', (sector) => {
  it.each([
    ['phone', 'light', phone, false],
    ['desktop', 'dark', desktop, true],
  ] as const)(
    'keep nobody out on a %s in the %s theme, and report no error',
    async (_size, _theme, viewport, dark) => {
      const { page, context, problems, elsewhere } = await openSignedIn(
        browser,
        server,
        `owner@${sector}.demo`,
        '/profile',
        { viewport, dark },
      )
      const found: string[] = []
      for (const path of screens[sector] ?? []) {
        await visit(page, path)
        found.push(...(await barriers(page)).map((one) => `${path} ${one}`))
      }
      expect(found).toEqual([])
      expect(problems).toEqual([])
      expect(elsewhere).toEqual([])
      await context.close()
    },
    60_000,
  )

  it('fit every width without scrolling sideways', async () => {
    const { page, context } = await openSignedIn(browser, server, `owner@${sector}.demo`, '/profile')
    expect(await wider(page, screens[sector] ?? [])).toEqual([])
    await context.close()
  }, 60_000)

  it('have buttons and links of at least 44 px in the bars of a phone', async () => {
    const { page, context } = await openSignedIn(browser, server, `owner@${sector}.demo`, '/', {
      viewport: phone,
    })
    const small: string[] = []
    for (const path of screens[sector] ?? []) {
      await visit(page, path)
      small.push(...(await smallTargets(page)).map((one) => `${path} ${one}`))
    }
    expect(small).toEqual([])
    await context.close()
  }, 60_000)
})

describe('the settings', () => {
  it.each([
    ['phone', 'dark', phone, true],
    ['desktop', 'light', desktop, false],
  ] as const)(
    'keep nobody out on a %s in the %s theme, and report no error',
    async (size, _theme, viewport, dark) => {
      const { page, context, problems, elsewhere } = await openSignedIn(
        browser,
        server,
        'owner@salon.demo',
        '/profile',
        { viewport, dark },
      )
      const found: string[] = []
      for (const path of settings) {
        await visit(page, path)
        found.push(...(await barriers(page)).map((one) => `${path} ${one}`))
        if (size === 'phone') found.push(...(await smallTargets(page)).map((one) => `${path} ${one}`))
      }
      expect(found).toEqual([])
      expect(problems).toEqual([])
      expect(elsewhere).toEqual([])
      await context.close()
    },
    90_000,
  )

  it('fit every width without scrolling sideways', async () => {
    const { page, context } = await openSignedIn(browser, server, 'owner@salon.demo', '/profile')
    expect(await wider(page, tight)).toEqual([])
    await context.close()
  }, 90_000)
})

it.each([
  ['light', false],
  ['dark', true],
] as const)(
  'keeps nobody out of the pages without a session, in the %s theme',
  async (_theme, dark) => {
    const { page, context, problems } = await openPanel(browser, server, '/', { viewport: phone, dark })
    const found: string[] = []
    for (const path of ['/', '/signup', '/forgot', '/reset', '/join']) {
      await page.goto(`${server.url}${path}`)
      await page.locator('main :is(h1, h2)').first().waitFor()
      await settledPage(page)
      const all = [...(await barriers(page)), ...(await smallTargets(page))]
      found.push(...all.map((one) => `${path} ${one}`))
    }
    expect(found).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  },
  60_000,
)

it.each([
  ['phone', phone, false],
  ['desktop', desktop, true],
] as const)(
  'keeps nobody out of what opens over a screen on a %s',
  async (_size, viewport, dark) => {
    const { page, context, problems } = await openSignedIn(browser, server, 'owner@salon.demo', '/', {
      viewport,
      dark,
    })
    await settledPage(page)
    const found: string[] = []
    const look = async (what: string, over: Locator) => {
      await over.waitFor()
      await settledPage(page)
      found.push(...(await barriers(page)).map((one) => `${what} ${one}`))
      await over.getByRole('button', { name: 'Kapat', exact: true }).first().click()
      await over.waitFor({ state: 'detached' })
    }
    await page
      .locator('.top-bar')
      .getByRole('button', { name: /^Bildirimler/ })
      .click()
    await look('bell', page.locator('.drawer, .sheet'))
    await page.keyboard.press('Control+k')
    await look('palette', page.locator('.drawer, .sheet'))
    await page.keyboard.press('?')
    await look('keys', page.locator('.drawer, .sheet'))
    await page.getByRole('button', { name: 'Geri kazan' }).first().click()
    await look('action', page.locator('.drawer, .sheet'))
    expect(found).toEqual([])
    expect(problems).toEqual([])
    await context.close()
  },
  60_000,
)

it('keeps nobody out of the sign-in, the booking and the details of an appointment, in either theme', async () => {
  for (const dark of [false, true]) {
    const { page, context } = await openPanel(browser, server, '/', { viewport: phone, dark })
    await page.locator('input[name=email]').waitFor()
    expect(await barriers(page)).toEqual([])
    await context.close()

    const panel = await openSignedIn(browser, server, 'owner@salon.demo', '/calendar', {
      viewport: desktop,
      dark,
    })
    await settledPage(panel.page)
    await panel.page.keyboard.press('c')
    await panel.page.getByRole('dialog').getByRole('searchbox').waitFor()
    expect(await barriers(panel.page)).toEqual([])
    await panel.page.keyboard.press('Escape')
    await panel.page.locator('.block').first().click()
    await panel.page.getByRole('complementary').locator('.data-list').waitFor()
    expect(await barriers(panel.page)).toEqual([])
    await panel.context.close()
  }
}, 60_000)
