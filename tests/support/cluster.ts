import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { dataFolderHolder } from '../../gateway/database/data-folder-lock.ts'
import { startEmbeddedPostgres } from '../../gateway/database/embedded.ts'
import { migrate } from '../../gateway/database/migrate.ts'
import { clearLeftovers } from '../../gateway/database/postmaster.ts'
import { bootstrapRoles } from '../../gateway/database/roles.ts'
import { installedMigrations } from '../../gateway/installed-migrations.ts'
import { testNow } from './clock.ts'

const TEMPLATE = 'lonca_template'
const PREFIX = 'lonca-test-'

/** What the workers are told about the cluster of the run. */
export interface TestCluster {
  superuserUrl: string
  /** The migrated database that every test file clones; nobody may be connected to it. */
  template: string
  secrets: { owner: string; app: string; backup: string }
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster
  }
}

/** Durability off: the cluster lives as long as the run, and a clone takes a third of the time. */
const THROWAWAY = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', autovacuum: 'off' }

/** Starts one PostgreSQL for the run and migrates the template; the returned function takes it all away. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandoned()
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX))
  chmodSync(folder, 0o711)
  const server = await startEmbeddedPostgres({ dataDir: folder, settings: THROWAWAY })
  const remove = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { ownerUrl } = await bootstrapRoles(server.superuserUrl, TEMPLATE, server.secrets)
    await migrate(ownerUrl, installedMigrations, testNow)
  } catch (error) {
    await remove()
    throw error
  }
  project.provide('cluster', {
    superuserUrl: server.superuserUrl(),
    template: TEMPLATE,
    secrets: server.secrets,
  })
  return remove
}

/** A run that was killed could not take its cluster away. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = path.join(tmpdir(), name)
    if (!name.startsWith(PREFIX) || !existsSync(path.join(folder, 'gateway.lock'))) continue
    if (dataFolderHolder(folder) !== null) continue
    await clearLeftovers(path.join(folder, 'postgres'))
    rmSync(folder, { recursive: true, force: true })
  }
}
