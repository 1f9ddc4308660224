import { createWriteStream, existsSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { type MigrationSet, migrate, migrationTable } from '../database/migrate.ts'
import { withClient } from '../database/roles.ts'
import { BackupError } from './backup-error.ts'
import { copyIn } from './copy-streams.ts'
import { bareTables } from './loading.ts'
import { type BackupManifest, readManifest } from './manifest.ts'
import { unpack } from './packed-file.ts'
import {
  columnList,
  eventMonths,
  isMigrationTable,
  ranMigrations,
  type StoredTable,
  sameText,
  storedTables,
  tableSum,
} from './stored-tables.ts'

export interface RestoreOptions {
  /** Address for lonca_owner, on an empty database. */
  readonly ownerUrl: string
  /** Where the gateway will keep its files; must have none yet. */
  readonly dataDir: string
  /** The backup. */
  readonly folder: string
  readonly migrations: readonly MigrationSet[]
  readonly at: Date
  readonly report?: (line: string) => void
}

/**
 * Makes an empty database what the backed-up one was: migrates it to the same state, loads all rows in one transaction
 * and compares every table with the sums in the manifest before it commits. The next start of the gateway migrates on.
 *
 * @throws BackupError, with nothing restored: a damaged or newer backup, a target that holds something.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupManifest> {
  const { folder, ownerUrl, dataDir, report = () => undefined } = options
  const manifest = readManifest(folder)
  const sets = migrationsOf(manifest, options.migrations)
  await assertEmpty(ownerUrl)
  assertNoFiles(dataDir, manifest)
  for (const file of [...manifest.tables, ...manifest.files]) await unpack(folder, file)
  report('The backup is whole.')
  await migrate(ownerUrl, sets, options.at)
  await withClient(ownerUrl, async (client) => {
    await client.query(`set role lonca_owner; ${sameText}`)
    await assertSameShape(client, manifest)
    await client.query('begin')
    await load(client, manifest, folder, report)
    await client.query('commit')
    await takeUpWork(client)
    await client.query('analyze')
  })
  await restoreFiles(options, manifest)
  return manifest
}

/** The migrations that had run when the backup was made, in our order. */
function migrationsOf(manifest: BackupManifest, installed: readonly MigrationSet[]): MigrationSet[] {
  const sets = installed.map((set) => {
    const ran = new Set(manifest.migrations[migrationTable(set)])
    return { ...set, migrations: set.migrations.filter(({ name }) => ran.has(name)) }
  })
  const known = new Set(
    installed.flatMap((set) => set.migrations.map(({ name }) => `${migrationTable(set)} ${name}`)),
  )
  for (const [table, names] of Object.entries(manifest.migrations)) {
    const unknown = names.find((name) => !known.has(`${table} ${name}`))
    if (unknown) {
      throw new BackupError(
        `The backup was made by a newer release of Lonca: it has the migration ${unknown} (${table}), which this ` +
          'release does not know. Restore it with that release or a later one.',
      )
    }
  }
  return sets.filter((set) => set.migrations.length > 0)
}

async function assertEmpty(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (const table of await storedTables(client)) {
      if (isMigrationTable(table.name)) continue
      const { rowCount } = await client.query(`select from ${client.escapeIdentifier(table.name)} limit 1`)
      if (rowCount) {
        throw new BackupError(
          `The database is not empty: ${table.name} has rows. Restore into a new database, and point the gateway to it.`,
        )
      }
    }
  })
}

function assertNoFiles(dataDir: string, manifest: BackupManifest): void {
  const folders = new Set(manifest.files.map((file) => file.path.split('/')[1] ?? ''))
  for (const name of folders) {
    const folder = path.join(dataDir, name)
    if (existsSync(folder) && readdirSync(folder).length > 0) {
      throw new BackupError(`${folder} is not empty: move it away, or restore with another DATA_DIR.`)
    }
  }
}

async function assertSameShape(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const tables = await storedTables(client)
  const ran = await ranMigrations(client, tables)
  const isFurther = JSON.stringify(ran) !== JSON.stringify(manifest.migrations)
  const different = differentTable(tables, manifest.tables)
  if (!isFurther && !different) return
  throw new BackupError(
    `The database cannot take this backup: ${isFurther ? 'it was migrated further' : `the table ${different} is not the same`}. ` +
      'Restore into a new database, with the release that made the backup or a later one.',
  )
}

/** The first table that only one side has, or with other columns. */
function differentTable(here: readonly StoredTable[], there: readonly StoredTable[]): string | undefined {
  const shape = ({ name, columns }: StoredTable) => `${name} ${columns.join(' ')}`
  const [ours, theirs] = [new Set(here.map(shape)), new Set(there.map(shape))]
  return [...here, ...there].find((table) => !ours.has(shape(table)) || !theirs.has(shape(table)))?.name
}

async function load(
  client: pg.Client,
  manifest: BackupManifest,
  folder: string,
  report: (line: string) => void,
): Promise<void> {
  const months = new Set(await eventMonths(client))
  for (const month of manifest.eventMonths.filter((one) => !months.has(one))) {
    await client.query('select lonca_event_partitions($1, 1)', [month])
  }
  const dress = await bareTables(client)
  for (const table of manifest.tables) {
    const name = client.escapeIdentifier(table.name)
    // What migrations put there, their own names first of all, is in the backup as well.
    if ((await tableSum(client, table)).rows !== '0') await client.query(`truncate ${name}`)
    const columns = columnList(client, table.columns)
    await unpack(folder, table, copyIn(client, `copy ${name} (${columns}) from stdin`))
    report(`${table.name}: ${table.rows} rows`)
  }
  await dress()
  for (const table of manifest.tables) {
    const { rows, checksum } = await tableSum(client, table)
    if (rows !== table.rows || checksum !== table.checksum) {
      throw new BackupError(
        `${table.name} came back with ${rows} rows instead of ${table.rows}, or with other values: nothing was restored.`,
      )
    }
  }
}

/**
 * The queue's own messages are not in a backup: jobs that had one are handed over again. Events that the feed lacked
 * are fed before new ones can be written.
 */
async function takeUpWork(client: pg.Client): Promise<void> {
  const { rows } = await client.query(`select to_regclass('background_jobs') is not null as exists`)
  if (rows[0].exists) {
    await client.query(
      `update background_jobs set state = 'QUEUED', handed_at = null
       where state in ('QUEUED', 'RUNNING') and (handed_at is not null or state = 'RUNNING')`,
    )
  }
  for (let fed = 1; fed > 0; )
    fed = (await client.query('select from relay_append_feed(10000)')).rowCount ?? 0
}

async function restoreFiles({ folder, dataDir }: RestoreOptions, manifest: BackupManifest): Promise<void> {
  for (const file of manifest.files) {
    const target = path.join(
      dataDir,
      ...file.path
        .replace(/\.zst$/, '')
        .split('/')
        .slice(1),
    )
    if (!target.startsWith(path.join(dataDir, path.sep))) {
      throw new BackupError(
        `The manifest of the backup in ${folder} is damaged: ${file.path} leads out of it.`,
      )
    }
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    await unpack(folder, file, createWriteStream(target, { mode: 0o600 }))
  }
}
