import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import type {} from './cluster.ts'

/** A database of its own for one test file, a clone of the migrated template. */
export interface TestDatabase {
  /** For requests: role lonca_app, row-level security applies. */
  appUrl: string
  /** For migrations and for looking at every tenant's rows: role lonca_owner. */
  ownerUrl: string
  /** Role lonca_backup: reads everything, writes nothing. */
  backupUrl: string
  /** For what only an administrator may do. */
  superuserUrl: string
  /** Drops the database, ending whatever sessions are left on it. */
  close(): Promise<void>
}

/**
 * Clones the migrated template, about 100 ms. Call it in `beforeAll` and `close()` in `afterAll`.
 *
 * All databases of a run are in one cluster, so an open transaction in one file delays the event feed (not the
 * answers) of all others until it ends.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const cluster = inject('cluster')
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(cluster.superuserUrl, (client) =>
    client.query(`create database ${name} template ${cluster.template} owner lonca_owner strategy wal_log`),
  )
  const address = (role?: string, password?: string) => {
    const url = new URL(cluster.superuserUrl)
    url.pathname = `/${name}`
    if (role) Object.assign(url, { username: role, password })
    return url.href
  }
  return {
    appUrl: address('lonca_app', cluster.secrets.app),
    ownerUrl: address('lonca_owner', cluster.secrets.owner),
    backupUrl: address('lonca_backup', cluster.secrets.backup),
    superuserUrl: address(),
    close: async () => {
      await withClient(cluster.superuserUrl, (client) =>
        client.query(`drop database if exists ${name} with (force)`),
      )
    },
  }
}
