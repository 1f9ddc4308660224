import { Flag, Integer, Json, Money, Record, refuse, Tags, TenantRecord, Text } from '../../schema/index.ts'

export interface ServiceSegment {
  /** WORK and FINISHING keep the member of staff busy; during PROCESSING only the customer's place is taken. */
  readonly kind: 'WORK' | 'PROCESSING' | 'FINISHING'
  readonly minutes: number
}

const segmentKinds = ['WORK', 'PROCESSING', 'FINISHING']

/** Something the business does for a price and a time. */
@Record({
  prefix: 'svc',
  title: { en: 'Service', tr: 'Hizmet' },
  pluralTitle: { en: 'Services', tr: 'Hizmetler' },
  table: 'services',
  crud: true,
  order: [{ field: 'name', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
  prepare: (service: Service) => service.completeSegments(),
})
export class Service extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'none', list: true, unique: true })
  name!: string

  @Text({ label: { en: 'Category', tr: 'Grup' }, privacy: 'none', optional: true, list: true })
  category!: string | null

  @Integer({
    label: { en: 'Duration, minutes', tr: 'Süre (dk)' },
    privacy: 'none',
    min: 5,
    max: 1440,
    list: true,
  })
  durationMinutes!: number

  @Json({
    label: { en: 'Segments', tr: 'Bölümler' },
    description:
      'Work, processing and finishing in order, `[{ kind, minutes }]`; their minutes add up to the duration.',
    privacy: 'none',
    optional: true,
  })
  segments!: ServiceSegment[] | null

  @Money({ label: { en: 'Price', tr: 'Fiyat' }, privacy: 'none', default: '0', list: true })
  priceMinor!: string

  @Text({ label: { en: 'Currency', tr: 'Para birimi' }, privacy: 'none', optional: true })
  currency!: string | null

  @Tags({
    label: { en: 'Needs', tr: 'Gereken kaynaklar' },
    description: 'Keys of resource types; one resource of each is taken.',
    privacy: 'none',
  })
  resourceTypes!: string[]

  @Flag({ label: { en: 'Offered', tr: 'Sunuluyor' }, default: true })
  active!: boolean

  /** One block of work when nothing else was said; refuses segments that do not add up to the duration. */
  completeSegments(): void {
    this.segments ??= [{ kind: 'WORK', minutes: this.durationMinutes }]
    const { segments } = this
    const sound =
      Array.isArray(segments) &&
      segments.length > 0 &&
      segments.length <= 12 &&
      segments.every(
        (one) => segmentKinds.includes(one?.kind) && Number.isInteger(one.minutes) && one.minutes > 0,
      ) &&
      segments.reduce((sum, one) => sum + one.minutes, 0) === this.durationMinutes
    if (!sound) refuse('SEGMENTS_DO_NOT_ADD_UP', ['segments'])
  }
}
