import { Choice, Integer, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'

/** A chair, room, lift or device. What kinds there are is the blueprint's to say. */
@Record({
  prefix: 'res',
  title: { en: 'Resource', tr: 'Kaynak' },
  pluralTitle: { en: 'Resources', tr: 'Kaynaklar' },
  table: 'tenant_resources',
  crud: true,
  order: [{ field: 'name', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class Resource extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true })
  name!: string

  @Text({
    label: { en: 'Type', tr: 'Tür' },
    description: "Key of one of the blueprint's resource types.",
    privacy: 'none',
    list: true,
  })
  type!: string

  @Integer({
    label: { en: 'Capacity', tr: 'Kapasite' },
    description: 'How many appointments it holds at a time.',
    privacy: 'none',
    min: 1,
    max: 100,
    default: 1,
  })
  capacity!: number

  @Choice({
    name: 'ResourceStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      ACTIVE: { en: 'In use', tr: 'Kullanımda' },
      OUT_OF_ORDER: { en: 'Out of order', tr: 'Arızalı' },
      RETIRED: { en: 'Retired', tr: 'Kaldırıldı' },
    },
    default: 'ACTIVE',
    list: true,
  })
  status!: 'ACTIVE' | 'OUT_OF_ORDER' | 'RETIRED'

  @Reference(() => Branch, { inverse: 'resources', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch
}
