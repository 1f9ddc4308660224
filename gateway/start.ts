import { setImmediate as turn } from 'node:timers/promises'
import type { Composition } from '../schema/index.ts'
import { openDatabase } from './database/open.ts'
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
  const [opened, loaded] = await Promise.allSettled([openDatabase(settings, print), loadServing()])
  if (opened.status === 'rejected') throw opened.reason
  const database = opened.value
  try {
    if (loaded.status === 'rejected') throw loaded.reason
    const server = await loaded.value.serve(settings, database, print, prepareDemo)
    return {
      url: server.url,
      close: async (drainMs) => {
        await server.close(drainMs)
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/**
 * Loads and composes what serves, while PostgreSQL is made or starts in processes of its own. Loading holds this thread
 * up, so it is done in parts: between them the database is told its next step.
 */
export async function loadServing(): Promise<typeof import('./serving.ts')> {
  for (const load of [
    () => import('@mikro-orm/postgresql'),
    () => import('type-graphql'),
    () => import('@apollo/server'),
    () => import('pg-boss'),
    () => import('./installed.ts'),
    () => import('./server.ts').then(({ composeInstalled }) => composeInstalled()),
  ]) {
    await turn()
    await load()
  }
  return import('./serving.ts')
}
