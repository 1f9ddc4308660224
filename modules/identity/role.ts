import { Choice, Flag, Json, Record, refuse, TenantRecord, Text, type Work } from '../../schema/index.ts'

/** What a role was given beyond or short of what its base is declared with: by module, see and act. */
export type RoleGrants = Readonly<Partial<globalThis.Record<string, RoleGrant>>>

export interface RoleGrant {
  readonly see?: GrantReach
  readonly act?: GrantReach
}

type GrantReach = 'none' | 'own' | 'team' | 'all'

/**
 * A role: one of the three built-in ones, which every tenant has, or one of the tenant's own, which starts from what
 * managers or staff may do. The owner's is locked.
 */
@Record({
  prefix: 'rol',
  title: { en: 'Role', tr: 'Rol' },
  pluralTitle: { en: 'Roles', tr: 'Roller' },
  table: 'roles',
  crud: ['create', 'update'],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
  prepare: (role: Role, work) => role.checkName(work),
})
export class Role extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true, maxLength: 60 })
  name!: string

  @Choice({
    name: 'RoleBase',
    label: { en: 'Starts from', tr: 'Temel rol' },
    description: 'What it may do where nothing else is set, and what it may read of a record.',
    values: {
      OWNER: { en: 'Owner', tr: 'Sahip' },
      MANAGER: { en: 'Manager', tr: 'Yönetici' },
      STAFF: { en: 'Staff', tr: 'Personel' },
    },
    writable: 'create',
  })
  base!: 'OWNER' | 'MANAGER' | 'STAFF'

  @Flag({ label: { en: 'Built in', tr: 'Hazır rol' }, default: false, writable: 'never' })
  builtIn!: boolean

  @Json({
    label: { en: 'Permissions', tr: 'Yetkiler' },
    description: 'By module: how far it sees and acts, where that differs from its base.',
    privacy: 'none',
    default: {},
    writable: 'never',
  })
  grants!: RoleGrants

  async checkName(work: Work): Promise<void> {
    this.grants ??= {}
    this.builtIn ??= false
    this.name = this.name.trim()
    if (this.builtIn) refuse('ROLE_IS_BUILT_IN', ['id'])
    if (this.base === 'OWNER') refuse('INVALID', ['base'])
    if (this.name === '') refuse('REQUIRED', ['name'])
    const [taken] = await work.sql(
      `select 1 from roles where tenant_id = $1 and id <> $2 and archived_at is null
         and (lonca_fold(name) = lonca_fold($3) or (built_in and lonca_fold($3) in ('owner', 'manager', 'staff', 'sahip', 'yonetici', 'personel')))
       limit 1`,
      [this.tenantId, this.id, this.name],
    )
    if (taken) refuse('DUPLICATE', ['name'])
  }
}
