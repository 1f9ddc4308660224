import {
  type DeclaredNotification,
  type EventReaction,
  encodeId,
  newId,
  type RecordedEvent,
  recordMeta,
  type Work,
} from '../../schema/index.ts'
import { Notification } from './notification.ts'

/** What happens again to the same subject within this time, and was not read, counts up. */
const groupedWithinMs = 60 * 60_000

/**
 * Writes the notifications that follow from what a verb told, in its own transaction: they exist exactly when the
 * change does, once, however many processes there are.
 */
export function notifying(kinds: readonly DeclaredNotification[]): EventReaction {
  return {
    on: [...new Set(kinds.flatMap(({ on }) => on))],
    async told(work, events) {
      if (work.principal.switchedOff.has('notifications')) return
      // Rows are to be found by the statements below.
      await work.flush()
      for (const event of events) {
        for (const kind of kinds) if (kind.on.includes(event.type)) await notify(work, kind, event)
      }
    },
  }
}

async function notify(work: Work, kind: DeclaredNotification, event: RecordedEvent): Promise<void> {
  const { principal } = work
  const isOwn = (member: string) => principal.actor === 'user' && member === principal.membershipId
  const recipients = [...new Set(await kind.recipients(work, event))].filter(
    (member) => kind.tellsActor || !isOwn(member),
  )
  if (recipients.length === 0) return
  const subject = encodeId(event.subject.meta.prefix, event.subject.id)
  const rows = await work.sql<{ id: string }>(countUpOrInsert, [
    principal.tenantId,
    recipients,
    recipients.map(() => newId()),
    kind.key,
    `${kind.key} ${subject}`,
    work.now,
    new Date(work.now.getTime() - groupedWithinMs),
    principal.actor === 'user' ? principal.membershipId : null,
    JSON.stringify(event.payload),
    event.subject.meta.name,
    subject,
  ])
  const meta = recordMeta(Notification)
  for (const { id } of rows) work.tellOf('notification.created', { meta, id }, null, { kind: kind.key })
}

const countUpOrInsert = `
  with wanted as (
    select t.recipient_id, t.id from unnest($2::uuid[], $3::uuid[]) t(recipient_id, id)
    join memberships m on m.tenant_id = $1 and m.id = t.recipient_id and m.status = 'ACTIVE'
    where not exists (
      select 1 from notification_preferences p
      where p.tenant_id = $1 and p.member_id = t.recipient_id and p.kind = $4 and p.channel = 'PANEL'
        and not p.enabled)
  ), counted as (
    update notifications n set count = n.count + 1, happened_at = $6, updated_at = $6, version = n.version + 1,
      actor_id = $8, facts = $9
    from wanted w
    where n.tenant_id = $1 and n.recipient_id = w.recipient_id and n.group_key = $5 and n.read_at is null
      and n.happened_at > $7
    returning n.id, n.recipient_id
  ), made as (
    insert into notifications (tenant_id, id, created_at, updated_at, recipient_id, kind, subject_type, subject_id,
      actor_id, facts, group_key, count, happened_at)
    select $1, w.id, $6, $6, w.recipient_id, $4, $10, $11, $8, $9, $5, 1, $6 from wanted w
    where not exists (select 1 from counted c where c.recipient_id = w.recipient_id)
    returning id
  )
  select id from counted union all select id from made`
