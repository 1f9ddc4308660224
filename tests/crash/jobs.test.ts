import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../gateway/database/embedded.ts'
import { bootstrapRoles, type DatabaseUrls, withClient } from '../../gateway/database/roles.ts'
import { createLog } from '../../gateway/log.ts'
import { type RunningServer, startServer } from '../../gateway/server.ts'
import { systemClock } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { withJobs } from '../support/jobs.ts'
import { type CrashPoint, crashPoints, foundDepartment } from './support/crash-jobs.ts'

/** A cluster of its own that writes through to the disk: what is committed stays committed. */
let postgres: EmbeddedPostgres
let urls: DatabaseUrls
let folder: string
let server: RunningServer
let business: TestBusiness
const workers: { child: ChildProcess; ended: Promise<unknown> }[] = []

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-crash-'))
  chmodSync(folder, 0o711)
  postgres = await startEmbeddedPostgres({ dataDir: folder })
  urls = await bootstrapRoles(postgres.superuserUrl, 'lonca', postgres.secrets)
  server = await startServer({
    ...urls,
    port: 0,
    clock: systemClock,
    log: createLog('silent'),
    works: false,
    composition: withJobs([foundDepartment]),
  })
  business = await testBusiness(server)
}, 120_000)
afterAll(async () => {
  for (const { child, ended } of workers) {
    child.kill('SIGKILL')
    await ended
  }
  await server?.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function startWorker(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('support/worker-process.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, APP_URL: urls.appUrl, OWNER_URL: urls.ownerUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push({ child, ended: once(child, 'close') })
  await once(createInterface({ input: child.stdout }), 'line')
  return child
}

async function jobs() {
  const { rows } = await withClient(urls.ownerUrl, (client) =>
    client.query(
      `select payload ->> 'crash' as crash, state, attempts, finished_at - queued_at as took
       from background_jobs where job = $1 order by id`,
      [foundDepartment.name],
    ),
  )
  return rows as { crash: CrashPoint; state: string; attempts: number }[]
}

const enqueue = (crash: CrashPoint) =>
  business.context.write(async (work) =>
    work.enqueue(foundDepartment, { crash, branchId: business.branch.id }),
  )

it('a job of a worker that is killed runs again in another one, and its effects are made once', async () => {
  const points = crashPoints.filter((point) => point !== 'never')
  for (const point of points) {
    const victim = await startWorker()
    const death = once(victim, 'exit')
    await enqueue(point)
    expect((await death)[1]).toBe('SIGKILL')
  }
  const before = await jobs()
  // The one that was committed is done; the others nobody can know of yet.
  expect(before.map(({ crash, state }) => [crash, state])).toEqual([
    ['before-its-write', 'RUNNING'],
    ['within-its-write', 'RUNNING'],
    ['after-its-commit', 'DONE'],
  ])
  await startWorker()
  await enqueue('never')
  await vi.waitFor(async () => expect((await jobs()).every(({ state }) => state === 'DONE')).toBe(true), {
    timeout: 60_000,
    interval: 250,
  })
  expect((await jobs()).map(({ crash, attempts }) => [crash, attempts])).toEqual([
    ['before-its-write', 2],
    ['within-its-write', 2],
    ['after-its-commit', 1],
    ['never', 1],
  ])
  const answer = await business.owner('{ departments(first: 100) { nodes { name } } }')
  const names = answer.data.departments.nodes.map(({ name }: { name: string }) => name)
  expect(names.filter((name: string) => crashPoints.includes(name as CrashPoint)).sort()).toEqual(
    [...crashPoints].sort(),
  )
}, 120_000)
