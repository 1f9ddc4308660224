import { LoncaError } from '../schema/index.ts'
import { BackupError } from './backup/backup-error.ts'
import { DatabaseError } from './database/database-error.ts'
import { sqlState, translated } from './postgres-error.ts'
import { RotationError } from './secrets/rotation-error.ts'
import { type Settings, SettingsError } from './settings.ts'

/** Failures whose message says what to do. */
const sentences = [SettingsError, DatabaseError, BackupError, RotationError]

/** What a person can mend, in a sentence; null for a failure of our own. */
export function explained(error: unknown, settings: Settings | null): string | null {
  if (sentences.some((kind) => error instanceof kind)) return (error as Error).message
  if (!settings) return null
  const { code, syscall, message } = (error ?? {}) as { code?: string; syscall?: string; message?: string }
  const { port, host, dataDir } = settings
  if (syscall === 'listen') {
    if (code === 'EADDRINUSE') {
      return `Port ${port} is taken by another program: stop it, or choose another port with "PORT=${port + 1} npm start".`
    }
    if (code === 'EACCES') return `This user may not listen on port ${port}: choose one above 1023 with PORT.`
    return `This machine cannot listen on "${host}": set HOST to an address that it has, such as 127.0.0.1.`
  }
  if (code && fileProblems.has(code)) {
    return `The data folder ${dataDir} cannot be used (${code}): set DATA_DIR to a folder that this user may write to.`
  }
  if (sqlState(error)) {
    return `The database refuses: ${message}. docs/guides/database.md says what DATABASE_URL and DATABASE_OWNER_URL need.`
  }
  const known = translated(error)
  if (known instanceof LoncaError)
    return `The database cannot be reached (${code ?? message}): check DATABASE_URL.`
  return null
}

const fileProblems = new Set(['ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC'])
