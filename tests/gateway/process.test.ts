import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clearLeftovers } from '../../gateway/database/postmaster.ts'
import { isRunning } from '../../gateway/database/running-process.ts'
import { graphqlClient } from '../support/graphql-client.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

interface Run {
  readonly child: ChildProcess
  /** Everything that was printed so far, both ways. */
  readonly said: () => string
  readonly ended: Promise<number | null>
}

let folder: string
let dataDir: string
const runs: Run[] = []

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-process-'))
  chmodSync(folder, 0o711)
  dataDir = path.join(folder, 'data')
})
afterEach(async () => {
  for (const { child, ended } of runs.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})
afterAll(async () => {
  await clearLeftovers(path.join(dataDir, 'postgres'))
  rmSync(folder, { recursive: true, force: true })
})

function run(env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, ['--import', 'tsx', 'gateway/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      DATA_DIR: dataDir,
      LONCA_DEMO: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const started = { child, ended, said: () => lines.join('\n') }
  runs.push(started)
  return started
}

/** The address that the process prints once it serves. Throws what it said when it ends before. */
async function served({ child, ended, said }: Run): Promise<string> {
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const url = new Promise<string>((resolve) => {
    lines.on('line', (line) => {
      const found = /Panel +(http:\S+)\//.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  const failed = ended.then((code) => {
    throw new Error(`It ended with ${code}: ${said()}`)
  })
  return Promise.race([url, failed])
}

function postgresPid(): number {
  return Number(readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])
}

describe('npm start', () => {
  it('serves, stops cleanly on SIGINT and SIGTERM with its database, and starts again after SIGKILL', async () => {
    const first = run()
    const url = await served(first)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect((await graphqlClient(url)('{ viewer { id } }')).data).toEqual({ viewer: null })
    const postgres = postgresPid()
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
    expect(isRunning(postgres)).toBe(false)

    const second = run()
    await served(second)
    const orphan = postgresPid()
    second.child.kill('SIGKILL')
    await second.ended
    expect(isRunning(orphan)).toBe(true)

    const third = run()
    const again = await served(third)
    expect((await fetch(`${again}/readyz`)).status).toBe(200)
    expect(isRunning(orphan)).toBe(false)
    third.child.kill('SIGTERM')
    expect(await third.ended).toBe(0)
    expect(third.said()).not.toMatch(/error|warn|at .*\.ts:/i)
  }, 60_000)

  it('says in one sentence that the port is taken, and leaves no database behind', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const attempt = run({ PORT: String(port) })
    expect(await attempt.ended).toBe(1)
    expect(attempt.said()).toBe(
      `Port ${port} is taken by another program: stop it, or choose another port with "PORT=${port + 1} npm start".`,
    )
    other.close()
    const next = run()
    await served(next)
    next.child.kill('SIGINT')
    expect(await next.ended).toBe(0)
  }, 60_000)

  it.each([
    [{ PORT: 'eighty' }, /^The settings cannot be used:\nPORT must be a number\.$/],
    [{ DATABASE_URL: 'postgresql://app@127.0.0.1:1/x' }, /DATABASE_OWNER_URL is not/],
    [
      { DATABASE_URL: 'postgresql://a@127.0.0.1:1/x', DATABASE_OWNER_URL: 'postgresql://b@127.0.0.1:1/x' },
      /^[^\n]*cannot be reached[^\n]*$/,
    ],
  ])(
    'says what is wrong with the settings %o, without a stack',
    async (env, sentence) => {
      const attempt = run(env)
      expect(await attempt.ended).toBe(1)
      expect(attempt.said()).toMatch(sentence)
      expect(attempt.said()).not.toMatch(/\n\s+at /)
    },
    30_000,
  )

  it('says that somebody else uses the data folder', async () => {
    const first = run()
    await served(first)
    const second = run()
    expect(await second.ended).toBe(1)
    expect(second.said().split('\n')).toHaveLength(1)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)
  }, 60_000)

  it('says that a data folder which is a file cannot be used', async () => {
    const file = path.join(folder, 'file')
    writeFileSync(file, '')
    const attempt = run({ DATA_DIR: path.join(file, 'data') })
    expect(await attempt.ended).toBe(1)
    expect(attempt.said()).toMatch(/^The data folder [^\n]* cannot be used [^\n]*$/)
  }, 30_000)

  it('says that the machine lacks the address to listen on', async () => {
    const attempt = run({ HOST: '192.0.2.1' })
    expect(await attempt.ended).toBe(1)
    expect(attempt.said()).toContain('set HOST')
  }, 30_000)
})
