import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeBackup } from '../../../gateway/backup/make-backup.ts'
import type { BackupManifest } from '../../../gateway/backup/manifest.ts'
import { restoreBackup } from '../../../gateway/backup/restore-backup.ts'
import { sameText, storedTables, tableSum } from '../../../gateway/backup/stored-tables.ts'
import { withClient } from '../../../gateway/database/roles.ts'
import { installedMigrations } from '../../../gateway/installed-migrations.ts'
import { createLog } from '../../../gateway/log.ts'
import { startServer } from '../../../gateway/server.ts'
import { catalogAllowList } from '../../isolation/catalog-allow-list.ts'
import { lintCatalog } from '../../isolation/catalog-lint.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { plantCanaries } from '../../support/canary-tenant.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { createTestDatabase, type TestDatabase } from '../../support/database.ts'
import { settledPosition } from '../../support/events.ts'
import { signedIn } from '../../support/graphql-client.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

let folder: string
let backup: string
let server: TestServer
let business: TestBusiness
let manifest: BackupManifest
/** Ids of customers in the order in which they were acknowledged, and how many were when the backup began. */
const written: string[] = []
let writtenBefore = 0
const empties: TestDatabase[] = []
/** Where the backup came back, after an attempt with a manifest that had miscounted. */
let restored: TestDatabase
let dataDir: string
let miscounted: unknown

const newCustomer =
  'mutation { createCustomer(input: { kind: PERSON, givenName: "Ayşe", familyName: "Şahin", phone: "0532 111 22 33" }) { customer { id } } }'

/** A database with nothing in it but the extensions. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase()
  empties.push(database)
  await withClient(database.superuserUrl, (client) =>
    client.query(`drop schema if exists pgboss cascade; drop schema public cascade; create schema public authorization lonca_owner;
      create extension btree_gist; create extension pg_trgm; create extension unaccent`),
  )
  return database
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lonca-backup-'))
  backup = path.join(folder, 'backup')
  server = await startTestServer()
  business = await testBusiness(server, 'dental')
  await plantCanaries(await testBusiness(server, 'dental'), 'Kanarya')
  mkdirSync(path.join(server.dataDir, 'files', 'aa'), { recursive: true })
  writeFileSync(path.join(server.dataDir, 'files', 'aa', 'ünlü dosya.pdf'), 'x'.repeat(100_000))
  const write = async () => {
    const { data } = await business.owner(newCustomer)
    written.push(data.createCustomer.customer.id)
  }
  // One that the queue held, and one that a worker was at.
  await withClient(server.database.ownerUrl, (client) =>
    client.query(
      `insert into background_jobs (tenant_id, id, created_at, updated_at, job, state, due_at, queued_at, handed_at)
       select $1, gen_random_uuid(), $2, $2, 'test.left-behind', state, $2, $2, $2 from unnest(array['QUEUED', 'RUNNING']) state`,
      [business.tenantId, testNow],
    ),
  )
  for (let count = 0; count < 50; count += 1) await write()
  writtenBefore = written.length
  let isMade = false
  const writing = (async () => {
    while (!isMade) await write()
  })()
  try {
    manifest = await makeBackup({
      backupUrl: server.database.backupUrl,
      dataDir: server.dataDir,
      folder: backup,
      at: testNow,
    })
  } finally {
    isMade = true
    await writing
  }
  restored = await emptyDatabase()
  dataDir = path.join(folder, 'restored')
  const wrong = changed('miscounted', (one) => {
    const customers = one.tables.find(({ name }) => name === 'customers')
    if (customers) customers.checksum = '1'
  })
  miscounted = await restore(restored, wrong, dataDir).catch((error) => error)
  await restore(restored, backup, dataDir)
})
afterAll(async () => {
  await server?.close()
  for (const database of empties) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

function restore(into: TestDatabase, from = backup, filesInto = path.join(folder, 'nowhere')) {
  return restoreBackup({
    ownerUrl: into.ownerUrl,
    dataDir: filesInto,
    folder: from,
    migrations: installedMigrations,
    at: testNow,
  })
}

/** A copy of the backup whose manifest says something else. */
function changed(name: string, change: (one: BackupManifest) => void): string {
  const copy = copied(name)
  const file = path.join(copy, 'manifest.json')
  const read = JSON.parse(readFileSync(file, 'utf8'))
  change(read)
  writeFileSync(file, JSON.stringify(read))
  return copy
}

/** A copy of the backup to spoil. */
function copied(name: string): string {
  const copy = path.join(folder, name)
  cpSync(backup, copy, { recursive: true })
  return copy
}

