import { systemClock } from '../schema/index.ts'
import { migrate } from './database/migrate.ts'
import { openDatabase } from './database/open.ts'
import { installedMigrations } from './installed-migrations.ts'
import { runCommand } from './run-command.ts'

/** `npm run migrate`: brings the database of the settings up to date and says what ran. */
await runCommand(async (settings) => {
  const database = await openDatabase(settings, (line) => console.log(line))
  try {
    const ran = await migrate(database.ownerUrl, installedMigrations, systemClock.now())
    console.log(ran.length > 0 ? `Migrated: ${ran.join(', ')}.` : 'The database is up to date.')
  } finally {
    await database.close()
  }
})
