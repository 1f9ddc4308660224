import { Choice, Json, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { TenantBlueprint } from './tenant-blueprint.ts'

/** What a tenant changed about its blueprint: it survives the blueprint's upgrades. */
@Record({
  prefix: 'tbo',
  title: { en: 'Blueprint override', tr: 'Şablon uyarlaması' },
  pluralTitle: { en: 'Blueprint overrides', tr: 'Şablon uyarlamaları' },
  table: 'tenant_blueprint_overrides',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class TenantBlueprintOverride extends TenantRecord {
  @Reference(() => TenantBlueprint, { inverse: 'overrides', label: { en: 'Blueprint', tr: 'Şablon' } })
  tenantBlueprint!: TenantBlueprint

  @Choice({
    name: 'BlueprintOverrideKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: {
      FIELD: { en: 'Field', tr: 'Alan' },
      KPI: { en: 'Key figure', tr: 'Gösterge' },
      MODULE: { en: 'Module', tr: 'Modül' },
      WORD: { en: 'Word', tr: 'Sözcük' },
    },
  })
  kind!: 'FIELD' | 'KPI' | 'MODULE' | 'WORD'

  @Text({
    label: { en: 'Target', tr: 'Hedef' },
    description: 'e.g. `Customer.birthday` or a KPI id.',
    privacy: 'none',
  })
  target!: string

  @Json({ label: { en: 'Value', tr: 'Değer' }, privacy: 'none' })
  value!: object
}
