import {
  answered,
  decodeId,
  encodeId,
  type Payload,
  type RequestContext,
  refuse,
} from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { beginSession } from './begin-session.ts'
import { personOf } from './person.ts'
import type { SwitchTenantInput, ViewerMembership } from './session.types.ts'
import { sessionsKey } from './sessions.ts'
import { tenantDoorKey } from './tenant-door.ts'

/** The businesses that the viewer belongs to, the current one first. */
export async function viewerMemberships(context: RequestContext): Promise<ViewerMembership[]> {
  const { userId, tenantId: current } = personOf(context)
  const door = context.service(tenantDoorKey)
  const places = await context.service(accountsKey).places(userId)
  const named = await Promise.all(
    places.map(async ({ tenantId, role }) => ({
      tenantId: encodeId('ten', tenantId),
      tenantName: (await door.about(tenantId))?.name ?? '',
      role,
      isCurrent: tenantId === current,
    })),
  )
  return named.sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent))
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
