import type { Browser, Page } from 'playwright-core'
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

/** Goes to an address of the panel without loading the program again. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${server.url}${path}`)
  await page.locator('.shell h1').waitFor()
  await settledPage(page)
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
    const wider: string[] = []
    for (const path of screens[sector] ?? []) {
      await visit(page, path)
      for (const width of [360, 390, 768, 1024, 1440]) {
        await page.setViewportSize({ width, height: 844 })
        await settledPage(page)
        // The layout of the new width may be a frame behind; what stays too wide is what counts.
        await page
          .waitForFunction('document.documentElement.scrollWidth <= innerWidth', undefined, {
            timeout: 3_000,
          })
          .catch(() => undefined)
        const over = await page.evaluate<number>(
          'scrollTo({ left: 10_000 }), Math.max(scrollX, document.documentElement.scrollWidth - innerWidth)',
        )
        if (over > 0) wider.push(`${path} at ${width}: ${over} px`)
      }
    }
    expect(wider).toEqual([])
    await context.close()
  }, 60_000)

  it('have buttons and links of at least 44 px in the bars of a phone', async () => {
    const { page, context } = await openSignedIn(browser, server, `owner@${sector}.demo`, '/', {
      viewport: phone,
    })
    const small: string[] = []
    for (const path of screens[sector] ?? []) {
      await visit(page, path)
      const found = await page
        .locator(
          '.top-bar :is(a, button), .bottom-bar :is(a, button), .panel-foot button, main .button, main .pick',
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
      small.push(...found.map(({ name, width, height }) => `${path} ${name}: ${width}×${height}`))
    }
    expect(small).toEqual([])
    await context.close()
  }, 60_000)
})

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
