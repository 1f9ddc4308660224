import { existsSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import type { ServerProcess } from '../servers/server-process.ts'

/** CPU time of PostgreSQL sessions, in microseconds by process id; null where the system does not tell. */
export type SessionCpu = ReadonlyMap<number, number> | null

/** Whether this system says how much CPU time another process took. */
export function tellsPostgresCpu(): boolean {
  return existsSync('/proc/self/stat')
}

/** What each of a server's sessions took so far. */
export async function sessionCpu(client: pg.Client, server: ServerProcess): Promise<SessionCpu> {
  if (!tellsPostgresCpu()) return null
  const { rows } = await client.query<{ pid: number }>(
    'select pid from pg_stat_activity where application_name like $1 and datname = $2',
    [server.applicationName, server.database.size.name],
  )
  return new Map(rows.map(({ pid }) => [pid, cpuMicrosOf(pid)]))
}

/** What the sessions took between two looks; one that began meanwhile counts from its start. */
export function cpuBetween(before: SessionCpu, after: SessionCpu): number | null {
  if (!before || !after) return null
  let micros = 0
  for (const [pid, taken] of after) micros += taken - (before.get(pid) ?? 0)
  return micros
}

/** A session has one thread, so the scheduler's own nanoseconds are the whole; else ticks of a hundredth of a second. */
function cpuMicrosOf(pid: number): number {
  try {
    const nanoseconds = Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
    if (nanoseconds > 0) return nanoseconds / 1_000
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10_000
  } catch {
    return 0
  }
}
