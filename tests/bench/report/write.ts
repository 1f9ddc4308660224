import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../../gateway/project-root.ts'
import type { Results } from './results.ts'
import { asMarkdown, tablesOf } from './tables.ts'

/** Writes docs/performance.md and docs/performance.json. */
export function writeReport(results: Results): void {
  const docs = path.join(projectRoot(), 'docs')
  mkdirSync(docs, { recursive: true })
  writeFileSync(path.join(docs, 'performance.json'), `${JSON.stringify(results, null, 2)}\n`)
  writeFileSync(path.join(docs, 'performance.md'), page(results))
}

function page(results: Results): string {
  const { machine, run } = results
  const method = readFileSync(new URL('method.md', import.meta.url), 'utf8').trim()
  const seen = [
    '## This run',
    '',
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGib} GiB, ${machine.system}; Node.js ${machine.node}, ` +
      `PostgreSQL ${machine.postgres}, PostGraphile ${machine.postgraphile}. ${run.at.slice(0, 10)}: ${run.rounds} rounds, ` +
      `windows of ${run.windowMs / 1000} s, ${run.connections} connections, ${run.tenants} tenants.`,
  ].join('\n')
  return `${[method, seen, ...tablesOf(results).map(asMarkdown)].join('\n\n')}\n`
}
