import path from 'node:path'
import type { Settings } from '../settings.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import { bootstrapRoles } from './roles.ts'

/** Where the database is, and how to let go of it. */
export interface OpenedDatabase {
  appUrl: string
  ownerUrl: string
  /** For lonca_backup; null for an own server whose DATABASE_BACKUP_URL is not set. */
  backupUrl: string | null
  /** Whether this process runs the server itself. */
  embedded: boolean
  /** Stops the embedded server; nothing to do for an own one. */
  close(): Promise<void>
}

/**
 * Finds the database of the settings: the given server, or the embedded one, which is started and given its
 * roles. Migrating ({@link migrate}) and connecting ({@link connectDatabase}) come after.
 *
 * @throws DatabaseError in sentences.
 */
export async function openDatabase(
  settings: Pick<Settings, 'dataDir' | 'database'>,
  report: (text: string) => void = () => {},
): Promise<OpenedDatabase> {
  if (settings.database) return { ...settings.database, embedded: false, close: async () => {} }
  const server = await startEmbeddedPostgres({ dataDir: path.resolve(settings.dataDir), report })
  try {
    const { appUrl, ownerUrl, backupUrl } = await bootstrapRoles(server.superuserUrl, 'lonca', server.secrets)
    return { appUrl, ownerUrl, backupUrl, embedded: true, close: () => server.stop() }
  } catch (error) {
    await server.stop()
    throw error
  }
}
