import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Goal } from './goal.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
}

/**
 * The equality of the read paths over more documents than `npm test` asks, and others each time:
 * `npm run proof -- equality [documents per set] [seed]`. What is found lies in tests/issues afterwards.
 */
export async function prove([documents = '20000', seed = String(randomInt(2 ** 31))]: string[]): Promise<
  Goal[]
> {
  console.log(`${documents} documents of each set, seed ${seed}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'lonca-equality-'))
  const outputFile = path.join(folder, 'report.json')
  try {
    const vitest = path.join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'vitest')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${outputFile}`]
    spawnSync(
      vitest,
      ['run', '--config', 'tests/vitest.config.ts', 'tests/compile/equality-', ...reporters],
      {
        cwd: path.join(import.meta.dirname, '..', '..'),
        stdio: 'inherit',
        env: {
          ...process.env,
          LONCA_EQUALITY_DOCUMENTS: documents,
          LONCA_EQUALITY_SEED: seed,
          LONCA_EQUALITY_DIFFERENCES: '5',
        },
      },
    )
    const report = JSON.parse(readFileSync(outputFile, 'utf8')) as Report
    return [
      { goal: 'Tests of equality that fail', value: report.numFailedTests, most: 0, unit: 'tests' },
      {
        goal: 'Sets that were not looked at',
        value: Math.max(0, 4 - report.numPassedTests),
        most: 0,
        unit: 'sets',
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
