import { execFileSync } from 'node:child_process'
import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { DatabaseError } from './database-error.ts'

/** The system user that PostgreSQL runs as when the gateway runs as root, which PostgreSQL refuses to. */
export interface PostgresUser {
  uid: number
  gid: number
}

/**
 * Null unless this process is root. As root: the ids of the system user `postgres`, who is created when the
 * machine has none.
 */
export function postgresUser(): PostgresUser | null {
  if (process.getuid?.() !== 0) return null
  return find() ?? create()
}

function find(): PostgresUser | null {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(
        execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
      ),
    )
    return { uid: uid!, gid: gid! }
  } catch {
    return null
  }
}

function create(): PostgresUser {
  try {
    execFileSync('groupadd', ['--force', '--system', 'postgres'], { stdio: 'ignore' })
    execFileSync('useradd', ['--system', '--no-create-home', '-g', 'postgres', 'postgres'], {
      stdio: 'ignore',
    })
  } catch (cause) {
    throw new DatabaseError(
      'PostgreSQL does not run as root, and the system user "postgres" could not be created. Create that user, ' +
        'or start Lonca as an ordinary user.',
      { cause },
    )
  }
  const user = find()
  if (!user) throw new DatabaseError('The system user "postgres" was created but cannot be found.')
  return user
}

/** The first folder on the way to `target` that this user cannot pass, or null when the way is free. */
export function blockedFolder(target: string, user: PostgresUser): string | null {
  const way = [realpathSync(target)]
  for (let folder = way[0]!; path.dirname(folder) !== folder; ) {
    folder = path.dirname(folder)
    way.unshift(folder)
  }
  return way.find((each) => !mayPass(each, user)) ?? null
}

function mayPass(folder: string, user: PostgresUser): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}
