import { document } from '../../../data/document.ts'
import type { UserError } from '../../../data/payload.ts'
import type { Translated } from '../../../i18n/format.ts'

export type JobState = 'QUEUED' | 'RUNNING' | 'DONE' | 'FAILED' | 'DISCARDED'

export interface Job {
  id: string
  title: Translated
  state: JobState
  attempts: number
  dueAt: string
  finishedAt: string | null
  errorCode: string | null
  error: string | null
}

export const jobsQuery = document<
  { backgroundJobs: { nodes: Job[]; totalCount: number } },
  { states: JobState[]; first: number }
>(`query Jobs($states: [BackgroundJobState!]!, $first: Int!) {
  backgroundJobs(first: $first, filter: { state: { in: $states } }, orderBy: [{ field: queuedAt, direction: DESC }]) {
    nodes { id title { en tr } state attempts dueAt finishedAt errorCode error }
    totalCount
  }
}`)

interface JobPayload {
  backgroundJob: { id: string; state: JobState } | null
  userErrors: UserError[]
}

export const retryJobMutation = document<{ retryJob: JobPayload }, { input: { id: string } }>(
  `mutation RetryJob($input: BackgroundJobInput!) {
  retryJob(input: $input) { backgroundJob { id state } userErrors { code field message } }
}`,
)

export const discardJobMutation = document<{ discardJob: JobPayload }, { input: { id: string } }>(
  `mutation DiscardJob($input: BackgroundJobInput!) {
  discardJob(input: $input) { backgroundJob { id state } userErrors { code field message } }
}`,
)

export interface LoggedCall {
  id: string
  requestId: string
  occurredAt: string
  operation: string
  outcome: 'FAILED' | 'REFUSED' | 'SLOW'
  codes: string[]
  durationMs: number
  member: { id: string; name: string } | null
  apiKeyId: string | null
}

export const callsQuery = document<
  { requestLog: { nodes: LoggedCall[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } },
  { filter: Record<string, unknown>; after?: string | null }
>(`query FailedCalls($filter: LoggedRequestFilter, $after: String) {
  requestLog(first: 30, after: $after, filter: $filter) {
    nodes { id requestId occurredAt operation outcome codes durationMs member { id name } apiKeyId }
    pageInfo { hasNextPage endCursor }
  }
}`)
