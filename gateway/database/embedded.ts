import { spawn } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import { clusterFolder, newClusterFolder } from './cluster-folder.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import { DatabaseError } from './database-error.ts'
import { rememberedPort } from './free-port.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { type PostgresUser, postgresUser } from './postgres-user.ts'
import { clearLeftovers, readPostmaster, stopPostmaster } from './postmaster.ts'
import { type DatabaseSecrets, databaseSecrets } from './secrets.ts'

/** How to start the embedded PostgreSQL. */
export interface EmbeddedOptions {
  /** Folder of everything that must survive a restart; made when missing. */
  dataDir: string
  /** Further server settings; tests turn durability off here. */
  settings?: Record<string, string>
  /** Told in sentences what is worth knowing (another folder is used, a left-over server was stopped). */
  report?: (text: string) => void
}

/** A running embedded PostgreSQL. */
export interface EmbeddedPostgres {
  port: number
  /** Process id of the server. */
  pid: number
  secrets: DatabaseSecrets
  /** Address of a database for the cluster's superuser; only {@link bootstrapRoles} and tests need it. */
  superuserUrl(database?: string): string
  /** Stops the server and gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

const SERVER_SETTINGS = {
  listen_addresses: '127.0.0.1',
  // A socket file in a shared folder would be one more thing that a killed server leaves behind.
  unix_socket_directories: '',
  max_connections: '200',
  // The default of 4 is from the time of spinning disks and drives plans away from indexes.
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
}

/** Recovery after a crash may have to replay a gigabyte of log. */
const START_PATIENCE_MS = 180_000

/**
 * Starts the PostgreSQL 18 that comes with the project on `<dataDir>`, on 127.0.0.1 and a free port that stays
 * the same as long as nobody else takes it. Creates the cluster on the first start. Cold start about a second,
 * warm about a tenth.
 *
 * The server runs in a session of its own, so that Ctrl-C reaches only the gateway, which stops the server
 * after its last request. A gateway killed with SIGKILL leaves the server running: the next start stops it by
 * its process id and starts a fresh one.
 *
 * @throws DatabaseError in sentences: folder in use, folder not reachable, server does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const report = options.report ?? (() => {})
  const user = postgresUser()
  const clusterDir = clusterFolder(options.dataDir, user, report)
  const lock = lockDataFolder(options.dataDir)
  try {
    const binaries = postgresBinaries(user)
    if ((await clearLeftovers(clusterDir)) === 'orphan') {
      report('A PostgreSQL left running by a killed process was stopped; starting it again.')
    }
    const secrets = databaseSecrets(options.dataDir)
    if (!existsSync(path.join(clusterDir, 'PG_VERSION'))) {
      await initialise(clusterDir, binaries, user, secrets.superuser, options.settings?.fsync === 'off')
    }
    const server = await launch(options, clusterDir, binaries, user)
    let stopped: Promise<void> | undefined
    return {
      ...server,
      secrets,
      superuserUrl: (database = 'postgres') =>
        `postgresql://postgres:${secrets.superuser}@127.0.0.1:${server.port}/${database}`,
      stop: () => (stopped ??= stopPostmaster(server.pid).finally(() => lock.release())),
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function initialise(
  clusterDir: string,
  binaries: PostgresBinaries,
  user: PostgresUser | null,
  password: string,
  unsafe: boolean,
): Promise<void> {
  const target = newClusterFolder(clusterDir, user)
  // Not in the data folder: the user postgres may be unable to reach it.
  const passwordDir = mkdtempSync(path.join(tmpdir(), 'lonca-initdb-'))
  const passwordFile = path.join(passwordDir, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) for (const each of [passwordDir, passwordFile]) chownSync(each, user.uid, user.gid)
  try {
    const flags = ['--locale=C.UTF-8', '--encoding=UTF8', '--auth=scram-sha-256', '--username=postgres']
    const child = spawn(
      binaries.initdb,
      [...flags, `--pwfile=${passwordFile}`, ...(unsafe ? ['--no-sync'] : []), '-D', target],
      // Without a zone initdb compares every one that it knows with the machine's; the server is told its own.
      {
        ...user,
        cwd: path.parse(target).root,
        env: { ...process.env, TZ: 'UTC' },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    const [said, ended] = await Promise.all([text(child.stderr).catch(() => ''), endOf(child)])
    if (ended !== 0)
      throw new DatabaseError(`The database in ${clusterDir} could not be created: ${said.trim() || ended}`)
    renameSync(target, clusterDir)
  } finally {
    rmSync(passwordDir, { recursive: true, force: true })
    rmSync(target, { recursive: true, force: true })
  }
}

/** The exit code of a process, or the words for how else it ended. */
function endOf(child: ReturnType<typeof spawn>): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('close', (code, signal) => resolve(code ?? `it was ended by ${signal}`))
  })
}

async function launch(
  options: EmbeddedOptions,
  clusterDir: string,
  binaries: PostgresBinaries,
  user: PostgresUser | null,
): Promise<{ pid: number; port: number }> {
  const logFile = path.join(options.dataDir, 'postgres.log')
  const settings = Object.entries({ ...SERVER_SETTINGS, ...options.settings })
  for (let attempt = 1; ; attempt++) {
    const port = await rememberedPort(path.join(options.dataDir, 'postgres.port'))
    const tooLong = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000
    const log = openSync(logFile, tooLong ? 'w' : 'a', 0o600)
    const logStart = tooLong ? 0 : (statSync(logFile).size ?? 0)
    const args = [
      '-D',
      clusterDir,
      '-p',
      String(port),
      ...settings.flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ]
    const child = spawn(binaries.postgres, args, {
      ...user,
      cwd: path.parse(clusterDir).root,
      detached: true,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    if (await becomesReady(child, clusterDir)) {
      child.unref()
      return { pid: child.pid!, port }
    }
    const said = readFileSync(logFile).subarray(logStart).toString('utf8')
    // Another program took the port, or sessions of a killed server still hold its shared memory: both pass.
    const passing = /could not bind|Address already in use|pre-existing shared memory block/.test(said)
    if (passing && attempt < 20) {
      await delay(250)
      continue
    }
    const reasons = said.split('\n').filter((line) => /FATAL|PANIC|ERROR|HINT/.test(line))
    throw new DatabaseError(
      `PostgreSQL does not start on ${clusterDir}: ${reasons.join(' ').trim() || 'it ended without a reason'} ` +
        `(more in ${logFile}).`,
    )
  }
}

async function becomesReady(child: ReturnType<typeof spawn>, clusterDir: string): Promise<boolean> {
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  for (let waitedMs = 0; waitedMs < START_PATIENCE_MS && !ended; waitedMs += 20) {
    const seen = readPostmaster(clusterDir)
    if (seen && seen.pid === child.pid && seen.status === 'ready') return true
    await delay(20)
  }
  if (!ended) child.kill('SIGQUIT')
  return false
}
