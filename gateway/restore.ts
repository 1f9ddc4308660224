import path from 'node:path'
import { systemClock } from '../schema/index.ts'
import { BackupError } from './backup/backup-error.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import { openDatabase } from './database/open.ts'
import { installedMigrations } from './installed-migrations.ts'
import { runCommand } from './run-command.ts'

/** `npm run restore -- folder`: makes the empty database of the settings what the backed-up one was. */
await runCommand(async (settings) => {
  const [given] = process.argv.slice(2)
  if (!given) throw new BackupError('Say which backup: npm run restore -- path/of/the/backup')
  const database = await openDatabase(settings, (line) => console.log(line))
  try {
    const began = performance.now()
    const { ownerUrl } = database
    const { dataDir } = settings
    const folder = path.resolve(given)
    const at = systemClock.now()
    const manifest = await restoreBackup({ ownerUrl, dataDir, folder, migrations: installedMigrations, at })
    const rows = manifest.tables.reduce((sum, table) => sum + Number(table.rows), 0)
    const seconds = (performance.now() - began) / 1000
    console.log(
      `Restored ${rows} rows of ${manifest.tables.length} tables and ${manifest.files.length} files as of ` +
        `${manifest.madeAt} in ${seconds.toFixed(1)} s; every sum is the same. Start Lonca with "npm start".`,
    )
  } finally {
    await database.close()
  }
})
