import {
  attributeOf,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  refuse,
} from '../../schema/index.ts'
import type { CancelAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { moveToStatus } from './change-status.ts'

/** Cancels an appointment and says why; its time is free at once. */
export function cancelAppointment(context: RequestContext, input: CancelAppointmentInput): Promise<Payload> {
  return recordPayload(context, Appointment, async (work) => {
    const appointment = await work.change<Appointment>(Appointment, input.id, input.version)
    const from = appointment.status
    appointment.cancelReason = input.reason
    appointment.note = withNote(appointment.note, input.note)
    await moveToStatus(work, appointment, 'CANCELLED')
    const { version } = appointment
    work.tell('appointment.cancelled', appointment, { from, reason: input.reason, version })
    return appointment
  })
}

function withNote(known: string | null, added: string | null | undefined): string | null {
  const note = [known, added?.normalize('NFC').trim()].filter((part) => part).join('\n')
  const { maxLength = Number.POSITIVE_INFINITY } = attributeOf(recordMeta(Appointment), 'note')
  if (note.includes('\u0000')) refuse('INVALID', ['note'])
  if (note.length > maxLength) refuse('TOO_LONG', ['note'], { max: maxLength })
  return note === '' ? null : note
}
