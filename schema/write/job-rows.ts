import { newId } from '../ids.ts'
import type { AnyJob, JobPayload } from '../job.ts'
import type { EventSetting } from './event-rows.ts'

/** A job that is to be stored with the change that wants it. */
export interface QueuedJob {
  readonly job: AnyJob
  readonly payload: JobPayload
  readonly at: Date
  readonly key: string | null
}

/** The statement that stores these jobs. */
export function jobRows(jobs: readonly QueuedJob[], { principal, now, requestId }: EventSetting) {
  const rows = jobs.map(({ job, payload, at, key }) => ({
    id: newId(),
    job: job.name,
    payload,
    due_at: at.toISOString(),
    key,
  }))
  return {
    text: `insert into background_jobs
        (tenant_id, id, created_at, updated_at, queued_at, job, payload, due_at, key, request_id)
      select $1, j.id, $2, $2, $2, j.job, j.payload, j.due_at, j.key, $3
      from jsonb_to_recordset($4::jsonb) as j(id uuid, job text, payload jsonb, due_at timestamptz, key text)
      on conflict (tenant_id, job, key) where state = 'QUEUED' do nothing`,
    values: [principal.tenantId, now.toISOString(), requestId, JSON.stringify(rows)],
  }
}
