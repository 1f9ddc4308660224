import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { DatabaseError } from './database-error.ts'
import { isPostgresOn, isRunning, isTaken } from './running-process.ts'

/** What a PostgreSQL server says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  /** `starting`, `ready`, `stopping` or `standby`; empty while the server has not written it. */
  status: string
}

/** Reads `postmaster.pid` of a cluster; null when there is none. */
export function readPostmaster(clusterDir: string): Postmaster | null {
  try {
    const lines = readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

/**
 * Ends what a killed gateway left behind: its PostgreSQL, which outlives it, is stopped by its own process id;
 * a `postmaster.pid` whose id belongs to another program, or to a zombie, is removed, because PostgreSQL would refuse to
 * start. Call it only while holding the lock of the data folder.
 *
 * @returns what was found: `nothing`, `stale-file` or `orphan`.
 */
export async function clearLeftovers(clusterDir: string): Promise<'nothing' | 'stale-file' | 'orphan'> {
  const found = readPostmaster(clusterDir)
  if (!found) return 'nothing'
  if (isPostgresOn(found.pid, clusterDir)) {
    await stopPostmaster(found.pid)
    return 'orphan'
  }
  // A file of a process that is gone stays: PostgreSQL itself checks it against shared memory still in use.
  if (isTaken(found.pid)) rmSync(path.join(clusterDir, 'postmaster.pid'), { force: true })
  return 'stale-file'
}

/**
 * Stops a PostgreSQL server: first the fast way (sessions are ended, data is flushed), after 20 seconds the
 * immediate way (the next start recovers from the log).
 */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += 20) {
      if (!isRunning(pid)) return
      await delay(20)
    }
  }
  throw new DatabaseError(`PostgreSQL (pid ${pid}) does not stop. End that process by hand and start again.`)
}
