import 'reflect-metadata'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts'
import { bootstrapRoles } from '../../gateway/database/roles.ts'
import { prepareDemo } from '../../gateway/demo/prepare-demo.ts'
import { createLog } from '../../gateway/log.ts'
import { projectRoot } from '../../gateway/project-root.ts'
import { startServer } from '../../gateway/server.ts'
import { desktop, launchBrowser, phone } from '../support/browser.ts'
import { testClock } from '../support/clock.ts'
import { signedIn } from '../support/graphql-client.ts'
import { demoPassword, openPanel, settledPage, signInToPanel } from '../support/panel.ts'

/** Among whom the one of the customer screen is chosen: those with most in the sector's own records. */
const customerOf: Record<string, { query: string; list: string }> = {
  salon: {
    query:
      '{ customerVisits(first: 100) { nodes { customer { id patchTests { totalCount } } formulaLines { totalCount } } } }',
    list: 'customerVisits',
  },
  dental: {
    query: `{ patientEpisodes(first: 100, filter: { plan: { eq: ACCEPTED }, remainingMinor: { gte: "1" } }) {
      nodes { customer { id medicalAlerts { totalCount } } items { totalCount } } } }`,
    list: 'patientEpisodes',
  },
  garage: {
    query:
      '{ vehicleJobCards(first: 100, filter: { step: { eq: APPROVAL } }) { nodes { customer { id } lines { totalCount } } } }',
    list: 'vehicleJobCards',
  },
}

const sizes = { phone, desktop }
const extra = [
  { screen: 'today', sector: 'salon', size: 'phone' },
  { screen: 'calendar', sector: 'salon', size: 'desktop' },
] as const

/**
 * Writes docs/screenshots: the main screens of the demo's businesses at the moment of the tests, on a phone and on
 * a desktop. Everything runs in a folder of its own that goes afterwards.
 */
async function screenshots(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const data = mkdtempSync(path.join(tmpdir(), 'lonca-screens-'))
  chmodSync(data, 0o711)
  const closing: (() => Promise<unknown>)[] = [async () => rmSync(data, { recursive: true, force: true })]
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: data, settings: { fsync: 'off' } })
    closing.push(() => postgres.stop())
    const urls = await bootstrapRoles(postgres.superuserUrl, 'lonca', postgres.secrets)
    const server = await startServer({
      ...urls,
      port: 0,
      clock: testClock(),
      log: createLog('silent'),
    })
    closing.push(() => server.close())
    await prepareDemo(server.setting, server.composition, (line) => console.log(line))
    const browser = await launchBrowser()
    closing.push(() => browser.close())

    await salonWork(browser, server.url, folder)
    for (const sector of ['salon', 'dental', 'garage']) {
      const paths = { today: '/', calendar: '/calendar', customer: await customerPath(server.url, sector) }
      for (const [size, viewport] of Object.entries(sizes)) {
        for (const dark of [false, true]) {
          const wanted = dark ? extra.filter((one) => one.sector === sector && one.size === size) : undefined
          const screens = wanted?.map(({ screen }) => screen) ?? (['today', 'calendar', 'customer'] as const)
          if (screens.length === 0) continue
          const { page, context, problems } = await openPanel(browser, server, '/', { viewport, dark })
          await signInToPanel(page, `owner@${sector}.demo`, demoPassword)
          for (const screen of screens) {
            await page.goto(`${server.url}${paths[screen]}`)
            await page.locator('.shell h1').waitFor()
            await settledPage(page)
            if (problems.length > 0) throw new Error(`${screen} of the ${sector}: ${problems.join('; ')}`)
            const file = `${screen}-${sector}-${size}${dark ? '-dark' : ''}.png`
            await page.screenshot({ path: path.join(folder, file), animations: 'disabled' })
            console.log(file)
          }
          await context.close()
        }
      }
    }
  } finally {
    for (const step of closing.reverse()) await step()
  }
}

/** The screens where the salon arranges its own work: who may do what, what is to be done, the search. */
async function salonWork(browser: Browser, url: string, folder: string): Promise<void> {
  const owner = 'owner@salon.demo'
  const send = await signedIn(url, owner, demoPassword)
  for (const task of [
    { title: 'Gelin saçı için prova saatini netleştir', dueAt: '2026-11-20T13:30:00Z', priority: 'HIGH' },
    { title: 'Boya siparişini ver', dueAt: '2026-11-20T15:00:00Z', priority: 'NORMAL' },
    { title: 'Bayram haftası için çalışma saatlerini konuş', priority: 'NORMAL' },
  ])
    await send(
      'mutation ($input: CreateTaskInput!) { createTask(input: $input) { userErrors { message } } }',
      { input: task },
    )
  for (const { file, path: place, size, search } of [
    { file: 'settings-roles-salon-desktop', path: '/settings/roles', size: 'desktop' },
    { file: 'tasks-salon-phone', path: '/tasks', size: 'phone' },
    { file: 'palette-salon-desktop', path: '/', size: 'desktop', search: 'ahmet' },
  ] as const) {
    const { page, context } = await openPanel(browser, { url }, place, { viewport: sizes[size] })
    await signInToPanel(page, owner, demoPassword)
    await settledPage(page)
    if (search) {
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('searchbox').fill(search)
      await page.locator('#palette-choices .avatar').first().waitFor()
      await settledPage(page)
    }
    await page.screenshot({ path: path.join(folder, `${file}.png`), animations: 'disabled' })
    console.log(`${file}.png`)
    await context.close()
  }
}

async function customerPath(url: string, sector: string): Promise<string> {
  const send = await signedIn(url, `owner@${sector}.demo`, demoPassword)
  const { query, list } = customerOf[sector] ?? { query: '', list: '' }
  const answer = await send(query)
  const rows = (answer.data?.[list]?.nodes ?? []) as { customer: { id: string } }[]
  const [richest] = rows.toSorted((a, b) => counted(b) - counted(a))
  if (!richest)
    throw new Error(`Nobody in the ${sector} has a record to show: ${JSON.stringify(answer.errors)}`)
  return `/customers/${richest.customer.id}`
}

/** How much there is to see: every `totalCount` of a row together. */
function counted(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce(
    (sum, [name, inner]) => sum + (name === 'totalCount' ? Number(inner) : counted(inner)),
    0,
  )
}

await screenshots(process.argv[2] ?? path.join(projectRoot(), 'docs', 'screenshots'))
