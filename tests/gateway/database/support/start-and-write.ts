import { startEmbeddedPostgres } from '../../../../gateway/database/embedded.ts'
import { bootstrapRoles, withClient } from '../../../../gateway/database/roles.ts'

// A process that starts the database on the folder given as argument, writes a row, prints what it runs and
// stays, so that a test can kill it.
const server = await startEmbeddedPostgres({ dataDir: process.argv[2]! })
const { ownerUrl } = await bootstrapRoles(server.superuserUrl, 'lonca', server.secrets)
await withClient(ownerUrl, async (client) => {
  await client.query('create table if not exists kept (note text)')
  await client.query('insert into kept values ($1)', ['written before the kill'])
})
console.log(JSON.stringify({ pid: server.pid, port: server.port, ownerUrl }))
setInterval(() => {}, 60_000)
