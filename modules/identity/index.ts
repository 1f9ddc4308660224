/**
 * Owns who people are: global users with their passwords, their membership and role in a tenant, how they come in and
 * go, their sessions, and the keys of programs. What a role may do is declared on each record, not here.
 */
import { defineModule } from '../../schema/index.ts'
import { accessEvents, accessRefusals } from './access-words.ts'
import { Membership } from './membership.ts'
import { Role } from './role.ts'
import { SessionResolver } from './session.resolver.ts'
import { Viewer } from './session.types.ts'

export { Accounts, accountsKey } from './accounts.ts'
export { Attempts, attemptsKey } from './attempts.ts'
export { KnownDevices, knownDevicesKey } from './known-devices.ts'
export {
  accessChanged,
  type KnownSession,
  type SessionPlace,
  Sessions,
  type SessionTransport,
  sessionsKey,
  sessionTransportKey,
} from './sessions.ts'
export { type DoorCaller, type TenantDoor, tenantDoorKey } from './tenant-door.ts'
export { Membership, Role, Viewer }

export const identity = defineModule({
  key: 'identity',
  switchable: false,
  title: { en: 'People and access', tr: 'Kişiler ve erişim' },
  records: [Role, Membership],
  resolvers: [SessionResolver],
  refusals: {
    ...accessRefusals,
    SIGN_IN_FAILED: { en: 'E-mail or password is wrong.', tr: 'E-posta ya da parola yanlış.' },
    EMAIL_NOT_CONFIRMED: {
      en: 'Open the link that we sent to your e-mail address first.',
      tr: 'Önce e-posta adresinize gönderdiğimiz bağlantıyı açın.',
    },
    NO_BUSINESS: {
      en: 'You do not belong to any business at the moment. Ask its owner to invite you again.',
      tr: 'Şu an hiçbir işletmeye bağlı değilsiniz. İşletme sahibinden yeni bir davet isteyin.',
    },
  },
  events: {
    ...accessEvents,
    'session.started': { en: 'Signed in', tr: 'Oturum açıldı' },
    'session.ended': { en: 'Signed out', tr: 'Oturum kapatıldı' },
  },
})
