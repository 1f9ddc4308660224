import {
  LocalDate,
  LocalTime,
  Record,
  Reference,
  refuse,
  TenantRecord,
  Text,
  type Work,
} from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'

/** A day on which the business, or one branch of it, does not open, or closes early. */
@Record({
  prefix: 'cld',
  title: { en: 'Closed day', tr: 'Kapalı gün' },
  pluralTitle: { en: 'Closed days', tr: 'Kapalı günler' },
  table: 'closed_days',
  crud: true,
  order: [{ field: 'day', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
  prepare: (closed: ClosedDay, work) => closed.refuseTwice(work),
})
export class ClosedDay extends TenantRecord {
  @Reference(() => Branch, {
    optional: true,
    inverse: 'closedDays',
    label: { en: 'Branch', tr: 'Şube' },
    description: 'Left out: every branch.',
  })
  branch!: Branch | null

  @LocalDate({ label: { en: 'Day', tr: 'Gün' }, privacy: 'none', list: true })
  day!: string

  @LocalTime({
    label: { en: 'Open until', tr: 'Kapanış' },
    description: 'For half a day; left out: closed all day.',
    privacy: 'none',
    optional: true,
    list: true,
  })
  closesAt!: string | null

  @Text({ label: { en: 'Reason', tr: 'Neden' }, privacy: 'none', list: true })
  title!: string

  @Text({
    label: { en: 'Official holiday', tr: 'Resmî tatil' },
    description: 'Key of the official holiday that it stands for, as in officialHolidays.',
    privacy: 'none',
    optional: true,
    maxLength: 60,
  })
  holiday!: string | null

  /** A branch has one entry for a day, and so has the business. */
  async refuseTwice(work: Work): Promise<void> {
    const [other] = await work.sql(
      `select id from closed_days where tenant_id = $1 and day = $2 and archived_at is null and id <> $3
         and branch_id is not distinct from $4`,
      [work.principal.tenantId, this.day, this.id, this.branch?.id ?? null],
    )
    if (other) refuse('DUPLICATE', ['day'])
  }
}
