import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BackupError } from '../backup/backup-error.ts'
import type { Settings } from '../settings.ts'
import { dataFolderHolder } from './data-folder-lock.ts'
import { openDatabase } from './open.ts'
import { databaseSecrets } from './secrets.ts'

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
  const running = addressOfRunning(dataDir, 'backup')
  if (running) return { backupUrl: running, close: async () => undefined }
  const { backupUrl, close } = await openDatabase(settings)
  return { backupUrl: backupUrl ?? '', close }
}

/** Where lonca_owner changes what a gateway may be using meanwhile, and how to let go of it. */
export async function openForOwner(
  settings: Settings,
): Promise<{ readonly ownerUrl: string; close(): Promise<void> }> {
  const running = settings.database ? null : addressOfRunning(settings.dataDir, 'owner')
  if (running) return { ownerUrl: running, close: async () => undefined }
  return openDatabase(settings)
}

/** The embedded database of a gateway that runs on the data folder; null when none does. */
function addressOfRunning(dataDir: string, role: 'owner' | 'backup'): string | null {
  if (dataFolderHolder(dataDir) === null) return null
  const port = readFileSync(path.join(dataDir, 'postgres.port'), 'utf8').trim()
  return `postgresql://lonca_${role}:${databaseSecrets(dataDir)[role]}@127.0.0.1:${port}/lonca`
}
