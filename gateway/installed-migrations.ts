import { autoServiceMigrations } from '../migrations/auto-service/index.ts'
import { coreMigrations } from '../migrations/core/index.ts'
import { dentalMigrations } from '../migrations/dental/index.ts'
import { hairSalonMigrations } from '../migrations/hair-salon/index.ts'
import type { MigrationSet } from './database/migrate.ts'

/**
 * Core first, then each installed blueprint's own tables, which may refer to core's. Apart from what they belong to, so
 * that a database is migrated while the rest is loaded.
 */
export const installedMigrations: readonly MigrationSet[] = [
  { key: 'core', migrations: coreMigrations },
  { key: 'hair-salon', migrations: hairSalonMigrations },
  { key: 'dental', migrations: dentalMigrations },
  { key: 'auto-service', migrations: autoServiceMigrations },
]
