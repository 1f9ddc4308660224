import { Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Branch } from './branch.ts'

/** A team within a branch: who shares one sees each other's work when their role reaches the team. */
@Record({
  prefix: 'dep',
  title: { en: 'Department', tr: 'Bölüm' },
  pluralTitle: { en: 'Departments', tr: 'Bölümler' },
  table: 'departments',
  crud: true,
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class Department extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true })
  name!: string

  @Reference(() => Branch, { inverse: 'departments', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch
}
