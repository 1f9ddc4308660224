import type { Pool } from 'pg'
import { type RequestContext, serviceKey } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { attemptsKey } from './attempts.ts'
import type { InvitationView } from './member.types.ts'
import { digest } from './secret-token.ts'
import { sessionTransportKey } from './sessions.ts'
import { linkLimits } from './sign-in-limits.ts'
import { tenantDoorKey } from './tenant-door.ts'

/** What stands behind the link of an invitation; ids are UUIDs. */
export interface FoundInvitation {
  readonly id: string
  readonly tenantId: string
  readonly email: string
  readonly name: string | null
  readonly status: 'PENDING' | 'ACCEPTED' | 'REVOKED'
  readonly expiresAt: Date
  readonly invitedById: string
  readonly inviterName: string
}

/** Finds the tenant and the invitation behind the secret of a link. */
export class InvitationLinks {
  constructor(private readonly pool: Pool) {}

  async find(token: string): Promise<{ readonly tenantId: string; readonly invitationId: string } | null> {
    const { rows } = await this.pool.query(
      'select tenant_id as "tenantId", invitation_id as "invitationId" from auth_invitation($1)',
      [digest(token)],
    )
    return rows[0] ?? null
  }
}

export const invitationLinksKey = serviceKey<InvitationLinks>('invitation links')

/** What whoever holds the link is shown; null for a link that nobody made or that a newer one replaced. */
export async function viewInvitation(context: RequestContext, token: string): Promise<InvitationView | null> {
  await context.service(attemptsKey).take(linkLimits(context.service(sessionTransportKey).address))
  const found = await findInvitation(context, token)
  const about = found && (await context.service(tenantDoorKey).about(found.tenantId))
  if (!found || !about) return null
  const userId = await context.service(accountsKey).idOf(found.email)
  const account = userId ? await context.service(accountsKey).of(userId) : null
  const { principal } = context
  return {
    tenantName: about.name,
    inviterName: found.inviterName,
    maskedEmail: masked(found.email),
    name: found.name,
    status: found.status,
    expiresAt: found.expiresAt,
    isExpired: found.expiresAt <= context.clock.now(),
    hasAccount: account?.isConfirmed ?? false,
    isViewer: principal?.actor === 'user' && principal.userId === userId,
  }
}

export async function findInvitation(
  context: RequestContext,
  token: string,
): Promise<FoundInvitation | null> {
  const link = await context.service(invitationLinksKey).find(token)
  if (!link) return null
  const { tenantId, invitationId } = link
  const found = await context.service(tenantDoorKey).ask<Omit<FoundInvitation, 'tenantId'>>(
    tenantId,
    (tenant) => `select json_build_object('id', i.id, 'email', i.email, 'name', i.name, 'status', i.status,
        'expiresAt', i.expires_at, 'invitedById', i.invited_by_id, 'inviterName', m.name)
      from invitations i join memberships m on m.tenant_id = i.tenant_id and m.id = i.invited_by_id
      where i.tenant_id = ${tenant} and i.id = '${invitationId}'::uuid`,
  )
  return found && { ...found, tenantId, expiresAt: new Date(found.expiresAt) }
}

/** Enough to recognise one's own address, too little to write to it. */
function masked(email: string): string {
  const [name = '', domain = ''] = email.split('@')
  const end = name.length > 3 ? name.slice(-1) : ''
  return `${name.slice(0, 1)}…${end}@${domain}`
}
