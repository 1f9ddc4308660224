import { withClient } from './database/roles.ts'
import { openForOwner } from './database/running-server.ts'
import { runCommand } from './run-command.ts'
import { KeyFolder, keyFolderOf, keyRingOf } from './secrets/key-ring.ts'
import { assertRotatable, rewrapKeys } from './secrets/rotate-keys.ts'

/**
 * `npm run rotate-keys`: adds a key to the ring, wraps the keys of all tenants with it, and removes the earlier ones,
 * while the gateway runs. With LONCA_KEYS the new key is the last of the list, and removing the others is left to
 * whoever keeps the list.
 */
await runCommand(async (settings) => {
  const database = await openForOwner(settings)
  try {
    await withClient(database.ownerUrl, assertRotatable)
    const folder = settings.keys ? null : new KeyFolder(keyFolderOf(settings.dataDir))
    const earlier = folder?.keys() ?? []
    folder?.add()
    const count = await withClient(database.ownerUrl, (client) => rewrapKeys(client, keyRingOf(settings)))
    for (const { id } of earlier) folder?.remove(id)
    console.log(
      folder
        ? `${count} tenant keys are wrapped anew; the earlier ring keys are gone.`
        : `${count} tenant keys are wrapped anew; remove all but the last key from LONCA_KEYS now.`,
    )
  } finally {
    await database.close()
  }
})
