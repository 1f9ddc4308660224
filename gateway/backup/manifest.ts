import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { BackupError } from './backup-error.ts'

/** Grows when an older release could no longer read what a newer one writes. */
export const backupFormat = 1

const file = z.object({
  /** Below the backup's folder, with `/`. */
  path: z.string(),
  bytes: z.number(),
  /** Of what is inside, not of the compressed bytes. */
  sha256: z.string(),
})

const table = file.extend({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.string(),
  /** Sum over all rows, whatever their order; the database computes it before and after. */
  checksum: z.string(),
})

const shape = z.object({
  format: z.number(),
  madeAt: z.string(),
  postgres: z.string(),
  /** Names of the migrations that had run, by their table. */
  migrations: z.record(z.string(), z.array(z.string())),
  /** Months with a partition of the event log, `2026-11-01`. */
  eventMonths: z.array(z.string()),
  tables: z.array(table),
  files: z.array(file),
})

/** What a backup holds, and how to tell that it is whole. */
export type BackupManifest = z.infer<typeof shape>
export type BackedUpTable = z.infer<typeof table>
export type BackedUpFile = z.infer<typeof file>

export function manifestFile(folder: string): string {
  return path.join(folder, 'manifest.json')
}

/** @throws BackupError for a folder that is no whole backup, or one of a newer release. */
export function readManifest(folder: string): BackupManifest {
  let read: unknown
  try {
    read = JSON.parse(readFileSync(manifestFile(folder), 'utf8'))
  } catch (cause) {
    throw new BackupError(
      `${folder} is not a whole backup: its manifest.json is missing or cannot be read. An unfinished one has a ` +
        'name that ends in ".partial".',
      { cause },
    )
  }
  const format = (read as { format?: unknown } | null)?.format
  if (typeof format === 'number' && format > backupFormat) {
    throw new BackupError(
      `The backup in ${folder} was made by a newer release of Lonca (format ${format}; this one reads up to ` +
        `${backupFormat}): restore it with that release or a later one.`,
    )
  }
  const parsed = shape.safeParse(read)
  if (!parsed.success) throw new BackupError(`The manifest of the backup in ${folder} is damaged.`)
  return parsed.data
}
