import { answered, type Payload, type RequestContext, refuse } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { attemptsKey } from './attempts.ts'
import { beginSession } from './begin-session.ts'
import { knownDevicesKey } from './known-devices.ts'
import type { SignInInput } from './session.types.ts'
import { sessionTransportKey } from './sessions.ts'
import { signInLimits } from './sign-in-limits.ts'

/** Starts a session with a password, where the person worked last. Nobody learns from it whether an address is known. */
export function signIn(context: RequestContext, input: SignInInput): Promise<Payload> {
  return answered(context, 'session', async () => {
    if (input.cookie) context.service(sessionTransportKey).refuseWithoutCookies()
    const userId = await checkedPassword(context, input.email, input.password)
    if (!userId) refuse('SIGN_IN_FAILED')
    const account = await context.service(accountsKey).of(userId)
    if (!account?.isConfirmed) refuse('EMAIL_NOT_CONFIRMED')
    const [place] = await context.service(accountsKey).places(userId)
    if (!place) refuse('NO_BUSINESS')
    return beginSession(context, userId, place, input.cookie ? 'cookie' : 'bearer')
  })
}

/** UUID of the person whose address and password these are, or null. Throws THROTTLED after too many failures. */
export async function checkedPassword(
  context: RequestContext,
  email: string,
  password: string,
): Promise<string | null> {
  const { address, deviceToken } = context.service(sessionTransportKey)
  const accounts = context.service(accountsKey)
  const attempts = context.service(attemptsKey)
  const userId = await accounts.idOf(email)
  const device = await context.service(knownDevicesKey).recognised(userId, deviceToken)
  const limits = signInLimits(email.trim().toLowerCase(), address, device)
  await attempts.take(limits)
  if (!(await accounts.matches(userId, password))) return null
  await attempts.succeeded(limits)
  return userId
}
