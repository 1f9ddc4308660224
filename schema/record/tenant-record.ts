import { PrimaryKeyProp } from '@mikro-orm/core'
import { Instant, Integer } from './attributes.ts'

/**
 * What every record of a tenant has. `id` is a UUIDv7 here and a type-prefixed id on the wire; `version` counts
 * changes and is what an update must name; an archived record stays readable and leaves the lists.
 */
export abstract class TenantRecord {
  [PrimaryKeyProp]?: ['tenantId', 'id']

  tenantId!: string
  id!: string

  @Integer({
    label: { en: 'Version', tr: 'Sürüm' },
    description: 'Counts the changes; an update names the version that it was made from.',
    privacy: 'none',
    writable: 'never',
    default: 1,
  })
  version!: number

  @Instant({ label: { en: 'Created', tr: 'Oluşturulma' }, privacy: 'none', writable: 'never' })
  createdAt!: Date

  @Instant({ label: { en: 'Changed', tr: 'Değişme' }, privacy: 'none', writable: 'never' })
  updatedAt!: Date

  @Instant({
    label: { en: 'Archived', tr: 'Arşivlenme' },
    privacy: 'none',
    writable: 'never',
    optional: true,
  })
  archivedAt!: Date | null
}
