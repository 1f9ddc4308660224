import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { withClient } from '../database/roles.ts'
import { BackupError } from './backup-error.ts'
import { copyOut } from './copy-streams.ts'
import { type BackedUpTable, type BackupManifest, backupFormat, manifestFile } from './manifest.ts'
import { pack } from './packed-file.ts'
import { columnList, eventMonths, ranMigrations, sameText, storedTables, tableSum } from './stored-tables.ts'

export interface BackupOptions {
  /** Address for lonca_backup, who reads everything and writes nothing. */
  readonly backupUrl: string
  /** Where the gateway keeps its files. */
  readonly dataDir: string
  /** The folder to make. */
  readonly folder: string
  readonly at: Date
  readonly report?: (line: string) => void
}

/** Folders of the data folder that belong to tenants. Keys and passwords stay: a stolen backup must not open itself. */
const fileFolders = ['files', 'uploads']

/**
 * Writes everything that belongs to tenants into a folder, as it stood at one moment, while the product goes on working:
 * each table as a compressed COPY, the files, and a manifest that says what there must be. The folder gets its name
 * when it is whole.
 *
 * @throws BackupError when the folder is there already.
 */
export async function makeBackup(options: BackupOptions): Promise<BackupManifest> {
  const { folder, report = () => undefined } = options
  if (existsSync(folder)) throw new BackupError(`${folder} is there already: give another name.`)
  const draft = `${folder}.partial`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  const manifest = await withClient(options.backupUrl, async (client) => {
    await client.query(sameText)
    await client.query('begin isolation level repeatable read read only')
    const stored = await storedTables(client)
    const { rows } = await client.query('show server_version')
    const tables: BackedUpTable[] = []
    for (const table of stored) {
      const select = `select ${columnList(client, table.columns)} from ${client.escapeIdentifier(table.name)}`
      const packed = await pack(
        copyOut(client, `copy (${select}) to stdout`),
        draft,
        `tables/${table.name}.copy.zst`,
      )
      const sum = await tableSum(client, table)
      tables.push({ ...packed, ...sum, name: table.name, columns: [...table.columns] })
      report(`${table.name}: ${sum.rows} rows`)
    }
    return {
      format: backupFormat,
      madeAt: options.at.toISOString(),
      postgres: String(rows[0]?.server_version),
      migrations: await ranMigrations(client, stored),
      eventMonths: await eventMonths(client),
      tables,
      // After the rows: whatever file a row of the snapshot names was there before it.
      files: await packFiles(options.dataDir, draft),
    }
  })
  writeFileSync(manifestFile(draft), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  renameSync(draft, folder)
  return manifest
}

async function packFiles(dataDir: string, draft: string): Promise<BackupManifest['files']> {
  const packed: BackupManifest['files'] = []
  for (const folder of fileFolders) {
    const names = await readdir(path.join(dataDir, folder), { recursive: true }).catch(() => [])
    for (const name of names.sort()) {
      const source = path.join(dataDir, folder, name)
      // One that is taken away meanwhile belongs to nothing in the snapshot, or to something that was being deleted.
      if (!statSync(source, { throwIfNoEntry: false })?.isFile()) continue
      const inBackup = path.posix.join('files', folder, ...name.split(path.sep))
      packed.push(await pack(createReadStream(source), draft, `${inBackup}.zst`))
    }
  }
  return packed
}
