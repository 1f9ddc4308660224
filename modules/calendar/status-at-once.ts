import {
  decodeId,
  type Principal,
  type RequestContext,
  reachSql,
  recordMeta,
  type WriteStatement,
  type Written,
} from '../../schema/index.ts'
import type { VersionedInput } from './appointment.inputs.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'
import { allStatuses, earliest, isBlocking, takesTimeAgain, transitions } from './appointment-life.ts'
import { dayBounds, localDayOf } from './local-day.ts'

const meta = recordMeta(Appointment)

/**
 * A step through an appointment's life as one statement: the row is changed where it is within reach, in the version
 * that the caller saw, in a status that may go there by now, and without having to look for time. Null when it wrote
 * nothing.
 */
export async function changeStatusAtOnce(
  context: RequestContext,
  input: VersionedInput,
  to: AppointmentStatus,
): Promise<Written | null> {
  const decoded = decodeId(input.id)
  if (decoded?.prefix !== meta.prefix) return null
  return context.writeAtOnce((statement) => {
    const was = statement.permitted(lockedRow(statement, decoded.uuid, input.version, to))
    const now = statement.now()
    const made = statement.part(
      'made',
      `update appointments a set status = ${statement.value(to, 'text')}, status_changed_at = ${now}, updated_at = ${now},
         version = a.version + 1
       from ${was} was where a.tenant_id = was.tenant_id and a.id = was.id returning a.*`,
    )
    if (!isBlocking(to)) {
      statement.part(
        'released',
        `update occupancies o set blocking = false, expires_at = null
         from ${was} was where o.tenant_id = was.tenant_id and o.appointment_id = was.id and o.blocking`,
      )
    }
    statement.changed({ meta, before: was, after: made })
    statement.tell(
      'appointment.status.updated',
      { meta, id: decoded.uuid },
      made,
      { to },
      {
        from: `(select status from ${was})`,
        version: `${made}.version`,
      },
    )
    return statement.message(meta, made)
  })
}

/** The appointment, locked, where everything allows the step. */
function lockedRow(statement: WriteStatement, id: string, version: number, to: AppointmentStatus): string {
  const { principal, setting } = statement
  const row = statement.alias()
  const from = allStatuses().filter((one) => transitions[one].includes(to) && !takesTimeAgain(one, to))
  const conditions = [
    `${row}.tenant_id = ${statement.tenant}`,
    `${row}.id = ${statement.value(id, 'uuid')}`,
    `${row}.version = ${statement.value(version, 'int')}`,
    `${row}.status = any(${statement.value(from, 'text[]')})`,
    `${row}.starts_at <= ${statement.value(latestStart(to, setting.now, principal), 'timestamptz')}`,
    ...(['see', 'act'] as const).map((verb) =>
      reachSql(meta, verb, row, principal, setting.relations, statement),
    ),
  ]
  return `select ${row}.* from appointments ${row} where ${conditions.join(' and ')} for no key update`
}

/** An appointment that starts later than this cannot be in the status yet. */
function latestStart(to: AppointmentStatus, now: Date, { timeZone }: Principal): string {
  const when = earliest[to]
  if (when === undefined) return 'infinity'
  if (when === 'its-start') return now.toISOString()
  return new Date(dayBounds(localDayOf(now.getTime(), timeZone), timeZone).end - 1).toISOString()
}
