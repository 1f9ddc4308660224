import { afterEach, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { createLog } from '../../../gateway/log.ts'
import { type RunningServer, startServer } from '../../../gateway/server.ts'
import { type ImportRunner, importRunnerKey } from '../../../modules/imports/index.ts'
import { decodeId } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { testClock } from '../../support/clock.ts'
import { signedIn } from '../../support/graphql-client.ts'
import { linesOf, readRun, settled, started, uploaded } from '../../support/imports.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
const others: RunningServer[] = []

afterEach(async () => {
  for (const other of others.splice(0)) await other.close()
  await server.close()
})

/** Another process on the same database and folder. */
async function secondServer(): Promise<RunningServer> {
  const { appUrl, ownerUrl } = server.database
  const { dataDir } = server
  const second = await startServer({
    appUrl,
    ownerUrl,
    dataDir,
    port: 0,
    clock: testClock(),
    log: createLog('silent'),
    migrates: false,
    works: false,
  })
  others.push(second)
  return second
}

const runner = (of: RunningServer) => of.setting.services.get(importRunnerKey.name) as ImportRunner
const lines = 2_300
const people = Array.from({ length: lines }, (_, index) => `Kişi ${index};0532${String(1_000_000 + index)}`)
const list = `Ad Soyad;Telefon\n${people.join('\n')}\n`

/** Starts an import and stops the process after its first commit, as a kill between two commits would. */
async function interrupted(business: TestBusiness): Promise<string> {
  const uploadId = await uploaded(server, business.owner, 'liste.csv', list)
  const { importRun } = await started(business.owner, { uploadId })
  const id = importRun?.id ?? ''
  const run = runner(server)
  await new Promise<void>((resolve) => {
    // The run is going on already, so this only listens.
    void run.begin(business.context, decodeId(id)?.uuid ?? '', () => {
      void run.close().then(resolve)
    })
  })
  const state = await readRun(business.owner, id)
  expect(state.status).toBe('RUNNING')
  expect(state.doneLines).toBeGreaterThan(0)
  expect(state.doneLines).toBeLessThan(lines)
  return id
}

describe('an import whose process ended', () => {
  it('is taken up by the next start behind its last committed line, and no line comes twice', async () => {
    server = await startTestServer()
    const business = await testBusiness(server)
    const id = await interrupted(business)
    const second = await secondServer()
    await runner(second).settled(decodeId(id)?.uuid ?? '')
    const run = await readRun(business.owner, id)
    expect(run).toMatchObject({
      status: 'DONE',
      totalLines: lines,
      doneLines: lines,
      created: lines,
      merged: 0,
      skipped: 0,
    })
    const reported = await linesOf(business.owner, id)
    expect(reported.map(({ line }) => line)).toEqual(people.map((_, index) => index + 2))
    const { data } = await business.owner('{ customers { totalCount } }')
    expect(data.customers.totalCount).toBe(lines)
  })

  it('is carried on by one of two processes that start at once', async () => {
    server = await startTestServer()
    const business = await testBusiness(server)
    const id = await interrupted(business)
    const both = await Promise.all([secondServer(), secondServer()])
    await Promise.all(both.map((one) => runner(one).settled(decodeId(id)?.uuid ?? '')))
    expect(await readRun(business.owner, id)).toMatchObject({
      status: 'DONE',
      created: lines,
      doneLines: lines,
    })
  })

  it('says so when its file is gone, keeps what is in, and can be undone', async () => {
    server = await startTestServer()
    const business = await testBusiness(server)
    const id = await interrupted(business)
    const { data } = await business.owner('query ($id: ID!) { importRun(id: $id) { doneLines } }', { id })
    // Another folder: that of a machine without the upload.
    const { appUrl, ownerUrl } = server.database
    const elsewhere = await startServer({
      appUrl,
      ownerUrl,
      port: 0,
      clock: testClock(),
      log: createLog('silent'),
      migrates: false,
      works: false,
    })
    others.push(elsewhere)
    await runner(elsewhere).settled(decodeId(id)?.uuid ?? '')
    expect(await readRun(business.owner, id)).toMatchObject({
      status: 'FAILED',
      errorCode: 'FILE_GONE',
      error: { tr: expect.any(String), en: expect.any(String) },
      doneLines: data.importRun.doneLines,
    })
    const owner = await signedInAt(elsewhere, business)
    await owner('mutation ($input: ImportRunInput!) { undoImport(input: $input) { userErrors { code } } }', {
      input: { id },
    })
    await runner(elsewhere).settled(decodeId(id)?.uuid ?? '')
    expect(await readRun(owner, id)).toMatchObject({ status: 'UNDONE', undone: data.importRun.doneLines })
  })

  it('that failed is resumed by a person, once, behind its last committed line', async () => {
    server = await startTestServer()
    const business = await testBusiness(server)
    const id = await interrupted(business)
    await withClient(server.database.ownerUrl, (client) =>
      client.query(`update import_runs set status = 'FAILED'`),
    )
    const second = await secondServer()
    const owner = await signedInAt(second, business)
    const resume = async () =>
      (
        await owner(
          'mutation ($input: ImportRunInput!) { resumeImport(input: $input) { importRun { status } userErrors { code } } }',
          { input: { id } },
        )
      ).data.resumeImport
    expect(await resume()).toEqual({ importRun: { status: 'RUNNING' }, userErrors: [] })
    await runner(second).settled(decodeId(id)?.uuid ?? '')
    expect(await readRun(owner, id)).toMatchObject({ status: 'DONE', created: lines, doneLines: lines })
    expect((await resume()).userErrors).toEqual([{ code: 'IMPORT_STATUS' }])
  })
})

describe('a running import', () => {
  it('is cancelled after the batch it is at, keeps its lines, and leaves no second one beside it', async () => {
    server = await startTestServer()
    const business = await testBusiness(server)
    const long = `Ad Soyad;Telefon\n${Array.from({ length: 10 }, () => people.join('\n')).join('\n')}\n`
    const first = await uploaded(server, business.owner, 'liste.csv', long)
    const next = await uploaded(server, business.owner, 'liste.csv', list)
    const { importRun } = await started(business.owner, { uploadId: first })
    expect((await started(business.owner, { uploadId: next })).userErrors).toMatchObject([
      { code: 'IMPORT_GOING_ON' },
    ])
    const id = importRun?.id ?? ''
    const cancelled = await business.owner(
      'mutation ($input: ImportRunInput!) { cancelImport(input: $input) { importRun { status } userErrors { code } } }',
      { input: { id } },
    )
    expect(cancelled.data.cancelImport).toEqual({ importRun: { status: 'CANCELLED' }, userErrors: [] })
    const run = await settled(server, business.owner, id)
    expect(run.status).toBe('CANCELLED')
    expect(run.doneLines).toBeLessThan(10 * lines)
    const { data } = await business.owner('{ customers { totalCount } }')
    expect(data.customers.totalCount).toBe(run.created)
  })
})

async function signedInAt(at: RunningServer, business: TestBusiness) {
  const [email] = [...business.memberships.keys()]
  return signedIn(at.url, email ?? '')
}
