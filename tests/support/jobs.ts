import { composeInstalled } from '../../gateway/server.ts'
import { type AnyJob, defineModule, type ScheduleDeclaration } from '../../schema/index.ts'
import type { Send } from './graphql-client.ts'

/** Declares jobs of a test; before its server is started. */
export function withJobs(jobs: readonly AnyJob[], schedules: readonly ScheduleDeclaration[] = []): void {
  const modules = composeInstalled().modules as ReturnType<typeof defineModule>[]
  modules.push(defineModule({ key: 'test', title: { en: 'Test', tr: 'Test' }, jobs, schedules }))
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
