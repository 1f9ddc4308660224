import { systemClock } from '../schema/index.ts'
import { demoTenants } from './demo/presets.ts'
import { createLog } from './log.ts'
import { builtPanelDocuments } from './panel-documents.ts'
import { keyRingOf } from './secrets/key-ring.ts'
import { composeInstalled, type ServerOptions, startServer } from './server.ts'
import { type Settings, SettingsError } from './settings.ts'
import type { PrepareDemo, Print, Started } from './start.ts'

interface ServedDatabase {
  readonly appUrl: string
  readonly ownerUrl: string
  /** Resolves once it is up to date. */
  readonly migrated: Promise<void>
}

/**
 * Serves a database, and makes the demo businesses when they are wanted. What was begun
 * is undone when a later step fails.
 */
export async function serve(
  settings: Settings,
  database: ServedDatabase,
  print: Print,
  prepareDemo: PrepareDemo | null,
): Promise<Started> {
  const server = await startServer({
    ...optionsOf(settings, database),
    migrated: database.migrated,
    works: settings.worker === 'inside',
    panelDocuments: settings.panelDocuments === 'listed' ? builtPanelDocuments(composeInstalled()) : null,
  })
  try {
    const hasDemo = settings.demo && prepareDemo !== null
    if (hasDemo) await prepareDemo(server.setting, server.composition, print)
    print(welcome(server.url, hasDemo))
    return server
  } catch (error) {
    await server.close()
    throw error
  }
}

/** Everything that `npm run worker` does: background jobs of a database that gateways elsewhere serve. */
export async function startWorker(settings: Settings, print: Print): Promise<Started> {
  if (!settings.database) {
    throw new SettingsError(
      'The settings cannot be used:\nA worker of its own needs DATABASE_URL and DATABASE_OWNER_URL: the embedded ' +
        'database belongs to the process that starts it, and that one runs the jobs as well.',
    )
  }
  const worker = await startServer({ ...optionsOf(settings, settings.database), serves: false })
  print('The worker runs background jobs. Ctrl-C stops it.')
  return { url: '', close: () => worker.close() }
}

/** What a gateway and a worker of the same settings have in common. */
function optionsOf(
  settings: Settings,
  { appUrl, ownerUrl }: { readonly appUrl: string; readonly ownerUrl: string },
): ServerOptions {
  const { port, host, dataDir, metricsToken, mail, files, allowPrivateHosts } = settings
  const { costs, introspection, compile } = settings
  return {
    appUrl,
    ownerUrl,
    port,
    host,
    dataDir,
    keyRing: keyRingOf(settings),
    clock: systemClock,
    log: createLog(settings.logLevel),
    metricsToken,
    mail,
    files,
    allowPrivateHosts,
    costs,
    introspection,
    compile,
  }
}

function welcome(url: string, hasDemo: boolean): string {
  const signIns = demoTenants.map(
    ({ key, name }) =>
      `    ${['owner', 'manager', 'staff'].map((role) => `${role}@${key}.demo`).join('  ')}   ${name}`,
  )
  return [
    '',
    '  Lonca is running.',
    '',
    `    Panel        ${url}/`,
    `    GraphQL      ${url}/graphql (HTTP and WebSocket)`,
    `    Query page   ${url}/graphiql`,
    '',
    ...(hasDemo
      ? ['  Sign in to one of three businesses with the password demo-lonca:', '', ...signIns, '']
      : []),
    '  Ctrl-C stops it.',
    '',
  ].join('\n')
}
