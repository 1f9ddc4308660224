import {
  answered,
  decodeId,
  encodeId,
  type Payload,
  type RequestContext,
  refuse,
  Statement,
} from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { beginSession } from './begin-session.ts'
import { asUserSql } from './own-rows.ts'
import { personOf } from './person.ts'
import type { SwitchTenantInput, ViewerMembership } from './session.types.ts'
import { sessionsKey } from './sessions.ts'

/** The businesses that the viewer belongs to, the current one first. */
export async function viewerMemberships(context: RequestContext): Promise<ViewerMembership[]> {
  const { userId, tenantId: current } = personOf(context)
  const statement = new Statement(current)
  const user = statement.value(userId, 'uuid')
  const plan = `
    select coalesce(json_agg(json_build_object('tenantId', m.tenant_id, 'tenantName', t.name, 'role', m.role)
      order by m.tenant_id = ${statement.tenant} desc, m.tenant_id is not distinct from u.last_tenant_id desc,
        m.created_at, m.id), '[]'::json)
    from memberships m join users u on u.id = m.user_id join tenants t on t.tenant_id = m.tenant_id
    where m.user_id = ${user} and m.status = 'ACTIVE' and m.archived_at is null`
  const places = (await context.read.ask(statement, asUserSql(statement, userId, plan))) as Omit<
    ViewerMembership,
    'isCurrent'
  >[]
  return places.map(({ tenantId, ...place }) => ({
    ...place,
    tenantId: encodeId('ten', tenantId),
    isCurrent: tenantId === current,
  }))
}

/** Goes on in another of the viewer's businesses with a session of its own; the present one ends. */
export function switchTenant(context: RequestContext, input: SwitchTenantInput): Promise<Payload> {
  return answered(context, 'session', async () => {
    const { userId, sessionId, tenantId } = personOf(context)
    const decoded = decodeId(input.tenantId)
    const places = await context.service(accountsKey).places(userId)
    const place = places.find((one) => decoded?.prefix === 'ten' && one.tenantId === decoded.uuid)
    if (!place) refuse('NOT_FOUND', ['tenantId'])
    if (place.tenantId === tenantId) return null
    const sessions = context.service(sessionsKey)
    const kind = await sessions.kindOf({ userId, sessionId })
    const session = await beginSession(context, userId, place, kind)
    await sessions.end({ userId, sessionId })
    return session
  })
}
