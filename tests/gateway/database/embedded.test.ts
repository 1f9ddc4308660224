import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../gateway/database/embedded.ts'
import { clearLeftovers } from '../../../gateway/database/postmaster.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { isRunning } from '../../../gateway/database/running-process.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const program = fileURLToPath(new URL('./support/start-and-write.ts', import.meta.url))

describe('the embedded PostgreSQL', () => {
  let folder: string
  let dataDir: string
  let servers: EmbeddedPostgres[]
  let children: ChildProcess[]
  let said: string[]

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lonca-embedded-'))
    chmodSync(folder, 0o711)
    dataDir = path.join(folder, 'data')
    servers = []
    children = []
    said = []
  })
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    for (const server of servers) await server.stop()
    await clearLeftovers(path.join(dataDir, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  })

  async function start(): Promise<EmbeddedPostgres> {
    const server = await startEmbeddedPostgres({ dataDir, report: (text) => said.push(text) })
    servers.push(server)
    return server
  }

  async function startInAnotherProcess(): Promise<{ child: ChildProcess; pid: number; port: number }> {
    const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    const [line] = await once(createInterface({ input: child.stdout! }), 'line')
    return { child, ...JSON.parse(line) }
  }

  async function keptRows(server: EmbeddedPostgres): Promise<number> {
    const { rows } = await withClient(server.superuserUrl('lonca'), (client) =>
      client.query('select from kept'),
    )
    return rows.length
  }

  it('keeps its port, its passwords and its cluster from one start to the next', async () => {
    const first = await start()
    await first.stop()
    const second = await start()
    expect([second.port, second.secrets]).toEqual([first.port, first.secrets])
    expect(isRunning(first.pid)).toBe(false)
    const { rows } = await withClient(second.superuserUrl(), (client) =>
      client.query(`select current_setting('listen_addresses') as address, current_setting('timezone') as zone,
        pg_encoding_to_char(encoding) as encoding, datcollate as locale from pg_database where datname = 'postgres'`),
    )
    expect(rows).toEqual([{ address: '127.0.0.1', zone: 'UTC', encoding: 'UTF8', locale: 'C.UTF-8' }])
    expect(statSync(path.join(dataDir, 'database-secrets.json')).mode & 0o077).toBe(0)
  })

  it('starts again with its data after the process that ran it was killed, and stops the server left behind', async () => {
    const { child, pid } = await startInAnotherProcess()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isRunning(pid), 'the server outlives its gateway').toBe(true)
    const server = await start()
    expect(isRunning(pid)).toBe(false)
    expect(await keptRows(server)).toBe(1)
    expect(said).toEqual(['A PostgreSQL left running by a killed process was stopped; starting it again.'])
  })

  it('starts again with its data after both the process and its server were killed', async () => {
    const { child, pid } = await startInAnotherProcess()
    child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    await once(child, 'exit')
    expect(await keptRows(await start())).toBe(1)
  })

  it('is not stopped by a postmaster.pid whose number now belongs to another program', async () => {
    const first = await start()
    await first.stop()
    const lines = `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n127.0.0.1\n0\nready\n`
    writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), lines)
    const second = await start()
    expect(isRunning(second.pid)).toBe(true)
  })

  it('refuses a second process on the same folder with a sentence, and serves it once the first is gone', async () => {
    const { child } = await startInAnotherProcess()
    await expect(start()).rejects.toThrow(
      `Another Lonca process (pid ${child.pid}) already uses the data folder ${dataDir}.`,
    )
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(await keptRows(await start())).toBe(1)
  })

  it('takes another port when somebody else listens on the remembered one', async () => {
    const first = await start()
    await first.stop()
    const { createServer } = await import('node:net')
    const squatter = createServer().listen(first.port, '127.0.0.1')
    await once(squatter, 'listening')
    const second = await start()
    squatter.close()
    expect(second.port).not.toBe(first.port)
    expect(readFileSync(path.join(dataDir, 'postgres.port'), 'utf8')).toBe(String(second.port))
  })

  it('says why the server does not start', async () => {
    await (await start()).stop()
    await expect(startEmbeddedPostgres({ dataDir, settings: { shared_buffers: 'plenty' } })).rejects.toThrow(
      /PostgreSQL does not start on .*invalid value for parameter "shared_buffers"/,
    )
  })

  it.runIf(process.getuid?.() === 0)(
    'keeps the cluster elsewhere when the user postgres cannot pass a folder above, and says so',
    async () => {
      mkdirSync(path.join(folder, 'private'), { mode: 0o700 })
      dataDir = path.join(folder, 'private', 'data')
      const first = await start()
      await first.stop()
      const second = await start()
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(`cannot pass the folder ${path.join(folder, 'private')}`)
      await second.stop()
      const elsewhere = readFileSync(path.join(dataDir, 'postgres.location'), 'utf8')
      rmSync(path.dirname(elsewhere), { recursive: true })
    },
  )
})
