import {
  type DeclaredNotification,
  type EventReaction,
  encodeId,
  newId,
  type RecordedEvent,
  recordMeta,
  Statement,
  type StatementEvent,
  type Work,
  type WriteSetting,
  type WriteStatement,
} from '../../schema/index.ts'
import { Notification } from './notification.ts'

const meta = recordMeta(Notification)

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
    inStatement(statement, event) {
      if (statement.principal.switchedOff.has('notifications')) return
      for (const kind of kinds) if (kind.on.includes(event.type)) notifyInStatement(statement, kind, event)
    },
  }
}

async function notify(work: Work, kind: DeclaredNotification, event: RecordedEvent): Promise<void> {
  const { principal } = work
  const isOwn = (member: string) => principal.actor === 'user' && member === principal.membershipId
  const recipients = [...new Set(await recipientsOf(work, kind, event))].filter(
    (member) => kind.tellsActor || !isOwn(member),
  )
  if (recipients.length === 0) return
  const statement = new Statement(principal.tenantId)
  const ids = recipients.map(() => newId())
  const told = toldParts(statement, work.setting, kind, event.subject, {
    recipients: `select * from unnest(${statement.value(recipients, 'uuid[]')}, ${statement.value(ids, 'uuid[]')})
      as t(recipient_id, id)`,
    payload: statement.value(JSON.stringify(event.payload), 'jsonb'),
    isNew: false,
  })
  const parts = Object.entries(told).map(([name, sql]) => `${name} as (${sql})`)
  const rows = await work.sql<{ id: string }>(
    `with ${parts.join(', ')} select id from notified`,
    statement.values,
  )
  for (const { id } of rows) work.tellOf('notification.created', { meta, id }, null, { kind: kind.key })
}

async function recipientsOf(
  work: Work,
  kind: DeclaredNotification,
  event: RecordedEvent,
): Promise<readonly string[]> {
  if (kind.recipients) return kind.recipients(work, event)
  if (!(kind.recipient.isMeant?.(event) ?? true)) return []
  const rows = await work.sql<{ id: string | null }>(
    `select ${kind.recipient.sql('subject')} as id from ${event.subject.meta.table} subject
     where subject.tenant_id = $1 and subject.id = $2`,
    [work.principal.tenantId, event.subject.id],
  )
  return rows.flatMap(({ id }) => id ?? [])
}

function notifyInStatement(
  statement: WriteStatement,
  kind: DeclaredNotification,
  event: StatementEvent,
): void {
  if (!kind.recipient) {
    statement.incomplete()
    return
  }
  if (!(kind.recipient.isMeant?.(event) ?? true)) return
  const { part, payloadSql, subject, isNew } = event
  const { principal, setting } = statement
  const own = !kind.tellsActor && principal.actor === 'user' ? principal.membershipId : null
  const known = kind.recipient.known?.(event)
  if (known !== undefined && (known === null || known === own)) return
  const told = toldParts(statement, setting, kind, subject, {
    recipients: `select r.recipient_id, ${statement.value(newId(), 'uuid')} as id
      from (select ${kind.recipient.sql(part)} as recipient_id from ${part}) r
      where r.recipient_id is distinct from ${statement.value(own, 'uuid')}`,
    payload: `(select ${payloadSql} from ${part})`,
    isNew,
  })
  for (const [name, sql] of Object.entries(told)) statement.part(name, sql)
  const facts = statement.value(JSON.stringify({ kind: kind.key }), 'jsonb')
  statement.tellOf('notification.created', meta, 'notified', 'null::uuid', facts)
}

interface Told {
  /** Rows of `recipient_id` and `id`, and the payload, as SQL. */
  readonly recipients: string
  readonly payload: string
  readonly isNew: boolean
}

/**
 * The parts of a statement that write a notification to each recipient who wants it, or count up the one that they
 * have not read; `notified` yields their ids. Of a subject that is new there is none.
 */
function toldParts(
  statement: Statement,
  { principal, now }: Pick<WriteSetting, 'principal' | 'now'>,
  kind: DeclaredNotification,
  { meta: about, id }: RecordedEvent['subject'],
  { recipients, payload, isNew }: Told,
) {
  const { tenant } = statement
  const subject = encodeId(about.prefix, id)
  const moment = statement.value(now.toISOString(), 'timestamptz')
  const since = () => statement.value(new Date(now.getTime() - groupedWithinMs).toISOString(), 'timestamptz')
  const group = statement.value(`${kind.key} ${subject}`, 'text')
  const actor = statement.value(principal.actor === 'user' ? principal.membershipId : null, 'uuid')
  const key = statement.value(kind.key, 'text')
  return {
    wanted: `select t.recipient_id, t.id from (${recipients}) t
      join memberships m on m.tenant_id = ${tenant} and m.id = t.recipient_id and m.status = 'ACTIVE'
      where not exists (
        select 1 from notification_preferences p
        where p.tenant_id = ${tenant} and p.member_id = t.recipient_id and p.kind = ${key} and p.channel = 'PANEL'
          and not p.enabled)`,
    counted: isNew
      ? 'select id, recipient_id from wanted where false'
      : `update notifications n set count = n.count + 1, happened_at = ${moment}, updated_at = ${moment},
        version = n.version + 1, actor_id = ${actor}, facts = ${payload}
      from wanted w
      where n.tenant_id = ${tenant} and n.recipient_id = w.recipient_id and n.group_key = ${group}
        and n.read_at is null and n.happened_at > ${since()}
      returning n.id, n.recipient_id`,
    announced: `insert into notifications (tenant_id, id, created_at, updated_at, recipient_id, kind, subject_type,
        subject_id, actor_id, facts, group_key, count, happened_at)
      select ${tenant}, w.id, ${moment}, ${moment}, w.recipient_id, ${key}, ${statement.value(about.name, 'text')},
        ${statement.value(subject, 'text')}, ${actor}, ${payload}, ${group}, 1, ${moment}
      from wanted w where not exists (select 1 from counted c where c.recipient_id = w.recipient_id)
      returning id`,
    notified: 'select id from counted union all select id from announced',
  }
}
