import {
  answered,
  decodeId,
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
} from '../../schema/index.ts'
import { Membership } from './membership.ts'
import { personOf } from './person.ts'
import type { RevokeSessionInput, UserSession } from './session.types.ts'
import { sessionsKey } from './sessions.ts'

const prefix = 'ses'

/** Where the viewer is signed in, in every business. */
export async function ownSessions(context: RequestContext): Promise<UserSession[]> {
  const { sessionId } = personOf(context)
  const sessions = await context.service(sessionsKey).list(context.read)
  return sessions.map(({ id, device, address, createdAt, lastUsedAt }) => ({
    id: encodeId(prefix, id),
    device,
    address,
    createdAt,
    lastUsedAt,
    isCurrent: id === sessionId,
  }))
}

export function revokeSession(context: RequestContext, input: RevokeSessionInput): Promise<Payload> {
  return answered(context, 'revoked', async () => {
    const { userId } = personOf(context)
    const decoded = decodeId(input.sessionId)
    const ended =
      decoded?.prefix === prefix &&
      (await context.service(sessionsKey).end({ userId, sessionId: decoded.uuid }))
    if (!ended) refuse('NOT_FOUND', ['sessionId'])
    await tellEnded(context, 1)
    return true
  })
}

export function revokeOtherSessions(context: RequestContext): Promise<Payload> {
  return answered(context, 'revokedCount', async () => {
    const { userId, sessionId } = personOf(context)
    const count = await context.service(sessionsKey).endAll(userId, sessionId)
    if (count > 0) await tellEnded(context, count)
    return count
  })
}

/** For the log of the tenant that the person works in now. */
export async function tellEnded(context: RequestContext, count: number): Promise<void> {
  const { membershipId } = personOf(context)
  await context.write(async (work) => {
    work.tellOf('session.ended', { meta: recordMeta(Membership), id: membershipId }, null, { count })
  })
}
