import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { type GatewayProcess, startGatewayProcess } from '../../support/gateway-process.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
let database: TestDatabase
let gateway: GatewayProcess | null = null

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-rotate-'))
  chmodSync(folder, 0o711)
  database = await createTestDatabase()
})
afterAll(async () => {
  gateway?.child.kill('SIGINT')
  await gateway?.ended
  await database?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a command as `npm run` does. */
async function run(command: string, env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', `gateway/${command}.ts`], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [said, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, said, complaint }
}

describe('npm run rotate-keys', () => {
  it('says in a sentence that a database was never migrated, and adds no key', async () => {
    await withClient(database.superuserUrl, (client) =>
      client.query('drop schema if exists pgboss cascade; drop schema public cascade; create schema public'),
    )
    const { code, complaint } = await run('rotate-keys', {
      DATA_DIR: path.join(folder, 'never'),
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
    })
    expect([code, complaint.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^This database has no keys to rotate, because it was never migrated/)],
    ])
    expect(existsSync(path.join(folder, 'never', 'keys'))).toBe(false)
  })

  it('says in a sentence that there is no database to reach', async () => {
    const nowhere = 'postgresql://lonca_owner:x@127.0.0.1:1/lonca'
    for (const command of ['rotate-keys', 'migrate']) {
      const { code, complaint } = await run(command, { DATABASE_URL: nowhere, DATABASE_OWNER_URL: nowhere })
      expect([command, code, complaint.trim()]).toEqual([
        command,
        1,
        'The database cannot be reached (ECONNREFUSED): check DATABASE_URL.',
      ])
    }
  }, 60_000)

  it('goes on beside a gateway that runs on the data folder', async () => {
    const dataDir = path.join(folder, 'running')
    gateway = await startGatewayProcess({ DATA_DIR: dataDir })
    const { code, said, complaint } = await run('rotate-keys', { DATA_DIR: dataDir })
    expect([code, complaint]).toEqual([0, ''])
    expect(said).toContain('tenant keys are wrapped anew')
    expect(readdirSync(path.join(dataDir, 'keys'))).toHaveLength(1)
    expect((await fetch(`${gateway.url}/readyz`)).status).toBe(200)
  }, 120_000)
})
