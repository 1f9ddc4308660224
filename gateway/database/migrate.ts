import type { Migration } from '@mikro-orm/migrations'
import { Migrator } from '@mikro-orm/migrations'
import { MikroORM } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { installQueue } from '../jobs/pg-boss-queue.ts'
import { ensureRoles, withClient } from './roles.ts'

/** One migration: its name, which is recorded as done, and its class with hand-written SQL. */
export interface NamedMigration {
  name: string
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration
}

/** The ordered migrations of core (`key: 'core'`) or of one blueprint. */
export interface MigrationSet {
  key: string
  migrations: NamedMigration[]
}

/** Only one process migrates a database at a time; the number is arbitrary and must stay the same. */
const MIGRATION_LOCK = 5_662_001

/**
 * Brings a database up to date as role `lonca_owner`: each set in the given order (core first), each recorded
 * in a table of its own (`migrations_core`, `migrations_<blueprint>`), each migration in its own transaction.
 * Then installs the job queue and makes the monthly partitions of the event log up to a year ahead of `at`.
 *
 * Nothing is generated from the records and nothing compared with them, so no run can decide to drop a table.
 * Several processes may call this at once: the others wait for the first and find nothing left to do.
 *
 * @param at the moment from the injected clock.
 * @returns the names of what ran, such as `core/0001-foundation`.
 * @throws DatabaseError when roles or extensions are missing.
 */
export async function migrate(ownerUrl: string, sets: readonly MigrationSet[], at: Date): Promise<string[]> {
  await ensureRoles(ownerUrl)
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query('set role lonca_owner')
    const pending: MigrationSet[] = []
    for (const set of sets) if (!(await nothingPending(client, set))) pending.push(set)
    const done = pending.length ? await runPending(ownerUrl, pending) : []
    // Not made by a migration, and a backup without them could not be migrated further.
    for (const table of sets.map(migrationTable)) {
      await client.query(`grant select on ${table}, ${table}_id_seq to lonca_backup`)
    }
    if (sets.some((set) => set.key === 'core')) {
      await installQueue((text, values) => client.query(text, values))
      const month = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1)).toISOString().slice(0, 10)
      await client.query('select lonca_event_partitions($1, 13)', [month])
    }
    return done
  })
}

export function migrationTable(set: MigrationSet): string {
  return `migrations_${set.key.replaceAll('-', '_')}`
}

async function runPending(ownerUrl: string, sets: readonly MigrationSet[]): Promise<string[]> {
  const orm = await MikroORM.init({
    clientUrl: ownerUrl,
    // What a crash takes back runs again at the next start; whatever is written later also makes sure of what came before.
    driverOptions: {
      options: '-c role=lonca_owner -c client_min_messages=warning -c synchronous_commit=off',
    },
    pool: { max: 1 },
    entities: [],
    discovery: { warnWhenNoEntities: false },
    migrations: { allOrNothing: false, snapshot: false, silent: true },
    logger: () => {},
  })
  const done: string[] = []
  try {
    for (const set of sets) {
      const { migrations: migrationsList } = set
      orm.config.set('migrations', {
        ...orm.config.get('migrations'),
        tableName: migrationTable(set),
        migrationsList,
      })
      const ran = await new Migrator(orm.em).up()
      done.push(...ran.map((migration) => `${set.key}/${migration.name}`))
    }
    return done
  } finally {
    await orm.close(true)
  }
}

// A warm start should not pay for an ORM only to learn that there is nothing to do.
async function nothingPending(client: pg.Client, set: MigrationSet): Promise<boolean> {
  const table = migrationTable(set)
  const { rows } = await client.query('select to_regclass($1) is not null as exists', [table])
  if (!rows[0].exists) return false
  const executed = await client.query(`select name from ${client.escapeIdentifier(table)}`)
  const names = new Set(executed.rows.map((row) => row.name))
  return set.migrations.every((migration) => names.has(migration.name))
}
