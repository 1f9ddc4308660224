import type { GraphQLResolveInfo } from 'graphql'
import {
  Lookup,
  type Reader,
  type RequestContext,
  reachSql,
  recordMeta,
  Statement,
} from '../../schema/index.ts'
import { Appointment } from './appointment.ts'
import { blockingStatuses } from './appointment-life.ts'
import type { CalendarConflict, ConflictReason } from './calendar-day.types.ts'
import { askedIds } from './known-ids.ts'
import { Resource } from './resource.ts'
import { StaffMember } from './staff-member.ts'

const open = blockingStatuses.map((status) => `'${status}'`).join(', ')

/** Why an appointment to come cannot take place as it stands, as an SQL array; empty when it can. */
export function conflictReasonsSql(row: string, now: string): string {
  return `case when ${isAheadSql(row, now)} then array_remove(array[
    case when ${row}.conflict then 'OVERLAP' end,
    case when exists (select from staff_members s where s.tenant_id = ${row}.tenant_id and s.id = ${row}.staff_id
      and not (s.active and s.archived_at is null)) then 'STAFF_INACTIVE' end,
    case when exists (select from tenant_resources r where r.tenant_id = ${row}.tenant_id
      and (r.id = ${row}.resource_id or r.id in (select o.subject_id from occupancies o
        where o.tenant_id = ${row}.tenant_id and o.appointment_id = ${row}.id and o.subject_kind = 'RESOURCE'))
      and not (r.status = 'ACTIVE' and r.archived_at is null)) then 'RESOURCE_OUT_OF_ORDER' end
  ], null) else '{}' end`
}

function isAheadSql(row: string, now: string): string {
  return `${row}.archived_at is null and ${row}.ends_at > ${now} and ${row}.status in (${open})`
}

const mostListed = 200

/** Appointments to come that cannot take place as they stand, earliest first, at most 200. */
export async function calendarConflicts(
  context: RequestContext,
  info: GraphQLResolveInfo,
  staffId: string | null | undefined,
  resourceId: string | null | undefined,
): Promise<CalendarConflict[]> {
  const { read } = context
  const { ids, seen } = askedIds(read, {
    staffId: [StaffMember, staffId],
    resourceId: [Resource, resourceId],
  })
  const asked = { now: context.clock.now(), ...ids }
  const [found] = await Promise.all([
    readConflicts(read, asked),
    seen,
    read.ahead(info, 'appointment', Appointment, (statement) => {
      return `select c.id from ${conflictsSql(read, asked, statement)} c`
    }),
  ])
  return found.map(({ id, reasons }) => ({ appointment: Lookup.record(Appointment, id), reasons }))
}

interface AskedConflicts {
  readonly now: Date
  readonly staffId: string | null
  readonly resourceId: string | null
}

async function readConflicts(read: Reader, asked: AskedConflicts) {
  const statement = new Statement(read.principal.tenantId)
  const plan = `
    select coalesce(json_agg(json_build_object('id', c.id, 'reasons', c.reasons) order by c.starts_at, c.id), '[]'::json)
    from ${conflictsSql(read, asked, statement)} c`
  return (await read.ask(statement, plan)) as {
    id: string
    reasons: ConflictReason[]
  }[]
}

function conflictsSql(
  read: Reader,
  { now, staffId, resourceId }: AskedConflicts,
  statement: Statement,
): string {
  const moment = statement.value(now.toISOString(), 'timestamptz')
  const where = [
    `a.tenant_id = ${statement.tenant}`,
    isAheadSql('a', moment),
    reachSql(recordMeta(Appointment), 'see', 'a', read.principal, read.relations, statement),
  ]
  if (staffId) where.push(`a.staff_id = ${statement.value(staffId, 'uuid')}`)
  if (resourceId) {
    const id = statement.value(resourceId, 'uuid')
    where.push(`(a.resource_id = ${id} or exists (select from occupancies o
      where o.tenant_id = a.tenant_id and o.appointment_id = a.id and o.subject_id = ${id}))`)
  }
  return `(select a.id, a.starts_at, reason.list as reasons
      from appointments a, lateral (select ${conflictReasonsSql('a', moment)} as list) reason
      where ${where.join(' and ')} and cardinality(reason.list) > 0
      order by a.starts_at, a.id limit ${mostListed})`
}
