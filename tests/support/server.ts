import { createLog } from '../../gateway/log.ts'
import { builtPanelDocuments } from '../../gateway/panel-documents.ts'
import {
  composeInstalled,
  type RunningServer,
  type ServerOptions,
  startServer,
} from '../../gateway/server.ts'
import type { Clock } from '../../schema/index.ts'
import { testClock } from './clock.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export interface TestServer extends RunningServer {
  readonly database: TestDatabase
}

/**
 * The gateway itself, on a free port over a database of its own. Background jobs run when a test calls
 * `server.jobs.settle()`, what the clock starts is queued by `server.jobs.tick()`.
 */
export async function startTestServer(
  clock: Clock = testClock(),
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const database = await createTestDatabase()
  const server = await startServer({
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    port: 0,
    clock,
    log: createLog(process.env.LONCA_TEST_LOG ? 'info' : 'silent'),
    migrates: false,
    folds: false,
    works: false,
    // Tests of the panel run as `npm start` does; others ask with the cookie what they like.
    panelDocuments: process.env.PANEL_DOCUMENTS === 'listed' ? builtPanelDocuments(composeInstalled()) : null,
    compile: process.env.COMPILE !== 'off',
    ...options,
  })
  return {
    ...server,
    database,
    close: async () => {
      await server.close()
      await database.close()
    },
  }
}
