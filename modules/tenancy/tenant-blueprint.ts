import { Choice, Flag, Integer, Json, Record, TenantRecord, Text } from '../../schema/index.ts'

/**
 * A sector that a tenant uses, and the declaration it was provisioned from: the base that a later upgrade compares
 * with. Exactly one active row is primary and gives words, navigation and the first screen.
 */
@Record({
  prefix: 'tbp',
  title: { en: 'Blueprint in use', tr: 'Kullanılan şablon' },
  pluralTitle: { en: 'Blueprints in use', tr: 'Kullanılan şablonlar' },
  table: 'tenant_blueprints',
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'none', manager: 'none', staff: 'none' },
  },
})
export class TenantBlueprint extends TenantRecord {
  @Text({ label: { en: 'Blueprint', tr: 'Şablon' }, privacy: 'none', list: true, unique: true })
  blueprint!: string

  @Integer({ label: { en: 'Definition version', tr: 'Tanım sürümü' }, privacy: 'none', list: true })
  definitionVersion!: number

  @Choice({
    name: 'TenantBlueprintState',
    label: { en: 'State', tr: 'Durum' },
    values: { ACTIVE: { en: 'Active', tr: 'Etkin' }, RETIRED: { en: 'Retired', tr: 'Emekli' } },
  })
  state!: 'ACTIVE' | 'RETIRED'

  @Flag({ label: { en: 'Primary', tr: 'Birincil' } })
  isPrimary!: boolean

  @Json({
    label: { en: 'Definition as provisioned', tr: 'Kurulduğu andaki tanım' },
    privacy: 'none',
    visibleTo: ['owner', 'manager'],
  })
  definition!: object

  @Json({
    label: { en: 'To decide', tr: 'Karar bekleyen' },
    description: 'What an upgrade left as it was, because the business and the sector had both changed it.',
    privacy: 'none',
    visibleTo: ['owner', 'manager'],
    default: [],
  })
  undecided!: readonly object[]
}
