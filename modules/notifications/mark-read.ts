import { decodeId, type RequestContext, recordMeta, refuse, type Work } from '../../schema/index.ts'
import { Notification } from './notification.ts'

/** Marks some of the viewer's notifications as read, on all of their devices. How many are unread then. */
export function markNotificationsRead(context: RequestContext, ids: readonly string[]): Promise<number> {
  return context.write(async (work) => {
    if (ids.length > 100) refuse('TOO_LARGE', ['ids'], { max: 100 })
    const meta = recordMeta(Notification)
    const uuids = ids.map((id) => {
      const decoded = decodeId(id)
      return decoded?.prefix === meta.prefix ? decoded.uuid : null
    })
    const known = uuids.filter((uuid) => uuid !== null)
    const reachable = await work.read.reachable(meta, known, 'act')
    if (uuids.some((uuid) => uuid === null || !reachable.has(uuid))) refuse('NOT_FOUND', ['ids'])
    return readThose(work, 'id = any($3::uuid[])', known)
  })
}

/** Marks all that happened up to a moment as read: what came while the person looked stays unread. */
export function markAllNotificationsRead(context: RequestContext, upTo: Date | null): Promise<number> {
  return context.write((work) => readThose(work, 'happened_at <= $3::timestamptz', upTo ?? work.now))
}

async function readThose(work: Work, which: string, value: unknown): Promise<number> {
  const { tenantId, membershipId } = work.principal
  const read = await work.sql<{ id: string }>(
    `update notifications set read_at = $4, updated_at = $4, version = version + 1
     where tenant_id = $1 and recipient_id = $2 and read_at is null and ${which} returning id`,
    [tenantId, membershipId, value, work.now],
  )
  const [first] = read
  if (first) {
    const subject = { meta: recordMeta(Notification), id: first.id }
    work.tellOf('notification.read', subject, null, { count: read.length })
  }
  return countUnread(work)
}

async function countUnread(work: Work): Promise<number> {
  const [row] = await work.sql<{ unread: number }>(
    'select count(*)::int as unread from notifications where tenant_id = $1 and recipient_id = $2 and read_at is null',
    [work.principal.tenantId, work.principal.membershipId],
  )
  return row?.unread ?? 0
}
