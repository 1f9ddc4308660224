import path from 'node:path'
import { systemClock } from '../schema/index.ts'
import { makeBackup } from './backup/make-backup.ts'
import { openForBackup } from './database/running-server.ts'
import { runCommand } from './run-command.ts'

/** `npm run backup [-- folder]`: everything that belongs to tenants, as it stands now; the gateway may be running. */
await runCommand(async (settings) => {
  const at = systemClock.now()
  const name = `lonca-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z`
  const folder = path.resolve(process.argv[2] ?? path.join(settings.dataDir, 'backups', name))
  const source = await openForBackup(settings)
  try {
    const began = performance.now()
    const { backupUrl } = source
    const { tables, files } = await makeBackup({ backupUrl, dataDir: settings.dataDir, folder, at })
    const bytes = [...tables, ...files].reduce((sum, one) => sum + one.bytes, 0)
    const rows = tables.reduce((sum, table) => sum + Number(table.rows), 0)
    const seconds = (performance.now() - began) / 1000
    console.log(
      `Backed up ${rows} rows of ${tables.length} tables and ${files.length} files, ` +
        `${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s, to ${folder}`,
    )
    console.log(
      'Keys are not in it: keep a copy of the key files of DATA_DIR elsewhere (docs/guides/operations.md).',
    )
  } finally {
    await source.close()
  }
})