describe('a backup', () => {
  it('holds one moment while writes go on, and comes back with the same sums in another database', async () => {
    expect(written.length).toBeGreaterThan(writtenBefore)
    await withClient(restored.ownerUrl, async (client) => {
      await client.query(sameText)
      for (const table of await storedTables(client)) {
        const entry = manifest.tables.find((one) => one.name === table.name)
        // Handed over and fed anew after the comparison.
        if (['background_jobs', 'event_feed', 'event_outbox'].includes(table.name)) continue
        expect({ table: table.name, ...(await tableSum(client, table)) }).toEqual({
          table: table.name,
          rows: entry?.rows,
          checksum: entry?.checksum,
        })
      }
      const { rows } = await client.query(
        `select (select count(*)::int from customers) as customers,
           (select count(*)::int from tenant_event_logs where type = 'customer.created') as told,
           (select count(*)::int from event_outbox) as unfed,
           (select count(*)::int from event_feed) as fed, (select count(*)::int from tenant_event_logs) as events`,
      )
      // Every event once in the feed: neither lost nor sent again by the trigger.
      expect(rows[0]).toMatchObject({ unfed: 0, fed: rows[0].events })
      expect(rows[0].told).toBeGreaterThanOrEqual(writtenBefore)
    })
    const jobs = await withClient(restored.ownerUrl, (client) =>
      client.query(`select state, handed_at from background_jobs where job = 'test.left-behind'`),
    )
    expect(jobs.rows).toEqual([1, 2].map(() => ({ state: 'QUEUED', handed_at: null })))
    const stored = path.join(dataDir, 'files', 'aa', 'ünlü dosya.pdf')
    expect(readFileSync(stored, 'utf8')).toBe('x'.repeat(100_000))
  })

  it('leaves a database as migrations make it: protected, guarded, with its keys', async () => {
    const catalog = `
      select c.oid::regclass::text || ' ' || c.relrowsecurity || c.relforcerowsecurity as object from pg_class c
        where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      union all select f.conrelid::regclass || ' ' || f.conname || ' ' || pg_get_constraintdef(f.oid) from pg_constraint f
        where f.connamespace = 'public'::regnamespace
      union all select t.tgrelid::regclass || ' ' || t.tgname || ' ' || t.tgenabled::text from pg_trigger t
        where not t.tgisinternal
      order by 1`
    const objects = (url: string) =>
      withClient(url, async (client) => (await client.query(catalog)).rows.map((row) => row.object))
    expect(await objects(restored.ownerUrl)).toEqual(await objects(server.database.ownerUrl))
    const { findings } = await withClient(restored.ownerUrl, (client) =>
      lintCatalog(client, catalogAllowList(Object.keys(manifest.migrations))),
    )
    expect(findings).toEqual([])
  })

  it('can be worked on: the gateway starts, people sign in, and the feed goes on where it was', async () => {
    const again = await startServer({
      appUrl: restored.appUrl,
      ownerUrl: restored.ownerUrl,
      port: 0,
      clock: testClock(),
      log: createLog('silent'),
      works: false,
      dataDir,
    })
    try {
      const email = [...business.memberships.keys()].find((one) => one.startsWith('owner')) ?? ''
      const owner = await signedIn(again.url, email)
      const kept = written.slice(0, writtenBefore)
      for (const id of [kept[0], kept.at(-1)]) {
        const { data } = await owner('query ($id: ID!) { customer(id: $id) { id } }', { id })
        expect(data.customer?.id).toBe(id)
      }
      const token = await tokenOf(again.url, business, 'owner')
      const position = await settledPosition(restored.ownerUrl, business.tenantId)
      const client = await LiveClient.open(again.url, { token })
      const changes = client.run(
        'subscription ($after: Long) { recordChanged(after: $after) { id position } }',
        {
          after: position,
        },
      )
      const made = await owner(newCustomer)
      const change = await changes.next()
      expect(change.data.recordChanged).toEqual({
        id: made.data.createCustomer.customer.id,
        position: String(Number(position) + 1),
      })
      await client.close()
    } finally {
      await again.close()
    }
  })
})

describe('a restore', () => {
  it('refuses a database that holds something, and leaves it alone', async () => {
    await expect(restore(server.database)).rejects.toThrow(/The database is not empty: \w+ has rows/)
    const { data } = await business.owner('{ customers { totalCount } }')
    expect(data.customers.totalCount).toBeGreaterThanOrEqual(written.length)
  })

  it('refuses a damaged backup before it touches the database', async () => {
    const target = await emptyDatabase()
    const cut = copied('cut')
    truncateSync(path.join(cut, 'tables', 'customers.copy.zst'), 40)
    await expect(restore(target, cut)).rejects.toThrow(/damaged: tables\/customers\.copy\.zst/)
    const other = copied('other')
    writeFileSync(path.join(other, 'tables', 'customers.copy.zst'), zstdCompressSync('other rows\n'))
    await expect(restore(target, other)).rejects.toThrow(/damaged: tables\/customers/)
    const without = copied('without')
    rmSync(path.join(without, 'tables', 'appointments.copy.zst'))
    await expect(restore(target, without)).rejects.toThrow(/damaged: tables\/appointments/)
    const unfinished = copied('unfinished')
    rmSync(path.join(unfinished, 'manifest.json'))
    await expect(restore(target, unfinished)).rejects.toThrow(/not a whole backup/)
    const { rows } = await withClient(target.ownerUrl, (client) =>
      client.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`),
    )
    expect(rows[0].tables).toBe(0)
  })

  it('refuses other values than the manifest counted, and a newer backup, each in a sentence', async () => {
    const target = await emptyDatabase()
    const newerFormat = changed('newer-format', (one) => Object.assign(one, { format: 2 }))
    await expect(restore(target, newerFormat)).rejects.toThrow(/newer release of Lonca \(format 2/)
    const newer = changed('newer', (one) => one.migrations.migrations_core?.push('9999-later'))
    await expect(restore(target, newer)).rejects.toThrow(
      /newer release of Lonca: it has the migration 9999-later/,
    )
    expect(String(miscounted)).toMatch(/customers came back with/)
  })

  it('finds none of the keys of the data folder in a backup', () => {
    const keys = readdirSync(server.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/(files|uploads)(\/|$)/.test(entry.parentPath))
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8').trim())
    expect(keys.length).toBeGreaterThan(0)
    for (const { path: name } of [...manifest.tables, ...manifest.files]) {
      const content = zstdDecompressSync(readFileSync(path.join(backup, name))).toString()
      for (const key of keys) expect(content.includes(key), name).toBe(false)
    }
  })
})
