import { document } from './document.ts'
import type { UserError } from './payload.ts'

type Refusable = { userErrors: UserError[] }
type Started = Refusable & { session: { expiresAt: string } | null }

/** What whoever holds the link of an invitation is shown. */
export interface InvitationView {
  tenantName: string
  inviterName: string
  maskedEmail: string
  name: string | null
  status: 'PENDING' | 'ACCEPTED' | 'REVOKED'
  isExpired: boolean
  hasAccount: boolean
  isViewer: boolean
}

export const invitationQuery = document<{ invitationByLink: InvitationView | null }, { token: string }>(
  `query Invitation($token: String!) {
  invitationByLink(token: $token) {
    tenantName inviterName maskedEmail name status isExpired hasAccount isViewer
  }
}`,
)

export const acceptInvitationMutation = document<
  { acceptInvitation: Started },
  { input: { token: string; name?: string; password?: string; cookie: boolean } }
>(`mutation AcceptInvitation($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { session { expiresAt } userErrors { code field message } }
}`)

export const requestResetMutation = document<
  { requestPasswordReset: Refusable & { requested: boolean | null } },
  { input: { email: string } }
>(`mutation RequestPasswordReset($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { requested userErrors { code field message } }
}`)

export const resetPasswordMutation = document<
  { resetPassword: Started & { reset: boolean | null } },
  { input: { token: string; password: string; cookie: boolean } }
>(`mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) { reset session { expiresAt } userErrors { code field message } }
}`)

export const signUpMutation = document<
  { signUp: Started & { isMailed: boolean } },
  { input: { name: string; email: string; password: string; locale: 'tr' | 'en'; cookie: boolean } }
>(`mutation SignUp($input: SignUpInput!) {
  signUp(input: $input) { session { expiresAt } isMailed userErrors { code field message } }
}`)

export const confirmSignUpMutation = document<
  { confirmSignUp: Started },
  { input: { token: string; cookie: boolean } }
>(`mutation ConfirmSignUp($input: ConfirmSignUpInput!) {
  confirmSignUp(input: $input) { session { expiresAt } userErrors { code field message } }
}`)

export interface UserSession {
  id: string
  device: string | null
  address: string | null
  createdAt: string
  lastUsedAt: string
  isCurrent: boolean
}

export const sessionsQuery = document<{ sessions: UserSession[] }>(`query Sessions {
  sessions { id device address createdAt lastUsedAt isCurrent }
}`)

export const revokeSessionMutation = document<
  { revokeSession: Refusable & { revoked: boolean | null } },
  { input: { sessionId: string } }
>(`mutation RevokeSession($input: RevokeSessionInput!) {
  revokeSession(input: $input) { revoked userErrors { code field message } }
}`)

export const revokeOthersMutation = document<{
  revokeOtherSessions: Refusable & { revokedCount: number | null }
}>(`mutation RevokeOtherSessions {
  revokeOtherSessions { revokedCount userErrors { code field message } }
}`)

export const changePasswordMutation = document<
  { changePassword: Refusable & { changed: boolean | null } },
  { input: { currentPassword: string; newPassword: string } }
>(`mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) { changed userErrors { code field message } }
}`)

export const switchTenantMutation = document<
  { switchTenant: Started },
  { input: { tenantId: string } }
>(`mutation SwitchTenant($input: SwitchTenantInput!) {
  switchTenant(input: $input) { session { expiresAt } userErrors { code field message } }
}`)

export const leaveTenantMutation = document<{
  leaveTenant: Refusable & { left: { session: { expiresAt: string } | null } | null }
}>(`mutation LeaveTenant {
  leaveTenant { left { session { expiresAt } } userErrors { code field message } }
}`)
