import {
  answered,
  LoncaError,
  type Payload,
  type RequestContext,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Department } from '../tenancy/index.ts'
import { accountsKey } from './accounts.ts'
import { attemptsKey } from './attempts.ts'
import { beginSession } from './begin-session.ts'
import { enteredName } from './entered-name.ts'
import { Invitation } from './invitation.ts'
import { type FoundInvitation, findInvitation } from './invitation-view.ts'
import type { AcceptInvitationInput } from './member.types.ts'
import { Membership } from './membership.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { sessionsKey, sessionTransportKey } from './sessions.ts'
import { checkedPassword } from './sign-in.ts'
import { linkLimits } from './sign-in-limits.ts'
import { tenantDoorKey } from './tenant-door.ts'

/**
 * Joins a business with the link of an invitation: a new person with a name and a password, somebody who is known with
 * the password of their account. One of those who come at the same time gets in.
 */
export function acceptInvitation(context: RequestContext, input: AcceptInvitationInput): Promise<Payload> {
  return answered(context, 'session', async () => {
    const transport = context.service(sessionTransportKey)
    if (input.cookie) transport.refuseWithoutCookies()
    await context.service(attemptsKey).take(linkLimits(transport.address))
    const found = await findInvitation(context, input.token)
    if (!found) refuse('LINK_UNKNOWN', ['token'])
    refuseOver(found, context.clock.now())
    const userId = await personWhoJoins(context, input, found)
    const account = await context.service(accountsKey).of(userId)
    if (!account) throw LoncaError.unauthenticated()
    const caller = {
      tenantId: found.tenantId,
      userId,
      membershipId: found.invitedById,
      requestId: context.requestId,
    }
    const membershipId = await context
      .service(tenantDoorKey)
      .write(caller, (work) => join(work, found.id, { userId, name: account.name, email: account.email }))
    const { principal } = context
    if (principal?.actor === 'user' && input.cookie) await context.service(sessionsKey).end(principal)
    return beginSession(
      context,
      userId,
      { tenantId: found.tenantId, membershipId },
      input.cookie ? 'cookie' : 'bearer',
    )
  })
}

async function personWhoJoins(
  context: RequestContext,
  input: AcceptInvitationInput,
  { email, name }: FoundInvitation,
): Promise<string> {
  const accounts = context.service(accountsKey)
  const password = input.password ?? ''
  const userId = await accounts.idOf(email)
  const { principal } = context
  if (userId && principal?.actor === 'user' && principal.userId === userId) return userId
  const account = userId ? await accounts.of(userId) : null
  if (account?.isConfirmed) return knownPerson(context, email, password)
  refuseWeakPassword(password, email)
  if (!account) {
    const person = { name: enteredName(input.name ?? name), email, password }
    return accounts.addUser(person).catch((error: { code?: string }) => {
      // Of two who come at once, the slower finds the account that the faster has made.
      if (error.code === '23505') return knownPerson(context, email, password)
      throw error
    })
  }
  // Somebody signed up with the address and never showed that it is theirs; whoever holds this link has.
  await accounts.setPassword(account.userId, password)
  await accounts.confirm(account.userId)
  return account.userId
}

async function knownPerson(context: RequestContext, email: string, password: string): Promise<string> {
  return (await checkedPassword(context, email, password)) ?? refuse('PASSWORD_WRONG', ['password'])
}

async function join(
  work: Work,
  invitationId: string,
  person: { readonly userId: string; readonly name: string; readonly email: string },
): Promise<string> {
  const { tenantId } = work.principal
  const [open] = await work.sql<{ id: string }>(
    `update invitations set status = 'ACCEPTED', version = version + 1, updated_at = $3
     where tenant_id = $1 and id = $2 and status = 'PENDING' and expires_at > $3 returning id`,
    [tenantId, invitationId, work.now.toISOString()],
  )
  if (!open) refuse('INVITATION_ACCEPTED', ['token'])
  const invitation = await work.em.findOneOrFail(Invitation, { tenantId, id: invitationId } as never)
  const known = await work.em.findOne(Membership, { tenantId, userId: person.userId } as never)
  const place = {
    role: invitation.role,
    department: invitation.department && work.reference(Department, invitation.department.id),
    status: 'ACTIVE' as const,
  }
  const member: Membership = known
    ? Object.assign(known, place, { archivedAt: null, updatedAt: work.now })
    : work.create<Membership>(Membership, { ...person, ...place })
  await work.flush()
  await work.sql('update invitations set member_id = $3 where tenant_id = $1 and id = $2', [
    tenantId,
    invitationId,
    member.id,
  ])
  work.tell('membership.joined', member, { role: member.role })
  return member.id
}

function refuseOver({ status, expiresAt }: FoundInvitation, now: Date): void {
  if (status === 'ACCEPTED') refuse('INVITATION_ACCEPTED', ['token'])
  if (status === 'REVOKED') refuse('INVITATION_REVOKED', ['token'])
  if (expiresAt <= now) refuse('LINK_EXPIRED', ['token'])
}
