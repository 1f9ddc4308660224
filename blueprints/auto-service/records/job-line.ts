import { Service } from '../../../modules/catalog/index.ts'
import {
  Choice,
  Flag,
  Instant,
  Integer,
  Money,
  Record,
  Reference,
  refuse,
  TenantRecord,
  Text,
  type Work,
} from '../../../schema/index.ts'
import { VehicleJobCard } from './vehicle-job-card.ts'

export type JobApproval = 'NOT_ASKED' | 'PENDING' | 'APPROVED' | 'DECLINED'

/**
 * One piece of work on a job card with its price, approved or declined by the customer on its own. A declined line
 * stays visible and can be asked about again.
 */
@Record({
  prefix: 'jol',
  title: { en: 'Job line', tr: 'İş kalemi' },
  pluralTitle: { en: 'Job lines', tr: 'İş kalemleri' },
  table: 'auto_job_lines',
  crud: ['create', 'update'],
  events: 'auto.jobLine',
  assignedBy: ['jobCard'],
  order: [{ field: 'position', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (line: JobLine, work: Work) => line.keepApproved(work),
})
export class JobLine extends TenantRecord {
  @Reference(() => VehicleJobCard, {
    inverse: 'lines',
    writable: 'create',
    label: { en: 'Job card', tr: 'İş emri' },
  })
  jobCard!: VehicleJobCard

  @Integer({ label: { en: 'Order', tr: 'Sıra' }, privacy: 'none', min: 1, max: 200, default: 1 })
  position!: number

  @Text({ label: { en: 'Work', tr: 'İş' }, privacy: 'none', list: true })
  title!: string

  @Reference(() => Service, { optional: true, inverse: 'jobLines', label: { en: 'Service', tr: 'Hizmet' } })
  service!: Service | null

  @Text({
    label: { en: 'Finding', tr: 'Bulgu' },
    description: 'What was seen, e.g. "pads 2 mm".',
    privacy: 'none',
    optional: true,
    maxLength: 1000,
    list: true,
  })
  finding!: string | null

  @Choice({
    name: 'JobUrgency',
    label: { en: 'Urgency', tr: 'Aciliyet' },
    values: {
      OK: { en: 'Fine', tr: 'İyi' },
      SOON: { en: 'Soon', tr: 'Yakında' },
      URGENT: { en: 'Urgent', tr: 'Acil' },
    },
    default: 'SOON',
    list: true,
  })
  urgency!: 'OK' | 'SOON' | 'URGENT'

  @Money({ label: { en: 'Price', tr: 'Fiyat' }, privacy: 'none', default: '0', list: true })
  priceMinor!: string

  @Text({
    label: { en: 'Currency', tr: 'Para birimi' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  currency!: string | null

  @Choice({
    name: 'JobApproval',
    label: { en: 'Approval', tr: 'Onay' },
    values: {
      NOT_ASKED: { en: 'Not asked yet', tr: 'Henüz sorulmadı' },
      PENDING: { en: 'Waits for approval', tr: 'Onay bekliyor' },
      APPROVED: { en: 'Approved', tr: 'Onaylandı' },
      DECLINED: { en: 'Declined', tr: 'Reddedildi' },
    },
    writable: 'never',
    default: 'NOT_ASKED',
    list: true,
  })
  approval!: JobApproval

  @Choice({
    name: 'JobApprovalVia',
    label: { en: 'Approved via', tr: 'Onay yolu' },
    values: {
      IN_PERSON: { en: 'In person', tr: 'Yüz yüze' },
      PHONE: { en: 'Phone', tr: 'Telefon' },
      MESSAGE: { en: 'Message', tr: 'Mesaj' },
      LINK: { en: 'Link', tr: 'Bağlantı' },
    },
    optional: true,
    writable: 'never',
  })
  approvedVia!: 'IN_PERSON' | 'PHONE' | 'MESSAGE' | 'LINK' | null

  @Instant({ label: { en: 'Asked', tr: 'Sorulma' }, privacy: 'none', optional: true, writable: 'never' })
  askedAt!: Date | null

  @Instant({ label: { en: 'Decided', tr: 'Karar' }, privacy: 'none', optional: true, writable: 'never' })
  decidedAt!: Date | null

  @Flag({ label: { en: 'Work done', tr: 'Yapıldı' }, default: false })
  done!: boolean

  /** What a customer approved is what they pay: its price no longer moves, and unapproved work is not done. */
  async keepApproved(work: Work): Promise<void> {
    this.currency ??= work.principal.currency
    if (this.done && this.approval !== 'APPROVED') refuse('LINE_NOT_APPROVED', ['done'])
    if (this.approval !== 'APPROVED' && this.approval !== 'PENDING') return
    const [stored] = await work.sql<{ price: string }>(
      'select price_minor::text as price from auto_job_lines where tenant_id = $1 and id = $2',
      [work.principal.tenantId, this.id],
    )
    if (stored && BigInt(stored.price) !== BigInt(this.priceMinor)) refuse('PRICE_AGREED', ['priceMinor'])
  }
}
