import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { dataFolderHolder } from '../database/data-folder-lock.ts'
import { openDatabase } from '../database/open.ts'
import { databaseSecrets } from '../database/secrets.ts'
import type { Settings } from '../settings.ts'
import { BackupError } from './backup-error.ts'

/** Where lonca_backup reads from, and how to let go of it. */
export interface BackupSource {
  readonly backupUrl: string
  close(): Promise<void>
}

/**
 * Finds the database of the settings for reading: the given server, the embedded one of a gateway that runs on the data
 * folder, or the embedded one started for this alone.
 *
 * @throws BackupError when the settings do not say how, or when there is nothing to back up.
 */
export async function openForBackup(settings: Settings): Promise<BackupSource> {
  const { database, dataDir } = settings
  if (database) {
    if (!database.backupUrl) {
      throw new BackupError(
        'DATABASE_BACKUP_URL is not set: give the address with the user lonca_backup, who may read every row and ' +
          'write none (docs/guides/operations.md).',
      )
    }
    return { backupUrl: database.backupUrl, close: async () => undefined }
  }
  if (!existsSync(path.join(dataDir, 'database-secrets.json'))) {
    throw new BackupError(
      `There is nothing to back up in ${dataDir}: set DATA_DIR to the folder of your Lonca.`,
    )
  }
  if (dataFolderHolder(dataDir) !== null) {
    const port = readFileSync(path.join(dataDir, 'postgres.port'), 'utf8').trim()
    const { backup } = databaseSecrets(dataDir)
    const backupUrl = `postgresql://lonca_backup:${backup}@127.0.0.1:${port}/lonca`
    return { backupUrl, close: async () => undefined }
  }
  const { backupUrl, close } = await openDatabase(settings)
  return { backupUrl: backupUrl ?? '', close }
}
