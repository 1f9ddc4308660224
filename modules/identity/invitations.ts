import { type Payload, type RequestContext, recordPayload, refuse, type Work } from '../../schema/index.ts'
import { Invitation, invitationDays } from './invitation.ts'
import { joinPath, newInvitationLink, sendInvitation } from './invitation-jobs.ts'
import { mailerKey } from './mailer.ts'
import type { InvitationInput, InviteMemberInput } from './member.types.ts'
import { Membership } from './membership.ts'

/** Asks somebody to join. They get a mail with a link that works once, for seven days. */
export function inviteMember(context: RequestContext, input: InviteMemberInput): Promise<Payload> {
  return withLink(context, async (work) => {
    const values = await work.entered(Invitation, input as never, 'create')
    await refuseKnown(work, String(values.email))
    const invitation = work.create<Invitation>(Invitation, {
      ...values,
      status: 'PENDING',
      expiresAt: expiryFrom(work.now),
      invitedBy: work.reference(Membership, work.principal.membershipId),
      member: null,
    })
    work.tell('invitation.created', invitation, { role: invitation.role })
    return invitation
  })
}

/** Sends a new link, valid for seven days from now; earlier ones stop working. */
export function resendInvitation(context: RequestContext, input: InvitationInput): Promise<Payload> {
  return withLink(context, async (work) => {
    const invitation = await openInvitation(work, input)
    invitation.expiresAt = expiryFrom(work.now)
    await work.sql('delete from invitation_links where tenant_id = $1 and invitation_id = $2', [
      invitation.tenantId,
      invitation.id,
    ])
    work.tell('invitation.resent', invitation)
    return invitation
  })
}

export function revokeInvitation(context: RequestContext, input: InvitationInput): Promise<Payload> {
  return recordPayload(context, Invitation, async (work) => {
    const invitation = await openInvitation(work, input)
    invitation.status = 'REVOKED'
    work.tell('invitation.revoked', invitation)
    return invitation
  })
}

async function withLink(
  context: RequestContext,
  verb: (work: Work) => Promise<Invitation>,
): Promise<Payload> {
  const mailer = context.service(mailerKey)
  let link: string | null = null
  const payload = await recordPayload(context, Invitation, async (work) => {
    const invitation = await verb(work)
    await work.flush()
    work.enqueue(sendInvitation, { invitationId: invitation.id }, { key: invitation.id })
    if (!mailer.delivers) link = mailer.pageUrl(joinPath(await newInvitationLink(work, invitation.id)))
    return invitation
  })
  return { ...payload, link: payload.userErrors.length === 0 ? link : null }
}

async function openInvitation(work: Work, { invitationId }: InvitationInput): Promise<Invitation> {
  const invitation = await work.change<Invitation>(Invitation, invitationId, undefined, ['invitationId'])
  if (invitation.status === 'ACCEPTED') refuse('INVITATION_ACCEPTED', ['invitationId'])
  if (invitation.status === 'REVOKED') refuse('INVITATION_REVOKED', ['invitationId'])
  return invitation
}

async function refuseKnown(work: Work, email: string): Promise<void> {
  const { tenantId } = work.principal
  const [known] = await work.sql<{ kind: string }>(
    `select 'member' as kind from memberships where tenant_id = $1 and email = $2 and archived_at is null
     union all
     select 'invitation' from invitations
     where tenant_id = $1 and email = $2 and status = 'PENDING' limit 1`,
    [tenantId, email],
  )
  if (known?.kind === 'member') refuse('ALREADY_MEMBER', ['email'])
  if (known) refuse('ALREADY_INVITED', ['email'])
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + invitationDays * 24 * 3600_000)
}
