import { type Reader, Statement } from '../../schema/index.ts'

/** How many of the viewer's notifications are unread. */
export async function unreadNotifications({ principal, ask }: Reader): Promise<number> {
  const statement = new Statement(principal.tenantId)
  const plan = `select count(*)::int from notifications n where n.tenant_id = ${statement.tenant}
    and n.recipient_id = ${statement.value(principal.membershipId, 'uuid')} and n.read_at is null`
  return (await ask(statement, plan)) as number
}
