import { Property } from '@mikro-orm/decorators/legacy'
import { Instant, Record, Reference, Tags, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from './membership.ts'

/** What a program signs its calls with. Its secret was shown once and is not kept. */
@Record({
  prefix: 'key',
  title: { en: 'API key', tr: 'API anahtarı' },
  pluralTitle: { en: 'API keys', tr: 'API anahtarları' },
  table: 'api_keys',
  access: {
    see: { owner: 'all', manager: 'none', staff: 'none' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
})
export class ApiKey extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', maxLength: 80, list: true })
  name!: string

  @Text({
    label: { en: 'Begins with', tr: 'Başlangıcı' },
    description: 'What tells it from others, without its secret.',
    privacy: 'none',
    writable: 'never',
    list: true,
  })
  prefix!: string

  /** SHA-256 of the whole key; not part of the API. */
  @Property({ type: 'blob', fieldName: 'secret_hash' })
  secretHash!: Buffer

  @Tags({
    label: { en: 'Permissions', tr: 'Yetkiler' },
    description: 'Of the form `calendar:see` or `calendar:act`; what may be changed may be seen.',
    privacy: 'none',
  })
  scopes!: string[]

  @Instant({
    label: { en: 'Valid until', tr: 'Geçerlilik' },
    description: 'Left out: until it is revoked.',
    privacy: 'none',
    optional: true,
    list: true,
  })
  expiresAt!: Date | null

  @Instant({
    label: { en: 'Last used', tr: 'Son kullanım' },
    description: 'To within five minutes.',
    privacy: 'none',
    optional: true,
    writable: 'never',
    list: true,
  })
  lastUsedAt!: Date | null

  @Instant({
    label: { en: 'Revoked', tr: 'İptal' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  revokedAt!: Date | null

  @Reference(() => Membership, {
    writable: 'never',
    inverse: 'apiKeys',
    label: { en: 'Made by', tr: 'Oluşturan' },
    description: 'The key stops working when this person no longer is an owner or a manager here.',
  })
  createdBy!: Membership
}
