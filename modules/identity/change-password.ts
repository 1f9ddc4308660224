import { answered, type Payload, type RequestContext, recordMeta, refuse } from '../../schema/index.ts'
import { accountsKey } from './accounts.ts'
import { Membership } from './membership.ts'
import type { ChangePasswordInput } from './password.types.ts'
import { refuseWeakPassword } from './password-rules.ts'
import { personOf } from './person.ts'
import { sessionsKey } from './sessions.ts'
import { checkedPassword } from './sign-in.ts'

/** Sets a new password for whoever knows the present one; their other sessions end. */
export function changePassword(context: RequestContext, input: ChangePasswordInput): Promise<Payload> {
  return answered(context, 'changed', async () => {
    const { userId, sessionId, membershipId } = personOf(context)
    const accounts = context.service(accountsKey)
    const account = await accounts.of(userId)
    if (!account) refuse('NOT_FOUND')
    refuseWeakPassword(input.newPassword, account.email, 'newPassword')
    if (!(await checkedPassword(context, account.email, input.currentPassword))) {
      refuse('PASSWORD_WRONG', ['currentPassword'])
    }
    await accounts.setPassword(userId, input.newPassword)
    await context.service(sessionsKey).endAll(userId, sessionId)
    await context.write(async (work) => {
      work.tellOf('password.changed', { meta: recordMeta(Membership), id: membershipId }, null, {
        how: 'PASSWORD',
      })
    })
    return true
  })
}
