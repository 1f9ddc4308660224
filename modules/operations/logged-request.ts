import { Choice, Instant, Integer, Record, Reference, Tags, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

export type RequestKind = 'QUERY' | 'MUTATION' | 'SUBSCRIPTION' | 'UNKNOWN'

/** FAILED: an error ended it or a part of it. REFUSED: it was answered with `userErrors`. SLOW: it took long. */
export type RequestOutcome = 'FAILED' | 'REFUSED' | 'SLOW'

/**
 * One operation that failed, was refused or took long. Neither its document nor its variables are kept, and its name is
 * made of the schema's own words: nothing that somebody typed gets here.
 */
@Record({
  prefix: 'rql',
  title: { en: 'Failed call', tr: 'Başarısız çağrı' },
  pluralTitle: { en: 'Failed calls', tr: 'Başarısız çağrılar' },
  description:
    'An operation that failed, was refused or took long. Kept for 14 days, without anything that was sent.',
  table: 'request_logs',
  singular: 'loggedRequest',
  plural: 'requestLog',
  order: [{ field: 'occurredAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'none', manager: 'none', staff: 'none' },
  },
})
export class LoggedRequest extends TenantRecord {
  @Text({
    label: { en: 'Request', tr: 'İstek' },
    description: 'As in `extensions.requestId` of the answer.',
    privacy: 'none',
    list: true,
  })
  requestId!: string

  @Instant({ label: { en: 'When', tr: 'Ne zaman' }, privacy: 'none', list: true })
  occurredAt!: Date

  @Text({
    label: { en: 'Operation', tr: 'İşlem' },
    description:
      'The fields that were asked for at the top, e.g. `createCustomer`; empty when it was not understood.',
    privacy: 'none',
    list: true,
  })
  operation!: string

  @Choice({
    name: 'RequestKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: {
      QUERY: { en: 'Query', tr: 'Sorgu' },
      MUTATION: { en: 'Change', tr: 'Değişiklik' },
      SUBSCRIPTION: { en: 'Live updates', tr: 'Canlı takip' },
      UNKNOWN: { en: 'Not understood', tr: 'Anlaşılamadı' },
    },
  })
  kind!: RequestKind

  @Choice({
    name: 'RequestOutcome',
    label: { en: 'Outcome', tr: 'Sonuç' },
    values: {
      FAILED: { en: 'Failed', tr: 'Başarısız' },
      REFUSED: { en: 'Refused', tr: 'Reddedildi' },
      SLOW: { en: 'Slow', tr: 'Yavaş' },
    },
    list: true,
  })
  outcome!: RequestOutcome

  @Tags({
    label: { en: 'Codes', tr: 'Kodlar' },
    description: 'Codes of its errors and of its `userErrors`.',
    privacy: 'none',
    list: true,
  })
  codes!: string[]

  @Integer({
    label: { en: 'HTTP status', tr: 'HTTP durumu' },
    description: 'None over a WebSocket.',
    privacy: 'none',
    optional: true,
  })
  status!: number | null

  @Integer({ label: { en: 'Duration, ms', tr: 'Süre (ms)' }, privacy: 'none', list: true })
  durationMs!: number

  @Integer({ label: { en: 'Database statements', tr: 'Veritabanı sorgusu' }, privacy: 'none' })
  statements!: number

  @Reference(() => Membership, { label: { en: 'By', tr: 'Kim' }, optional: true })
  member!: Membership | null

  @Text({
    label: { en: 'API key', tr: 'API anahtarı' },
    description: 'UUID of the API key that a program called with.',
    privacy: 'none',
    optional: true,
  })
  apiKeyId!: string | null
}
