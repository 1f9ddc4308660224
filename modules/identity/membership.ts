import { Property } from '@mikro-orm/decorators/legacy'
import { Choice, Email, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Department } from '../tenancy/index.ts'
import { Role } from './role.ts'

/** A person's place in one tenant. The person itself is global and may belong to several. */
@Record({
  prefix: 'mem',
  title: { en: 'Member', tr: 'Üye' },
  pluralTitle: { en: 'Members', tr: 'Üyeler' },
  table: 'memberships',
  member: true,
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class Membership extends TenantRecord {
  /** The global user; not part of the API. */
  @Property({ type: 'uuid', fieldName: 'user_id' })
  userId!: string

  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'pii', list: true })
  name!: string

  @Email({
    label: { en: 'E-mail', tr: 'E-posta' },
    privacy: 'pii',
    list: true,
    visibleTo: ['owner', 'manager'],
  })
  email!: string

  @Choice({
    name: 'MembershipRole',
    label: { en: 'Role', tr: 'Rol' },
    values: {
      OWNER: { en: 'Owner', tr: 'Sahip' },
      MANAGER: { en: 'Manager', tr: 'Yönetici' },
      STAFF: { en: 'Staff', tr: 'Personel' },
    },
    list: true,
  })
  role!: 'OWNER' | 'MANAGER' | 'STAFF'

  @Reference(() => Role, {
    optional: true,
    writable: 'never',
    inverse: 'members',
    label: { en: 'Own role', tr: 'Özel rol' },
    description: 'A role of the business; then `role` is the one that it starts from.',
  })
  ownRole!: Role | null

  @Reference(() => Department, {
    optional: true,
    inverse: 'members',
    label: { en: 'Department', tr: 'Bölüm' },
  })
  department!: Department | null

  @Choice({
    name: 'MembershipStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: { ACTIVE: { en: 'Active', tr: 'Etkin' }, DISABLED: { en: 'Disabled', tr: 'Kapalı' } },
  })
  status!: 'ACTIVE' | 'DISABLED'
}
