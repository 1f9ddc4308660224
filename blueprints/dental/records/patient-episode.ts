import { Appointment, StaffMember } from '../../../modules/calendar/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import {
  Choice,
  Derived,
  Instant,
  LocalDate,
  Record,
  Reference,
  recordMeta,
  TenantRecord,
  Text,
  type Work,
} from '../../../schema/index.ts'

/**
 * One course of treatment of a patient: why they came, the plan that was offered, and how far it has come. Clinical
 * data; it is seen by the team that treats.
 */
@Record({
  prefix: 'epi',
  title: { en: 'Treatment episode', tr: 'Tedavi' },
  pluralTitle: { en: 'Treatment episodes', tr: 'Tedaviler' },
  table: 'dental_patient_episodes',
  crud: ['create', 'update'],
  events: 'dental.episode',
  assignedBy: ['dentist'],
  order: [{ field: 'openedOn', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'team' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (episode: PatientEpisode, work: Work) => episode.completeDates(work),
})
export class PatientEpisode extends TenantRecord {
  @Reference(() => Customer, {
    inverse: 'episodes',
    carriesReach: true,
    writable: 'create',
    label: { en: 'Patient', tr: 'Hasta' },
  })
  customer!: Customer

  @Reference(() => StaffMember, { inverse: 'episodes', label: { en: 'Dentist', tr: 'Hekim' } })
  dentist!: StaffMember

  @Reference(() => Branch, { optional: true, inverse: 'episodes', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch | null

  @Text({
    label: { en: 'Title', tr: 'Başlık' },
    description: 'The complaint or aim in a few words.',
    privacy: 'health',
    list: true,
  })
  title!: string

  @Choice({
    name: 'EpisodeStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      OPEN: { en: 'Open', tr: 'Açık' },
      COMPLETED: { en: 'Completed', tr: 'Tamamlandı' },
      ABANDONED: { en: 'Abandoned', tr: 'Yarım kaldı' },
    },
    default: 'OPEN',
    list: true,
  })
  status!: 'OPEN' | 'COMPLETED' | 'ABANDONED'

  @Choice({
    name: 'TreatmentPlanState',
    label: { en: 'Plan', tr: 'Plan' },
    description: 'An accepted plan is signed, and the fees of its items are frozen.',
    values: {
      DRAFT: { en: 'Draft', tr: 'Taslak' },
      PRESENTED: { en: 'Presented', tr: 'Sunuldu' },
      ACCEPTED: { en: 'Accepted', tr: 'Kabul edildi' },
      REJECTED: { en: 'Rejected', tr: 'Reddedildi' },
    },
    writable: 'never',
    default: 'DRAFT',
    list: true,
  })
  plan!: 'DRAFT' | 'PRESENTED' | 'ACCEPTED' | 'REJECTED'

  @Instant({
    label: { en: 'Plan decided', tr: 'Plan kararı' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  planDecidedAt!: Date | null

  @LocalDate({ label: { en: 'Opened on', tr: 'Açılış' }, privacy: 'none', optional: true, list: true })
  openedOn!: string | null

  @LocalDate({
    label: { en: 'Closed on', tr: 'Kapanış' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  closedOn!: string | null

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'health', optional: true, maxLength: 5000 })
  note!: string | null

  @Derived({
    as: 'money',
    label: { en: 'Left to treat', tr: 'Kalan tedavi' },
    description: 'Fees of the items that are planned or under way.',
    privacy: 'health',
    list: true,
    sql: (row) => itemsOf(row, 'coalesce(sum(i.price_minor), 0)', `i.status in ('PLANNED', 'IN_PROGRESS')`),
  })
  remainingMinor!: string | null

  @Derived({
    as: 'integer',
    label: { en: 'Done', tr: 'Biten' },
    description: 'Items that are done, of `itemCount`.',
    privacy: 'health',
    sql: (row) => itemsOf(row, 'count(*)::int', `i.status = 'DONE'`),
  })
  doneCount!: number | null

  @Derived({
    as: 'integer',
    label: { en: 'Items', tr: 'İşlem sayısı' },
    description: 'Items of the plan: planned, under way or done.',
    privacy: 'health',
    sql: (row) => itemsOf(row, 'count(*)::int', `i.status in ('PLANNED', 'IN_PROGRESS', 'DONE')`),
  })
  itemCount!: number | null

  @Derived({
    as: 'integer',
    label: { en: 'Progress, %', tr: 'İlerleme (%)' },
    description: 'Share of the items that are done, in per cent; null without items.',
    privacy: 'health',
    list: true,
    sql: (row) =>
      itemsOf(
        row,
        `(100 * count(*) filter (where i.status = 'DONE') / nullif(count(*), 0))::int`,
        `i.status in ('PLANNED', 'IN_PROGRESS', 'DONE')`,
      ),
  })
  progressPercent!: number | null

  @Derived({
    as: 'instant',
    label: { en: 'Latest appointment', tr: 'En son randevu' },
    description:
      'Of the patient, past or ahead, cancelled ones and no-shows left out: one that lies behind means that nothing is booked.',
    privacy: 'none',
    sql: latestAppointment,
  })
  latestAppointmentAt!: Date | null

  /** Opens on the day it is written down, and closes on the day it is no longer open. */
  completeDates(work: Work): void {
    const today = work.now.toLocaleDateString('sv', { timeZone: work.principal.timeZone })
    this.openedOn ??= today
    if (this.status === 'OPEN') this.closedOn = null
    else this.closedOn ??= today
  }
}

function itemsOf(row: string, what: string, which: string): string {
  return `(select ${what} from dental_treatment_items i
    where i.tenant_id = ${row}.tenant_id and i.episode_id = ${row}.id and i.archived_at is null and ${which})`
}

function latestAppointment(row: string): string {
  const { table } = recordMeta(Appointment)
  return `(select max(a.starts_at) from ${table} a where a.tenant_id = ${row}.tenant_id
    and a.customer_id = ${row}.customer_id and a.status not in ('CANCELLED', 'NO_SHOW'))`
}
