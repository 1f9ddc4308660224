import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { REACHABLE_FOLDER } from './postgres-binaries.ts'
import { blockedFolder, type PostgresUser } from './postgres-user.ts'

/**
 * Prepares the data folder and says where the cluster of this data folder lives (absolute; it need not exist).
 *
 * That is `<dataDir>/postgres`, unless the user `postgres` cannot pass a folder above it (a clone under /root):
 * then it is a folder of its own under {@link REACHABLE_FOLDER}, and `<dataDir>/postgres.location` names it.
 *
 * @param report is told in a sentence when the other folder is used.
 */
export function clusterFolder(
  dataDir: string,
  user: PostgresUser | null,
  report: (text: string) => void,
): string {
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true })
    chmodSync(dataDir, 0o711)
  }
  const folder = realpathSync(dataDir)
  const pointer = path.join(folder, 'postgres.location')
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  const inside = path.join(folder, 'postgres')
  const blocked = user && blockedFolder(folder, user)
  if (!blocked) return inside
  const home = path.join(REACHABLE_FOLDER, `data-${randomBytes(6).toString('hex')}`)
  mkdirSync(home, { recursive: true })
  for (const each of [REACHABLE_FOLDER, home]) chmodSync(each, 0o755)
  const outside = path.join(home, 'postgres')
  writeFileSync(pointer, outside)
  report(
    `PostgreSQL runs as the user "postgres", who cannot pass the folder ${blocked}: the database is kept in ` +
      `${outside} (noted in ${pointer}). To keep it elsewhere, set DATA_DIR to a folder that others may pass.`,
  )
  return outside
}

/**
 * Makes an empty folder beside the cluster for initdb to fill; it is renamed only when it is complete, so that
 * a process killed half-way leaves nothing that looks like a cluster. Removes what earlier tries left.
 */
export function newClusterFolder(clusterDir: string, user: PostgresUser | null): string {
  const parent = path.dirname(clusterDir)
  for (const name of readdirSync(parent)) {
    if (name.startsWith('postgres.new-')) rmSync(path.join(parent, name), { recursive: true, force: true })
  }
  const folder = path.join(parent, `postgres.new-${process.pid}`)
  mkdirSync(folder, { mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  return folder
}
