import { Choice, Flag, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { Branch, Department } from '../tenancy/index.ts'

/** Someone who serves customers. Work is assigned to staff, and reach follows the assignment. */
@Record({
  prefix: 'stf',
  title: { en: 'Staff member', tr: 'Personel' },
  pluralTitle: { en: 'Staff', tr: 'Personel' },
  table: 'staff_members',
  crud: true,
  assignee: true,
  order: [{ field: 'name', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class StaffMember extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'pii', list: true })
  name!: string

  @Choice({
    name: 'StaffColor',
    label: { en: 'Colour', tr: 'Renk' },
    values: {
      teal: { en: 'Teal', tr: 'Çamurcun' },
      blue: { en: 'Blue', tr: 'Mavi' },
      violet: { en: 'Violet', tr: 'Menekşe' },
      pink: { en: 'Pink', tr: 'Pembe' },
      orange: { en: 'Orange', tr: 'Turuncu' },
      yellow: { en: 'Yellow', tr: 'Sarı' },
      green: { en: 'Green', tr: 'Yeşil' },
      slate: { en: 'Slate', tr: 'Arduvaz' },
    },
    default: 'teal',
  })
  color!: string

  @Reference(() => Membership, {
    optional: true,
    inverse: 'staffMembers',
    label: { en: 'Member', tr: 'Üye' },
  })
  membership!: Membership | null

  @Reference(() => Department, {
    optional: true,
    inverse: 'staffMembers',
    label: { en: 'Department', tr: 'Bölüm' },
  })
  department!: Department | null

  @Reference(() => Branch, { inverse: 'staffMembers', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch

  @Flag({ label: { en: 'Takes appointments', tr: 'Randevu alır' }, default: true })
  active!: boolean
}
