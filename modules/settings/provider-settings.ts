import { Flag, Json, Record, TenantRecord, Text } from '../../schema/index.ts'

/** One secret field: sealed for its place, and what people are shown instead of it. */
export interface StoredSecret {
  readonly sealed: string
  /** Its last characters, where it is long enough to spare them. */
  readonly ending: string | null
  readonly setAt: string
  /** UUID of the membership. */
  readonly setBy: string
}

/** An account of the business with a service outside. The fields that are secret are sealed and never read back. */
@Record({
  prefix: 'pvs',
  title: { en: 'Connection', tr: 'Bağlantı' },
  pluralTitle: { en: 'Connections', tr: 'Bağlantılar' },
  table: 'provider_settings',
  singular: 'providerSetting',
  plural: 'providerSettings',
  access: {
    see: { owner: 'all', manager: 'none', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class ProviderSettings extends TenantRecord {
  @Text({ label: { en: 'Provider', tr: 'Sağlayıcı' }, privacy: 'none', list: true, unique: true })
  provider!: string

  @Text({ label: { en: 'Kind', tr: 'Tür' }, privacy: 'none', list: true })
  kind!: string

  @Flag({ label: { en: 'In use', tr: 'Kullanımda' }, list: true })
  enabled!: boolean

  @Json({ label: { en: 'Settings', tr: 'Ayarlar' }, privacy: 'pii' })
  config!: { [field: string]: string }

  @Json({ label: { en: 'Secrets', tr: 'Gizli bilgiler' }, privacy: 'secret' })
  secrets!: { [field: string]: StoredSecret }
}
