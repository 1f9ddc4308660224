import { type Reader, reachSql, recordMeta, Statement } from '../../schema/index.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'
import { conflictReasonsSql } from './conflicts.ts'
import type { Interval } from './intervals.ts'
import type { Busy } from './occupancies.ts'

export interface DayAppointment extends Interval {
  readonly id: string
  readonly staffId: string
  readonly status: AppointmentStatus
  readonly isConflict: boolean
  readonly spans: readonly (Busy & { readonly kind: 'STAFF' | 'RESOURCE' })[]
}

export interface DayFacts {
  /** Appointments that touch the day and that the viewer may see, in order of their start. */
  readonly appointments: readonly DayAppointment[]
  /** All blocking time of the day whoever it belongs to: what is free must be free for everybody. */
  readonly busy: readonly Busy[]
}

/** No appointment lasts longer; lets the day's appointments be found by their start. */
const longestMs = 7 * 24 * 3600_000

/** What happens between two instants, in one statement. */
export async function readDay(read: Reader, time: Interval, now: Date): Promise<DayFacts> {
  const statement = new Statement(read.principal.tenantId)
  const { from, to, touching } = touchingSql(time, statement)
  const moment = statement.value(now.toISOString(), 'timestamptz')
  const reach = reachSql(recordMeta(Appointment), 'see', 'a', read.principal, read.relations, statement)
  const span = `'subjectId', o.subject_id, 'lane', o.lane, 'start', ${milliseconds('lower(o.during)')}, 'end', ${milliseconds('upper(o.during)')}`
  const plan = `
    select json_build_object(
      'appointments', (select coalesce(json_agg(json_build_object(
          'id', a.id, 'staffId', a.staff_id, 'status', a.status,
          'start', ${milliseconds('a.starts_at')}, 'end', ${milliseconds('a.ends_at')},
          'isConflict', cardinality(${conflictReasonsSql('a', moment)}) > 0,
          'spans', (select coalesce(json_agg(json_build_object('kind', o.subject_kind, ${span})), '[]'::json)
            from occupancies o where o.tenant_id = a.tenant_id and o.appointment_id = a.id))
          order by a.starts_at, a.id), '[]'::json)
        from appointments a where ${touching} and ${reach}),
      'busy', (select coalesce(json_agg(json_build_object(${span})), '[]'::json)
        from occupancies o where o.tenant_id = ${statement.tenant} and o.blocking
          and o.during && tstzrange(${from}, ${to}) and (o.expires_at is null or o.expires_at > ${moment})))`
  return (await read.ask(statement, plan)) as DayFacts
}

/** Appointments that touch a time, as SQL that selects their ids. */
export function appointmentsOfDaySql(read: Reader, time: Interval, statement: Statement): string {
  const reach = reachSql(recordMeta(Appointment), 'see', 'a', read.principal, read.relations, statement)
  return `select a.id from appointments a where ${touchingSql(time, statement).touching} and ${reach}`
}

function touchingSql(time: Interval, statement: Statement) {
  const from = statement.value(new Date(time.start).toISOString(), 'timestamptz')
  const to = statement.value(new Date(time.end).toISOString(), 'timestamptz')
  const earliest = statement.value(new Date(time.start - longestMs).toISOString(), 'timestamptz')
  const touching = `a.tenant_id = ${statement.tenant} and a.archived_at is null
    and a.starts_at < ${to} and a.starts_at >= ${earliest} and a.ends_at > ${from}`
  return { from, to, touching }
}

function milliseconds(instant: string): string {
  return `(extract(epoch from ${instant}) * 1000)::bigint`
}
