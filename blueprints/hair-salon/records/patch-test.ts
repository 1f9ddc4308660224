import { StaffMember } from '../../../modules/calendar/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Choice, LocalDate, Record, Reference, TenantRecord, Text } from '../../../schema/index.ts'

/** Days for which a passed test counts; a common rule of booking products and of colour makers. */
const validDays = 180

/** A colour tried on a spot of skin before a visit. The newest test of a client decides. */
@Record({
  prefix: 'ptt',
  title: { en: 'Patch test', tr: 'Alerji testi' },
  pluralTitle: { en: 'Patch tests', tr: 'Alerji testleri' },
  table: 'salon_patch_tests',
  crud: true,
  events: 'salon.patchTest',
  order: [{ field: 'testedOn', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
  prepare: (test: PatchTest) => test.completeValidity(),
})
export class PatchTest extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'patchTests',
    writable: 'create',
    label: { en: 'Client', tr: 'Müşteri' },
  })
  customer!: Customer

  @Text({ label: { en: 'Product', tr: 'Ürün' }, privacy: 'none', maxLength: 120, list: true })
  product!: string

  @LocalDate({ label: { en: 'Tested on', tr: 'Test günü' }, privacy: 'none', list: true })
  testedOn!: string

  @Choice({
    name: 'PatchTestStatus',
    label: { en: 'Result', tr: 'Sonuç' },
    values: {
      PENDING: { en: 'Waiting', tr: 'Bekleniyor' },
      PASSED: { en: 'Passed', tr: 'Tepki yok' },
      FAILED: { en: 'Reacted', tr: 'Tepki verdi' },
    },
    privacy: 'health',
    default: 'PENDING',
    list: true,
  })
  status!: 'PENDING' | 'PASSED' | 'FAILED'

  @LocalDate({
    label: { en: 'Valid until', tr: 'Geçerlilik' },
    description: 'Half a year after the test unless it says otherwise.',
    privacy: 'none',
    optional: true,
  })
  validUntil!: string | null

  @Reference(() => StaffMember, {
    optional: true,
    inverse: 'patchTests',
    label: { en: 'Tested by', tr: 'Testi yapan' },
  })
  staff!: StaffMember | null

  /** A test counts for half a year when nothing else was said. */
  completeValidity(): void {
    if (this.validUntil) return
    const day = new Date(`${this.testedOn}T00:00:00Z`)
    day.setUTCDate(day.getUTCDate() + validDays)
    this.validUntil = day.toISOString().slice(0, 10)
  }
}
