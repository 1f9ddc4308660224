/**
 * Owns who people are: global users with their passwords, their membership and role in a tenant, and sessions. What a
 * role may do is declared on each record, not here.
 */
import { defineModule } from '../../schema/index.ts'
import { Membership } from './membership.ts'
import { SessionResolver, Viewer } from './session.resolver.ts'

export {
  type KnownSession,
  Sessions,
  type SessionTransport,
  sessionsKey,
  sessionTransportKey,
} from './sessions.ts'
export { Membership, Viewer }

export const identity = defineModule({
  key: 'identity',
  switchable: false,
  title: { en: 'People and access', tr: 'Kişiler ve erişim' },
  records: [Membership],
  resolvers: [SessionResolver],
  refusals: {
    SIGN_IN_FAILED: { en: 'E-mail or password is wrong.', tr: 'E-posta ya da parola yanlış.' },
  },
})
