import { document } from '../../../data/document.ts'
import type { UserError } from '../../../data/payload.ts'
import type { Translated } from '../../../i18n/format.ts'

export type Reach = 'NONE' | 'OWN' | 'TEAM' | 'ALL'
export type Verb = 'see' | 'act'

export interface PermissionModule {
  key: string
  title: Translated
  isOff: boolean
  see: Reach[]
  act: Reach[]
}

export interface PermissionRole {
  role: { id: string; version: number; builtIn: boolean; base: 'OWNER' | 'MANAGER' | 'STAFF' }
  title: Translated
  locked: boolean
  people: number
  cells: { module: string; see: Reach; act: Reach }[]
}

export const permissionsQuery = document<{
  permissions: { modules: PermissionModule[]; roles: PermissionRole[] }
}>(`query Permissions {
  permissions {
    modules { key title { en tr } isOff see act }
    roles { role { id version builtIn base } title { en tr } locked people cells { module see act } }
  }
}`)

export const setPermissionsMutation = document<
  { setRolePermissions: { userErrors: UserError[] } },
  { input: { id: string; version: number; cells: { module: string; see?: Reach; act?: Reach }[] } }
>(`mutation SetRolePermissions($input: SetRolePermissionsInput!) {
  setRolePermissions(input: $input) { userErrors { code field message } }
}`)

export const createRoleMutation = document<
  { createRole: { userErrors: UserError[] } },
  { input: { name: string; base: 'MANAGER' | 'STAFF' } }
>(`mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) { userErrors { code field message } }
}`)

export const archiveRoleMutation = document<
  { archiveRole: { userErrors: UserError[] } },
  { input: { id: string; version: number } }
>(`mutation ArchiveRole($input: ArchiveRoleInput!) {
  archiveRole(input: $input) { userErrors { code field message } }
}`)

export interface BusinessModule {
  key: string
  title: Translated
  state: 'ON' | 'OFF' | 'NOT_IN_PLAN' | 'ALWAYS_ON'
  waitingJobs: number
  switchedOff: {
    id: string
    reason: string
    offSince: string
    endsAt: string | null
    offBy: { id: string; name: string } | null
  } | null
}

export const modulesQuery = document<{ modules: BusinessModule[] }>(`query Modules {
  modules {
    key title { en tr } state waitingJobs
    switchedOff { id reason offSince endsAt offBy { id name } }
  }
}`)

export const switchOffMutation = document<
  { switchModuleOff: { userErrors: UserError[] } },
  { input: { module: string; reason: string; durationMinutes?: number } }
>(`mutation SwitchModuleOff($input: SwitchModuleOffInput!) {
  switchModuleOff(input: $input) { userErrors { code field message } }
}`)

export const switchOnMutation = document<
  { switchModuleOn: { userErrors: UserError[] } },
  { input: { module: string } }
>(`mutation SwitchModuleOn($input: SwitchModuleOnInput!) {
  switchModuleOn(input: $input) { userErrors { code field message } }
}`)

export const viewAsQuery = document<
  {
    panel: {
      navigation: { key: string; label: Translated; icon: string }[]
      records: { type: string; plural: Translated }[]
    }
  },
  { viewAs: string }
>(`query ViewAs($viewAs: ID!) {
  panel(viewAs: $viewAs) {
    navigation { key label { en tr } icon }
    records { type plural { en tr } }
  }
}`)
