import { systemClock } from '../schema/index.ts'
import { DatabaseError } from './database/database-error.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { installedMigrations } from './installed.ts'
import { readSettings, SettingsError } from './settings.ts'

/** `npm run migrate`: brings the database of the settings up to date and says what ran. */
try {
  const settings = readSettings()
  const database = await openDatabase(settings, (line) => console.log(line))
  try {
    const ran = await migrate(database.ownerUrl, installedMigrations, systemClock.now())
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}.` : 'The database is up to date.')
  } finally {
    await database.close()
  }
} catch (error) {
  if (!(error instanceof DatabaseError || error instanceof SettingsError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
