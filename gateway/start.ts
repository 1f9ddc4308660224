import { setImmediate as turn } from 'node:timers/promises'
import { systemClock } from '../schema/clock.ts'
import type { Composition } from '../schema/index.ts'
import { type OpenedDatabase, openDatabase } from './database/open.ts'
import type { OperationSetting } from './operation-context.ts'
import type { Settings } from './settings.ts'

/** Tells a person what is going on, a line at a time. */
export type Print = (line: string) => void

/**
 * Makes the demo businesses that are missing and fills them from their exports. Called at each start with the demo
 * on, also after one that was killed half-way.
 */
export type PrepareDemo = (
  setting: OperationSetting,
  composition: Composition,
  print: Print,
) => Promise<unknown>

export interface Started {
  /** Where people open it; the panel, GraphQL and the query page are below it. */
  readonly url: string
  /** Finishes what is under way, then stops the gateway and the database that it started. */
  close(drainMs?: number): Promise<void>
}

/**
 * Everything that `npm start` does with settings that were read: opens the database, migrates, serves, and makes the
 * demo businesses when they are wanted. What was begun is undone when a later step fails.
 */
export async function start(
  settings: Settings,
  print: Print,
  prepareDemo: PrepareDemo | null = null,
): Promise<Started> {
  const opening = openDatabase(settings, print)
  const migrated = opening.then(migrateInstalled)
  // Whoever serves hears of a failure.
  const migratedOrNot = migrated.catch(() => {})
  const [opened, loaded] = await Promise.allSettled([opening, loadServing()])
  if (opened.status === 'rejected') throw opened.reason
  const database = opened.value
  try {
    if (loaded.status === 'rejected') throw loaded.reason
    const server = await loaded.value.serve(settings, { ...database, migrated }, print, prepareDemo)
    return {
      url: server.url,
      close: async (drainMs) => {
        await server.close(drainMs)
        await database.close()
      },
    }
  } catch (error) {
    await migratedOrNot
    await database.close()
    throw error
  }
}

async function migrateInstalled({ ownerUrl }: OpenedDatabase): Promise<void> {
  const { migrate } = await import('./database/migrate.ts')
  const { installedMigrations } = await import('./installed-migrations.ts')
  await migrate(ownerUrl, installedMigrations, systemClock.now())
}

/**
 * Loads and composes what serves, while PostgreSQL is made and migrated in processes of its own. Loading holds this thread
 * up, so it is done in parts: between them the database is told its next step.
 */
export async function loadServing(): Promise<typeof import('./serving.ts')> {
  for (const load of [
    () => import('@mikro-orm/postgresql'),
    () => import('./database/migrate.ts'),
    () => import('type-graphql'),
    () => import('@apollo/server'),
    () => import('fastify'),
    () => import('../schema/index.ts'),
    () => import('./installed.ts'),
    () => import('./server.ts'),
    () => import('./server.ts').then(({ composeInstalled }) => composeInstalled()),
  ]) {
    await turn()
    await load()
  }
  return import('./serving.ts')
}
