import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync } from 'node:fs'

/** Whether the system still knows this process id, be it a zombie: one that ended and was not yet collected. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Whether a process with this id runs. A zombie does not: in a container whose first process collects nobody,
 * a killed server stays one for ever.
 */
export function isRunning(pid: number): boolean {
  return isTaken(pid) && procStat(pid)?.state !== 'Z'
}

/**
 * A text that differs between two processes which had the same id one after the other, also across a restart
 * of the machine. Null when the process does not run or the system does not tell.
 */
export function processIdentity(pid: number): string | null {
  if (!isRunning(pid)) return null
  const stat = procStat(pid)
  if (stat) return `${read('/proc/sys/kernel/random/boot_id')?.trim() ?? ''} ${stat.startTicks}`
  return process.platform === 'win32' ? null : ps(pid, 'lstart=')
}

/** Whether a process is a PostgreSQL server that works in this data folder. */
export function isPostgresOn(pid: number, clusterDir: string): boolean {
  if (!isRunning(pid)) return false
  const commandLine = read(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? ps(pid, 'command=') ?? ''
  if (!commandLine.includes('postgres')) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === clusterDir
  } catch {
    return commandLine.includes(clusterDir)
  }
}

function procStat(pid: number): { state: string; startTicks: string } | null {
  const text = read(`/proc/${pid}/stat`)
  if (text === null) return null
  // The name in parentheses may itself hold spaces and parentheses: count from the last one (proc(5)).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0]!, startTicks: fields[19]! }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function ps(pid: number, format: string): string | null {
  try {
    return execFileSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
