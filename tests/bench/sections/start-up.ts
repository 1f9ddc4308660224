import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../../gateway/project-root.ts'
import { median } from '../run.ts'

const times = 3

export interface StartUp {
  /** Medians in milliseconds, from the start of the process to its first answer. */
  readonly firstMs: number
  /** The same on a folder that has its database. */
  readonly againMs: number
}

/** Starts the product on an empty folder, initdb and migrations included, until it answers; then once more. */
export async function measureStartUp(): Promise<StartUp> {
  const first: number[] = []
  const again: number[] = []
  for (let time = 0; time < times; time += 1) {
    const folder = mkdtempSync(path.join(tmpdir(), 'lonca-bench-start-'))
    // PostgreSQL runs as another user where we are root, and must pass.
    chmodSync(folder, 0o711)
    try {
      first.push(await startOnce(path.join(folder, 'data')))
      again.push(await startOnce(path.join(folder, 'data')))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  return { firstMs: median(first) ?? 0, againMs: median(again) ?? 0 }
}

async function startOnce(dataDir: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/gateway/main.js'], {
    cwd: projectRoot(),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      PORT: '0',
      LONCA_DEMO: '0',
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  let said = ''
  const url = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        said += `${line}\n`
        const found = /Panel +(http:\S+)\//.exec(line)?.[1]
        if (found) resolve(found)
      })
    }
    ended.then(() => reject(new Error(`The product did not start: ${said}`)))
  })
  try {
    const response = await fetch(`${await url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename }' }),
    })
    const answer = await response.text()
    if (!answer.includes('"Query"')) throw new Error(`The first answer is ${answer}`)
    return performance.now() - began
  } finally {
    child.kill('SIGINT')
    await ended
  }
}
