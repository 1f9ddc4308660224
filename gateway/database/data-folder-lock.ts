import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseError } from './database-error.ts'
import { processIdentity } from './running-process.ts'

/** Held by the one gateway that works in a data folder. */
export interface DataFolderLock {
  release(): void
}

/**
 * Takes the lock file of a data folder. A lock left by a process that no longer runs (a killed gateway, a
 * restarted machine or container) is taken over: it holds the process id and the start time of that process.
 *
 * @throws DatabaseError when another running gateway holds it.
 */
export function lockDataFolder(dataDir: string): DataFolderLock {
  const file = path.join(dataDir, 'gateway.lock')
  const mine = JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) })
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      createWhole(file, mine)
      return { release: () => releaseIfMine(file, mine) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = dataFolderHolder(dataDir)
    if (pid !== null) {
      throw new DatabaseError(
        `Another Lonca process (pid ${pid}) already uses the data folder ${dataDir}. Stop it, or give ` +
          `this one its own folder with DATA_DIR=/another/folder. Several gateways share one database through ` +
          `DATABASE_URL, see docs/guides/database.md.`,
      )
    }
    rmSync(file, { force: true })
  }
  throw new DatabaseError(
    `The lock file ${file} cannot be taken, because other processes keep taking it. Start one Lonca process only.`,
  )
}

// Linked into place: whoever finds the file must find its content as well, or would take it for a stale one.
function createWhole(file: string, content: string): void {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, content, { mode: 0o600 })
  try {
    linkSync(draft, file)
  } finally {
    rmSync(draft)
  }
}

/** The id of the running process that holds a data folder, or null. */
export function dataFolderHolder(dataDir: string): number | null {
  try {
    const { pid, identity } = JSON.parse(readFileSync(path.join(dataDir, 'gateway.lock'), 'utf8'))
    return identity !== null && processIdentity(pid) === identity ? pid : null
  } catch {
    return null
  }
}

function releaseIfMine(file: string, mine: string): void {
  try {
    if (readFileSync(file, 'utf8') === mine) rmSync(file)
  } catch {
    // The data folder is gone, and the lock with it.
  }
}
