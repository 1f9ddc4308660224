import { Choice, Integer, LocalDate, Record, refuse, TenantRecord, type Work } from '../../schema/index.ts'
import { localDate } from './local-date.ts'

export type TaxClass = 'STANDARD' | 'REDUCED' | 'LOW'

/**
 * A rate that the business set for itself, from a day on. Rates are never changed: another one for the same class
 * begins later, or replaces it by being entered again. Where a business has none, the law's applies.
 */
@Record({
  prefix: 'txr',
  title: { en: 'Tax rate', tr: 'Vergi oranı' },
  pluralTitle: { en: 'Tax rates', tr: 'Vergi oranları' },
  table: 'tax_rates',
  crud: ['create'],
  order: [{ field: 'validFrom', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'none', staff: 'none' },
  },
  prepare: (rate: TaxRate, work) => rate.refusePast(work),
})
export class TaxRate extends TenantRecord {
  @Choice({
    name: 'TaxClass',
    label: { en: 'Class', tr: 'Sınıf' },
    values: {
      STANDARD: { en: 'Standard', tr: 'Genel' },
      REDUCED: { en: 'Reduced', tr: 'İndirimli' },
      LOW: { en: 'Lowest', tr: 'En düşük' },
    },
    list: true,
  })
  taxClass!: TaxClass

  @Integer({
    label: { en: 'Rate, hundredths of a percent', tr: 'Oran (on binde)' },
    description: '2000 is 20 %.',
    privacy: 'none',
    min: 0,
    max: 10_000,
    list: true,
  })
  rateBasisPoints!: number

  @LocalDate({ label: { en: 'From', tr: 'Geçerlilik' }, privacy: 'none', list: true })
  validFrom!: string

  /** What was sold under a rate stays as it was. */
  refusePast(work: Work): void {
    if (this.validFrom < localDate(work.now, work.principal.timeZone))
      refuse('RATE_IN_THE_PAST', ['validFrom'])
  }
}
