import { answered, type Payload, type RequestContext, refuse } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { attemptsKey } from './attempts.ts'
import { beginSession } from './begin-session.ts'
import { sessionTransportKey } from './sessions.ts'
import { linkLimits } from './sign-in-limits.ts'
import type { ConfirmSignUpInput } from './sign-up.types.ts'

/** Completes a sign-up with the link that was mailed: the address is theirs, and the session begins. */
export function confirmSignUp(context: RequestContext, input: ConfirmSignUpInput): Promise<Payload> {
  return answered(context, 'session', async () => {
    const transport = context.service(sessionTransportKey)
    if (input.cookie) transport.refuseWithoutCookies()
    await context.service(attemptsKey).take(linkLimits(transport.address))
    const accounts = context.service(accountsKey)
    const userId = await accounts.takeLink(input.token, 'CONFIRM')
    if (!userId) refuse('LINK_OVER', ['token'])
    await accounts.confirm(userId)
    const [place] = await accounts.places(userId)
    if (!place) refuse('NO_BUSINESS')
    return beginSession(context, userId, place, input.cookie ? 'cookie' : 'bearer')
  })
}
