import { Choice, Derived, Instant, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { ApiKey, Membership } from '../identity/index.ts'

/**
 * Somebody was shown health data: the records of one kind in one answer. It is written together with the answer, which
 * is not given without it, and never changed.
 */
@Record({
  prefix: 'hac',
  title: { en: 'Health data access', tr: 'Sağlık verisi erişimi' },
  pluralTitle: { en: 'Health data accesses', tr: 'Sağlık verisi erişimleri' },
  description: 'Somebody was shown health data: the records of one kind in one answer. It is never changed.',
  table: 'health_accesses',
  plural: 'healthAccesses',
  order: [{ field: 'seenAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'none', staff: 'none' },
    act: { owner: 'none', manager: 'none', staff: 'none' },
  },
})
export class HealthAccess extends TenantRecord {
  @Instant({ label: { en: 'When', tr: 'Zaman' }, privacy: 'none', list: true })
  seenAt!: Date

  @Choice({
    name: 'HealthAccessActor',
    label: { en: 'Who', tr: 'Kim' },
    description: 'A person, a program with an API key, or the product itself.',
    values: {
      USER: { en: 'Person', tr: 'Kişi' },
      API_KEY: { en: 'Program', tr: 'Program' },
      SYSTEM: { en: 'The product', tr: 'Ürün' },
    },
    list: true,
  })
  actor!: 'USER' | 'API_KEY' | 'SYSTEM'

  @Reference(() => Membership, {
    label: { en: 'Member', tr: 'Üye' },
    description: 'The person; for a program, who made its key.',
    optional: true,
    list: true,
  })
  member!: Membership | null

  @Reference(() => ApiKey, { label: { en: 'API key', tr: 'API anahtarı' }, optional: true, list: true })
  apiKey!: ApiKey | null

  @Text({
    label: { en: 'Kind of record', tr: 'Kayıt türü' },
    description: 'Name of the record.',
    privacy: 'none',
    list: true,
  })
  recordType!: string

  @Derived({
    as: 'json',
    sql: (row) =>
      `select to_jsonb(array_agg(lonca_type_id(${row}.record_prefix, seen.id) order by seen.id)) from unnest(${row}.record_uuids) seen(id)`,
    label: { en: 'Records', tr: 'Kayıtlar' },
    description: 'Ids of the records, as a list.',
    privacy: 'none',
  })
  recordIds!: string[]

  @Text({
    label: { en: 'Reason', tr: 'Gerekçe' },
    description: 'What was said about why, as `x-lonca-reason` or `extensions.reason` of the request.',
    privacy: 'body',
    optional: true,
    list: true,
  })
  reason!: string | null

  @Text({
    label: { en: 'Document', tr: 'Belge' },
    description: 'SHA-256 of the GraphQL document that was sent, in hexadecimal digits.',
    privacy: 'none',
    optional: true,
  })
  documentHash!: string | null

  @Text({
    label: { en: 'Request', tr: 'İstek' },
    description: 'The request that showed it, as in `extensions.requestId`.',
    privacy: 'none',
  })
  requestId!: string
}
