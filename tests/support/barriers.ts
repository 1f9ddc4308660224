import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  impact: string
  nodes: { target: string[]; failureSummary: string }[]
}

/** What axe finds on the page that keeps somebody from using it. */
export async function barriers(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the content policy of the page stays as it is.
  await page.evaluate(axeSource)
  const found = await page.evaluate(
    () =>
      (globalThis as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe
        .run()
        .then(({ violations }) => violations) as Promise<Finding[]>,
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    )
}
