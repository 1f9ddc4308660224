import { Choice, Instant, Money, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Appointment, StaffMember } from '../calendar/index.ts'
import { Service } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch, normaliseCurrency } from '../tenancy/index.ts'

/**
 * One line of the ledger, never changed and never removed: what was sold, or the reversal of an earlier line with
 * every amount negated. `net = gross − discount − tax − fee`; prices include tax.
 */
@Record({
  prefix: 'rev',
  title: { en: 'Revenue event', tr: 'Ciro hareketi' },
  pluralTitle: { en: 'Revenue events', tr: 'Ciro hareketleri' },
  table: 'revenue_events',
  events: 'revenue.event',
  assignedBy: ['staff'],
  order: [{ field: 'occurredAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'own' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class RevenueEvent extends TenantRecord {
  @Choice({
    name: 'RevenueKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: { SALE: { en: 'Sale', tr: 'Satış' }, REVERSAL: { en: 'Reversal', tr: 'İade' } },
    list: true,
  })
  kind!: 'SALE' | 'REVERSAL'

  @Money({ label: { en: 'Gross', tr: 'Brüt' }, privacy: 'none', list: true })
  grossMinor!: string

  @Money({ label: { en: 'Discount', tr: 'İndirim' }, privacy: 'none' })
  discountMinor!: string

  @Money({ label: { en: 'Tax', tr: 'KDV' }, privacy: 'none' })
  taxMinor!: string

  @Money({ label: { en: 'Fee', tr: 'Komisyon' }, privacy: 'none' })
  feeMinor!: string

  @Money({ label: { en: 'Net', tr: 'Net' }, privacy: 'none', list: true })
  netMinor!: string

  @Text({ label: { en: 'Currency', tr: 'Para birimi' }, privacy: 'none', normalise: normaliseCurrency })
  currency!: string

  @Choice({
    name: 'PaymentMethod',
    label: { en: 'Method', tr: 'Ödeme' },
    values: {
      CASH: { en: 'Cash', tr: 'Nakit' },
      CARD: { en: 'Card', tr: 'Kart' },
      TRANSFER: { en: 'Transfer', tr: 'Havale' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    list: true,
  })
  method!: 'CASH' | 'CARD' | 'TRANSFER' | 'OTHER'

  @Instant({ label: { en: 'When', tr: 'Zaman' }, privacy: 'none', list: true })
  occurredAt!: Date

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'revenueEvents',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @Reference(() => Customer, {
    optional: true,
    inverse: 'revenueEvents',
    label: { en: 'Customer', tr: 'Müşteri' },
  })
  customer!: Customer | null

  @Reference(() => StaffMember, {
    optional: true,
    inverse: 'revenueEvents',
    label: { en: 'Staff member', tr: 'Personel' },
  })
  staff!: StaffMember | null

  @Reference(() => Service, {
    optional: true,
    inverse: 'revenueEvents',
    label: { en: 'Service', tr: 'Hizmet' },
  })
  service!: Service | null

  @Reference(() => RevenueEvent, {
    optional: true,
    inverse: 'reversals',
    label: { en: 'Reversal of', tr: 'İade edilen' },
  })
  reversalOf!: RevenueEvent | null

  @Reference(() => Branch, { optional: true, inverse: 'revenueEvents', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch | null

  @Choice({
    name: 'RevenueSource',
    label: { en: 'Source', tr: 'Kaynak' },
    values: {
      PANEL: { en: 'Panel', tr: 'Panel' },
      API: { en: 'API', tr: 'API' },
      IMPORT: { en: 'Import', tr: 'İçe aktarma' },
      PROVIDER: { en: 'Payment provider', tr: 'Ödeme sağlayıcı' },
    },
  })
  source!: 'PANEL' | 'API' | 'IMPORT' | 'PROVIDER'

  @Text({
    label: { en: 'Reason', tr: 'Neden' },
    description: 'Why an earlier line was reversed.',
    privacy: 'body',
    optional: true,
    maxLength: 500,
  })
  reason!: string | null

  @Text({
    label: { en: 'Outside reference', tr: 'Dış referans' },
    privacy: 'none',
    optional: true,
    unique: true,
  })
  externalRef!: string | null
}
