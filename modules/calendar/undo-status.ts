import { type Payload, type RequestContext, recordPayload, refuse, type Work } from '../../schema/index.ts'
import type { VersionedInput } from './appointment.inputs.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'
import { setStatus } from './change-status.ts'

/**
 * Takes the last change of an appointment's status back, a cancellation too, and with it the time that it took.
 * What the status was before is what the event of the change says. Only the last change: an undo is not undone.
 * Refuses NOTHING_TO_UNDO, and SLOT_TAKEN when somebody else has the time by now.
 */
export function undoAppointmentStatus(context: RequestContext, input: VersionedInput): Promise<Payload> {
  return recordPayload(context, Appointment, async (work) => {
    const appointment = await work.change<Appointment>(Appointment, input.id, input.version)
    const from = appointment.status
    const to = await statusBefore(work, appointment)
    // A hold has run out by the time anybody thinks of going back to it.
    if (to === null || to === 'HELD') refuse('NOTHING_TO_UNDO', ['id'])
    appointment.cancelReason = null
    await setStatus(work, appointment, to)
    const { version } = appointment
    work.tell('appointment.status.updated', appointment, { from, to, version, undo: true })
    return appointment
  })
}

async function statusBefore(work: Work, appointment: Appointment): Promise<AppointmentStatus | null> {
  // The change was told at the very moment it was made, which leads to one partition of the log.
  const [change] = await work.sql<{ from: AppointmentStatus; undo: boolean }>(
    `select payload->>'from' as "from", coalesce((payload->>'undo')::boolean, false) as undo
     from tenant_event_logs
     where tenant_id = $1 and subject_id = $2 and occurred_at = $3
       and type in ('appointment.status.updated', 'appointment.cancelled')
     order by (payload->>'version')::int desc limit 1`,
    [work.principal.tenantId, appointment.id, appointment.statusChangedAt],
  )
  return change && !change.undo ? change.from : null
}
