import { defineJob, type RequestContext, viewerOf, type Work } from '../../schema/index.ts'
import { invitationDays } from './invitation.ts'
import { mailerKey } from './mailer.ts'
import { invitationMail } from './mails.ts'
import { digest, newToken } from './secret-token.ts'
import { tenantDoorKey } from './tenant-door.ts'

/**
 * Mails an invitation. The secret of its link is made here and now, so that no queue, log or backup ever holds it; a
 * second try sends another one.
 */
export const sendInvitation = defineJob<{ readonly invitationId: string }>({
  name: 'identity.send-invitation',
  title: { en: 'Send an invitation', tr: 'Daveti gönder' },
  async run(context, { invitationId }) {
    const mailer = context.service(mailerKey)
    const facts = await openInvitation(context, invitationId)
    if (!facts) return
    const token = await context.write((work) => newInvitationLink(work, invitationId))
    const about = await context.service(tenantDoorKey).about(viewerOf(context).tenantId)
    const { email: to, inviterName } = facts
    const url = mailer.pageUrl(joinPath(token))
    const locale = about?.locale ?? 'tr'
    const tenantName = about?.name ?? ''
    await mailer.send(invitationMail({ to, locale, url }, { tenantName, inviterName, days: invitationDays }))
  },
})

/** Adds a link to an invitation; its secret, of which only the digest is stored. */
export async function newInvitationLink(work: Work, invitationId: string): Promise<string> {
  const token = newToken('loni')
  await work.sql(
    'insert into invitation_links (tenant_id, token_hash, invitation_id, created_at) values ($1, $2, $3, $4)',
    [work.principal.tenantId, digest(token), invitationId, work.now.toISOString()],
  )
  return token
}

/** The secret stands behind the #, which browsers send to nobody and servers never log. */
export function joinPath(token: string): string {
  return `/join#token=${token}`
}

async function openInvitation(
  context: RequestContext,
  invitationId: string,
): Promise<{ readonly email: string; readonly inviterName: string } | null> {
  return context.write(async (work) => {
    const [row] = await work.sql<{ email: string; inviterName: string }>(
      `select i.email, m.name as "inviterName" from invitations i
       join memberships m on m.tenant_id = i.tenant_id and m.id = i.invited_by_id
       where i.tenant_id = $1 and i.id = $2 and i.status = 'PENDING' and i.expires_at > $3`,
      [work.principal.tenantId, invitationId, work.now.toISOString()],
    )
    return row ?? null
  })
}
