import { installedBlueprints, installedModules } from '../../gateway/installed.ts'
import {
  type AnyJob,
  type Composition,
  compose,
  defineModule,
  type ScheduleDeclaration,
} from '../../schema/index.ts'
import type { Send } from './graphql-client.ts'

/** What is installed, and jobs of a test. */
export function withJobs(
  jobs: readonly AnyJob[],
  schedules: readonly ScheduleDeclaration[] = [],
): Composition {
  const module = defineModule({ key: 'test', title: { en: 'Test', tr: 'Test' }, jobs, schedules })
  return compose([...installedModules, module], installedBlueprints)
}

export interface ListedJob {
  readonly id: string
  readonly job: string
  readonly state: string
  readonly attempts: number
  readonly dueAt: string
  readonly errorCode: string | null
  readonly error: string | null
}

/** The jobs of a business as an administrator sees them, the oldest first. */
export async function listedJobs(send: Send): Promise<ListedJob[]> {
  const answer = await send(
    `{ backgroundJobs(first: 100, orderBy: [{ field: queuedAt, direction: ASC }]) {
      nodes { id job state attempts dueAt errorCode error } } }`,
  )
  if (!answer.data) throw new Error(JSON.stringify(answer))
  return answer.data.backgroundJobs.nodes
}
