import { newId } from '../ids.ts'
import { nobodyId, type Principal } from '../principal.ts'
import { Statement } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'

/** A fact that is written beside the change it tells of. The payload holds ids, enums and amounts; never a person's data. */
export interface RecordedEvent {
  readonly type: string
  readonly subject: { readonly meta: RecordMeta; readonly id: string }
  readonly branchId: string | null
  readonly payload: Readonly<{ [name: string]: unknown }>
}

/** Who writes, when, and in which request: what every event carries. */
export interface EventSetting {
  readonly principal: Principal
  readonly now: Date
  readonly requestId: string
}

/** Stores what is selected as `id`, `type`, `branch_id`, `subject_type`, `subject_id` and `payload`. */
export function insertEventsSql(statement: Statement, rows: string, setting: EventSetting): string {
  const { principal, now, requestId } = setting
  const actor = principal.apiKeyId ?? (principal.userId === nobodyId ? null : principal.userId)
  return `insert into tenant_event_logs
      (tenant_id, id, type, occurred_at, actor_kind, actor_id, request_id, branch_id, subject_type, subject_id, payload)
    select ${statement.tenant}, e.id, e.type, ${statement.value(now.toISOString(), 'timestamptz')},
      ${statement.value(principal.actor, 'text')}, ${statement.value(actor, 'uuid')},
      ${statement.value(requestId, 'text')}, e.branch_id, e.subject_type, e.subject_id, e.payload
    from (${rows}) e`
}

/** The statement that stores these events. */
export function eventRows(events: readonly RecordedEvent[], setting: EventSetting) {
  const rows = events.map(({ type, subject, branchId, payload }) => ({
    id: newId(),
    type,
    branch_id: branchId,
    subject_type: subject.meta.name,
    subject_id: subject.id,
    payload,
  }))
  const statement = new Statement(setting.principal.tenantId)
  const selected = `select * from jsonb_to_recordset(${statement.value(JSON.stringify(rows), 'jsonb')})
    as e(id uuid, type text, branch_id uuid, subject_type text, subject_id uuid, payload jsonb)`
  return { text: insertEventsSql(statement, selected, setting), values: statement.values }
}
