/**
 * Owns who people are: global users with their passwords, their membership and role in a tenant, how they come in and
 * go, their sessions, and the keys of programs. What a role may do is declared on each record, not here.
 */
import { defineModule } from '../../schema/index.ts'
import { accessEvents, accessRefusals } from './access-words.ts'
import { AccountResolver } from './account.resolver.ts'
import { ApiKeyResolver } from './api-key.resolver.ts'
import { ApiKey } from './api-key.ts'
import { endModuleSwitch } from './end-module-switch.ts'
import { identityEvents, identityRefusals } from './identity-words.ts'
import { Invitation } from './invitation.ts'
import { sendInvitation } from './invitation-jobs.ts'
import { MemberResolver } from './member.resolver.ts'
import { Membership } from './membership.ts'
import { ModuleCapability } from './module-capability.ts'
import { ModuleSwitchResolver } from './module-switch.resolver.ts'
import { ModuleSwitch } from './module-switch.ts'
import { identityNotifications } from './notifications.ts'
import { sendPasswordReset } from './password-jobs.ts'
import { RoleResolver } from './role.resolver.ts'
import { Role } from './role.ts'
import { SessionResolver } from './session.resolver.ts'
import { Viewer } from './session.types.ts'
import { sendAccountExists, sendConfirmation } from './sign-up-jobs.ts'

export { Accounts, accountsKey } from './accounts.ts'
export {
  ApiKeyLookup,
  apiKeyLookupKey,
  isApiKey,
  type KnownApiKey,
} from './api-key-lookup.ts'
export { grantsOf } from './api-key-scopes.ts'
export { asRole, narrowed, permissionsOf } from './as-role.ts'
export { Attempts, attemptsKey } from './attempts.ts'
export { businessModules } from './business-modules.ts'
export { InvitationLinks, invitationLinksKey } from './invitation-view.ts'
export { keepAnOwner } from './keep-an-owner.ts'
export { KnownDevices, knownDevicesKey } from './known-devices.ts'
export { type Mail, type Mailer, mailerKey } from './mailer.ts'
export { endSessionsOf } from './members.ts'
export { decideCapability, switchedOffModules, switchedOffSql } from './module-state.ts'
export { roleTitle } from './permissions.ts'
export { provisionRoles } from './provision-roles.ts'
export type { RoleGrants } from './role.ts'
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
export { ApiKey, Invitation, Membership, ModuleCapability, ModuleSwitch, Role, Viewer }

export const identity = defineModule({
  key: 'identity',
  switchable: false,
  title: { en: 'People and access', tr: 'Kişiler ve erişim' },
  notifications: identityNotifications,
  records: [Role, Membership, Invitation, ApiKey, ModuleSwitch, ModuleCapability],
  resolvers: [
    RoleResolver,
    ModuleSwitchResolver,
    SessionResolver,
    MemberResolver,
    AccountResolver,
    ApiKeyResolver,
  ],
  jobs: [endModuleSwitch, sendInvitation, sendPasswordReset, sendConfirmation, sendAccountExists],
  refusals: {
    ...accessRefusals,
    ...identityRefusals,
  },
  events: {
    ...accessEvents,
    ...identityEvents,
  },
})
