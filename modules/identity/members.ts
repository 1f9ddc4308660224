import {
  answered,
  type Payload,
  type RequestContext,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { beginSession } from './begin-session.ts'
import { keepAnOwner, membersInTurn } from './keep-an-owner.ts'
import type { EndMemberSessionsInput, MemberInput } from './member.types.ts'
import { Membership } from './membership.ts'
import { personOf } from './person.ts'
import { accessChanged, sessionsKey, sessionTransportKey } from './sessions.ts'

/** Keeps somebody out for the time being: their sessions and sockets here end at once, what they did stays theirs. */
export function disableMember(context: RequestContext, input: MemberInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    await membersInTurn(work)
    const member = await work.change<Membership>(Membership, input.id, input.version)
    if (member.status === 'DISABLED') refuse('ALREADY_DISABLED', ['id'])
    await keepAnOwner(work, member.id)
    member.status = 'DISABLED'
    work.tell('membership.disabled', member)
    await endSessionsOf(work, member.id)
    return member
  })
}

export function enableMember(context: RequestContext, input: MemberInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    await membersInTurn(work)
    const member = await work.change<Membership>(Membership, input.id, input.version)
    if (member.archivedAt) refuse('MEMBER_REMOVED', ['id'])
    if (member.status === 'ACTIVE') refuse('ALREADY_ENABLED', ['id'])
    member.status = 'ACTIVE'
    work.tell('membership.enabled', member)
    return member
  })
}

/** Takes somebody out of the business. What they did keeps their name; an invitation brings them back. */
export function removeMember(context: RequestContext, input: MemberInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    const member = await work.change<Membership>(Membership, input.id, input.version)
    if (member.archivedAt) refuse('MEMBER_REMOVED', ['id'])
    if (member.status === 'ACTIVE') await keepAnOwner(work, member.id)
    remove(work, member)
    work.tell('membership.removed', member)
    await endSessionsOf(work, member.id)
    return member
  })
}

/** Goes, and on to another business of the viewer if there is one. */
export function leaveTenant(context: RequestContext): Promise<Payload> {
  return answered(context, 'left', async () => {
    const viewer = personOf(context)
    const { userId, sessionId, membershipId } = viewer
    const kind = await context.service(sessionsKey).kindOf({ userId, sessionId })
    if (kind === 'cookie') context.service(sessionTransportKey).refuseWithoutCookies()
    await context.write(async (work) => {
      await membersInTurn(work)
      await keepAnOwner(work, membershipId)
      const { tenantId } = work.principal
      const member = await work.em.findOneOrFail(Membership, { tenantId, id: membershipId } as never)
      remove(work, member)
      work.tell('membership.left', member)
      await endSessionsOf(work, membershipId)
    })
    await context.service(sessionsKey).end({ userId, sessionId })
    context.service(sessionTransportKey).forget()
    const [place] = await context.service(accountsKey).places(userId)
    return { session: place ? await beginSession(context, userId, place, kind) : null }
  })
}

/** Ends the sessions of a member in this business, but for the one that asks. */
export function endMemberSessions(context: RequestContext, input: EndMemberSessionsInput): Promise<Payload> {
  return recordPayload(context, Membership, async (work) => {
    const member = await work.change<Membership>(Membership, input.memberId, undefined, ['memberId'])
    await endSessionsOf(work, member.id, work.principal.sessionId)
    work.tell('membership.sessions.ended', member)
    return member
  })
}

function remove(work: Work, member: Membership): void {
  member.status = 'DISABLED'
  member.archivedAt = work.now
  member.updatedAt = work.now
}

/** With the commit they are over: every process looks at its open sockets again. */
export async function endSessionsOf(
  work: Work,
  membershipId: string,
  kept: string | null = null,
): Promise<void> {
  await work.sql('select revoke_sessions_of_member($1, $2, $3)', [membershipId, kept, work.now.toISOString()])
  await work.sql(accessChanged)
}
