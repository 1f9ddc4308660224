import { answered, type Payload, type RequestContext, recordMeta, refuse } from '../../schema/index.ts'
import { type Accounts, accountsKey } from './accounts.ts'
import { answerEvenly } from './answer-evenly.ts'
import { attemptsKey } from './attempts.ts'
import { beginSession } from './begin-session.ts'
import { knownDevicesKey } from './known-devices.ts'
import { Membership } from './membership.ts'
import type { RequestPasswordResetInput, ResetPasswordInput } from './password.types.ts'
import { sendPasswordReset } from './password-jobs.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { sessionsKey, sessionTransportKey } from './sessions.ts'
import { linkLimits, resetLimits } from './sign-in-limits.ts'
import { tenantDoorKey } from './tenant-door.ts'

const evenMs = 300

/** Has a link mailed to whoever has the address. The answer and its time are the same when nobody has. */
export function requestPasswordReset(
  context: RequestContext,
  input: RequestPasswordResetInput,
): Promise<Payload> {
  return answered(context, 'requested', async () => {
    const { address } = context.service(sessionTransportKey)
    const email = input.email.trim().toLowerCase()
    await context.service(attemptsKey).take(resetLimits(email, address))
    return answerEvenly(evenMs, async () => {
      const accounts = context.service(accountsKey)
      const userId = await accounts.idOf(email)
      const [place] = userId ? await accounts.places(userId) : []
      if (userId && place) {
        const { tenantId, membershipId } = place
        const caller = { tenantId, userId, membershipId, requestId: context.requestId }
        await context.service(tenantDoorKey).write(caller, async (work) => {
          work.enqueue(sendPasswordReset, { userId, tenantId })
          work.tellOf('password.reset.requested', { meta: recordMeta(Membership), id: membershipId }, null)
        })
      }
      return true
    })
  })
}

/** Sets a new password with the link. Every session ends; one begins. */
export async function resetPassword(context: RequestContext, input: ResetPasswordInput): Promise<Payload> {
  const transport = context.service(sessionTransportKey)
  const accounts = context.service(accountsKey)
  const { reset: userId, userErrors } = await answered(context, 'reset', async () => {
    if (input.cookie) transport.refuseWithoutCookies()
    await context.service(attemptsKey).take(linkLimits(transport.address))
    return newPasswordByLink(accounts, input)
  })
  if (typeof userId !== 'string') return { reset: null, session: null, userErrors }
  await accounts.confirm(userId)
  await context.service(sessionsKey).endAll(userId)
  await context.service(knownDevicesKey).forgetAll(userId)
  const [place] = await accounts.places(userId)
  if (!place) return { reset: true, session: null, userErrors }
  const caller = { ...place, userId, requestId: context.requestId }
  await context.service(tenantDoorKey).write(caller, async (work) => {
    work.tellOf('password.changed', { meta: recordMeta(Membership), id: place.membershipId }, null, {
      how: 'LINK',
    })
  })
  const session = await beginSession(context, userId, place, input.cookie ? 'cookie' : 'bearer')
  return { reset: true, session, userErrors }
}

/** UUID of the person. A password that is refused leaves the link as it is. */
async function newPasswordByLink(
  accounts: Accounts,
  { token, password }: ResetPasswordInput,
): Promise<string> {
  const owner = await accounts.ofLink(token, 'RESET')
  const account = owner && (await accounts.of(owner))
  if (!account) refuse('LINK_OVER', ['token'])
  refuseWeakPassword(password, account.email)
  const userId = await accounts.takeLink(token, 'RESET')
  if (!userId) refuse('LINK_OVER', ['token'])
  await accounts.setPassword(userId, password)
  return userId
}
