import { Record, Reference, TenantRecord } from '../../schema/index.ts'
import { Service } from '../catalog/index.ts'
import { StaffMember } from './staff-member.ts'

/** A member of staff who performs a service. */
@Record({
  prefix: 'sql',
  title: { en: 'Qualification', tr: 'Yetkinlik' },
  pluralTitle: { en: 'Qualifications', tr: 'Yetkinlikler' },
  table: 'staff_qualifications',
  crud: ['create', 'archive'],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class StaffQualification extends TenantRecord {
  @Reference(() => StaffMember, { inverse: 'qualifications', label: { en: 'Staff member', tr: 'Personel' } })
  staff!: StaffMember

  @Reference(() => Service, { inverse: 'qualifications', label: { en: 'Service', tr: 'Hizmet' } })
  service!: Service
}
