import { document, documentPerVerb } from '../../../data/document.ts'
import type { UserError } from '../../../data/payload.ts'

export type MemberRole = 'OWNER' | 'MANAGER' | 'STAFF'

export interface Department {
  id: string
  version: number
  name: string
}

export interface Member {
  id: string
  version: number
  name: string
  email: string | null
  role: MemberRole
  status: 'ACTIVE' | 'DISABLED'
  ownRole: { id: string; name: string } | null
  department: { id: string; name: string } | null
}

export interface Invitation {
  id: string
  email: string
  name: string | null
  role: MemberRole
  expiresAt: string
  invitedBy: { id: string; name: string }
}

export const usersQuery = document<{
  memberships: { nodes: Member[] }
  invitations: { nodes: Invitation[] }
  departments: { nodes: Department[] }
  branches: { nodes: { id: string }[] }
  roles: { nodes: { id: string; name: string; builtIn: boolean; base: MemberRole }[] }
}>(`query Users {
  memberships(first: 100, orderBy: [{ field: name, direction: ASC }]) {
    nodes { id version name email role status ownRole { id name } department { id name } }
  }
  invitations(first: 50, filter: { status: { eq: PENDING } }) {
    nodes { id email name role expiresAt invitedBy { id name } }
  }
  departments(first: 50, orderBy: [{ field: name, direction: ASC }]) { nodes { id version name } }
  branches(first: 1) { nodes { id } }
  roles(first: 50) { nodes { id name builtIn base } }
}`)

export interface InviteInput {
  email: string
  name?: string
  role: MemberRole
  departmentId?: string
  [key: string]: unknown
}

export const inviteMutation = document<
  {
    inviteMember: {
      invitation: { id: string; email: string } | null
      link: string | null
      userErrors: UserError[]
    }
  },
  { input: InviteInput }
>(`mutation InviteMember($input: InviteMemberInput!) {
  inviteMember(input: $input) { invitation { id email } link userErrors { code field message } }
}`)

export const resendInvitationMutation = document<
  {
    resendInvitation: {
      invitation: { id: string; email: string } | null
      link: string | null
      userErrors: UserError[]
    }
  },
  { input: { invitationId: string } }
>(`mutation ResendInvitation($input: InvitationInput!) {
  resendInvitation(input: $input) { invitation { id email } link userErrors { code field message } }
}`)

export const revokeInvitationMutation = document<
  { revokeInvitation: { userErrors: UserError[] } },
  { input: { invitationId: string } }
>(`mutation RevokeInvitation($input: InvitationInput!) {
  revokeInvitation(input: $input) { userErrors { code field message } }
}`)

const memberVerbs = ['disableMember', 'enableMember', 'removeMember'] as const

interface MemberPayload {
  membership: { id: string; version: number; status: string } | null
  userErrors: UserError[]
}

/** Disabling, enabling and removing a member differ in their name alone. */
export const memberMutations = documentPerVerb(memberVerbs, (verb) =>
  document<
    Record<(typeof memberVerbs)[number], MemberPayload>,
    { input: { id: string; version: number } }
  >(`mutation ${verb[0]?.toUpperCase()}${verb.slice(1)}($input: MemberInput!) {
  ${verb}(input: $input) { membership { id version status } userErrors { code field message } }
}`),
)

export const endMemberSessionsMutation = document<
  { endMemberSessions: { userErrors: UserError[] } },
  { input: { memberId: string } }
>(`mutation EndMemberSessions($input: EndMemberSessionsInput!) {
  endMemberSessions(input: $input) { userErrors { code field message } }
}`)

export const assignRoleMutation = document<
  { assignRole: { userErrors: UserError[] } },
  { input: { memberId: string; version: number; roleId: string } }
>(`mutation AssignRole($input: AssignRoleInput!) {
  assignRole(input: $input) { userErrors { code field message } }
}`)

export const assignDepartmentMutation = document<
  { assignDepartment: { userErrors: UserError[] } },
  { input: { memberId: string; version: number; departmentId?: string } }
>(`mutation AssignDepartment($input: AssignDepartmentInput!) {
  assignDepartment(input: $input) { userErrors { code field message } }
}`)

export const createDepartmentMutation = document<
  { createDepartment: { userErrors: UserError[] } },
  { input: { name: string; branchId: string } }
>(`mutation CreateDepartment($input: CreateDepartmentInput!) {
  createDepartment(input: $input) { userErrors { code field message } }
}`)

export const renameDepartmentMutation = document<
  { updateDepartment: { userErrors: UserError[] } },
  { input: { id: string; version: number; name: string } }
>(`mutation RenameDepartment($input: UpdateDepartmentInput!) {
  updateDepartment(input: $input) { userErrors { code field message } }
}`)

export const archiveDepartmentMutation = document<
  { archiveDepartment: { userErrors: UserError[] } },
  { input: { id: string; version: number } }
>(`mutation ArchiveDepartment($input: ArchiveDepartmentInput!) {
  archiveDepartment(input: $input) { userErrors { code field message } }
}`)
