import { Choice, Email, Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Department } from '../tenancy/index.ts'
import { Membership } from './membership.ts'

export const invitationDays = 7

/** Somebody who was asked to join, until they have. */
@Record({
  prefix: 'inv',
  title: { en: 'Invitation', tr: 'Davet' },
  pluralTitle: { en: 'Invitations', tr: 'Davetler' },
  table: 'invitations',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class Invitation extends TenantRecord {
  @Email({ label: { en: 'E-mail', tr: 'E-posta' }, privacy: 'pii', list: true })
  email!: string

  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'pii', optional: true, list: true })
  name!: string | null

  @Choice({
    name: 'InvitationRole',
    label: { en: 'Role', tr: 'Rol' },
    values: {
      OWNER: { en: 'Owner', tr: 'Sahip' },
      MANAGER: { en: 'Manager', tr: 'Yönetici' },
      STAFF: { en: 'Staff', tr: 'Personel' },
    },
    list: true,
  })
  role!: 'OWNER' | 'MANAGER' | 'STAFF'

  @Reference(() => Department, {
    optional: true,
    inverse: 'invitations',
    label: { en: 'Department', tr: 'Bölüm' },
  })
  department!: Department | null

  @Choice({
    name: 'InvitationStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      PENDING: { en: 'Waiting', tr: 'Bekliyor' },
      ACCEPTED: { en: 'Joined', tr: 'Katıldı' },
      REVOKED: { en: 'Taken back', tr: 'Geri alındı' },
    },
    writable: 'never',
    list: true,
  })
  status!: 'PENDING' | 'ACCEPTED' | 'REVOKED'

  @Instant({ label: { en: 'Valid until', tr: 'Geçerlilik' }, privacy: 'none', writable: 'never', list: true })
  expiresAt!: Date

  @Reference(() => Membership, {
    writable: 'never',
    inverse: 'invitationsSent',
    label: { en: 'Invited by', tr: 'Davet eden' },
  })
  invitedBy!: Membership

  @Reference(() => Membership, {
    optional: true,
    writable: 'never',
    inverse: 'joinedBy',
    label: { en: 'Joined as', tr: 'Katılan üye' },
  })
  member!: Membership | null
}
