import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../gateway/database/embedded.ts'
import { migrate } from '../../../gateway/database/migrate.ts'
import { bootstrapRoles, type DatabaseUrls, withClient } from '../../../gateway/database/roles.ts'
import { installedMigrations } from '../../../gateway/installed-migrations.ts'
import { projectRoot } from '../../../gateway/project-root.ts'
import type { BenchTenant } from './bench-tenant.ts'
import { buildData } from './build.ts'
import { anchor, dataVersion, type Size } from './size.ts'

/** A database of the benchmark and its tenants. */
export interface BenchDatabase extends DatabaseUrls {
  readonly size: Size
  readonly tenants: readonly BenchTenant[]
  readonly superuserUrl: string
}

export interface BenchCluster {
  readonly postgres: EmbeddedPostgres
  readonly many: BenchDatabase
  readonly few: BenchDatabase
  /** How long it took to make the data; null when an earlier run had left it. */
  readonly builtInSeconds: number | null
  close(): Promise<void>
}

interface Built {
  readonly version: number
  readonly tenants: { readonly many: BenchTenant[]; readonly few: BenchTenant[] }
}

/** As the product starts it, but for the vacuum in the background, which would work now for one server, now for another. */
const runSettings = { autovacuum: 'off' }
/** For pouring rows in; an interrupted build is thrown away. */
const buildSettings = {
  autovacuum: 'off',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  shared_buffers: '512MB',
}

/** Starts a PostgreSQL of its own with the data set in it, which is made on the first run and kept for later ones. */
export async function openCluster(
  kind: 'full' | 'small',
  wanted: { readonly many: Size; readonly few: Size },
  say: (line: string) => void,
): Promise<BenchCluster> {
  const dataDir = path.join(projectRoot(), '.data', 'bench', kind)
  const marker = path.join(dataDir, 'built.json')
  const found = readBuilt(marker)
  if (found) {
    try {
      return { ...(await started(dataDir, wanted, found, say)), builtInSeconds: null }
    } catch (error) {
      if (!(error instanceof UnusableData)) throw error
      say(error.message)
    }
  }
  const began = performance.now()
  say('The data set is made, once; later runs find it.')
  await forget(dataDir)
  const built = await build(dataDir, wanted, say)
  writeFileSync(marker, JSON.stringify(built))
  const builtInSeconds = Math.round((performance.now() - began) / 1000)
  say(`The data set is there after ${builtInSeconds} s.`)
  return { ...(await started(dataDir, wanted, built, say)), builtInSeconds }
}

/** Starts PostgreSQL on a built folder; migrations that came since are made up for. */
async function started(
  dataDir: string,
  wanted: { readonly many: Size; readonly few: Size },
  built: Built,
  say: (line: string) => void,
): Promise<Omit<BenchCluster, 'builtInSeconds'>> {
  const postgres = await startEmbeddedPostgres({ dataDir, settings: runSettings, report: say })
  try {
    const many = await database(postgres, wanted.many, built.tenants.many)
    const few = await database(postgres, wanted.few, built.tenants.few)
    for (const one of [many, few]) {
      const made = await migrate(one.ownerUrl, installedMigrations, anchor).catch(unusable)
      if (made.length > 0) await withClient(one.superuserUrl, (client) => client.query('vacuum (analyze)'))
    }
    return { postgres, many, few, close: () => postgres.stop() }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}

/** What an earlier run left does not take today's migrations, as after another branch's. */
class UnusableData extends Error {}

function unusable(cause: Error): never {
  throw new UnusableData(`The data set of an earlier run cannot be migrated: ${cause.message}`, { cause })
}

function readBuilt(marker: string): Built | null {
  if (!existsSync(marker)) return null
  const built = JSON.parse(readFileSync(marker, 'utf8')) as Built
  return built.version === dataVersion ? built : null
}

async function forget(dataDir: string): Promise<void> {
  const pointer = path.join(dataDir, 'postgres.location')
  if (existsSync(pointer)) rmSync(readFileSync(pointer, 'utf8').trim(), { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
}

async function build(
  dataDir: string,
  wanted: { readonly many: Size; readonly few: Size },
  say: (line: string) => void,
): Promise<Built> {
  const postgres = await startEmbeddedPostgres({ dataDir, settings: buildSettings, report: say })
  try {
    const make = async (size: Size) => {
      say(`${size.name}: ${size.tenants} tenants${size.withLargeTenant ? ' and a large one' : ''}`)
      return buildData({ ...(await database(postgres, size, [])), say })
    }
    const many = await make(wanted.many)
    return { version: dataVersion, tenants: { many, few: await make(wanted.few) } }
  } finally {
    await postgres.stop()
  }
}

async function database(
  postgres: EmbeddedPostgres,
  size: Size,
  tenants: readonly BenchTenant[],
): Promise<BenchDatabase> {
  const urls = await bootstrapRoles(postgres.superuserUrl, size.name, postgres.secrets)
  return { ...urls, size, tenants, superuserUrl: postgres.superuserUrl(size.name) }
}
