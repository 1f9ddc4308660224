import { type Payload, type RequestContext, recordPayload, refuse, type Work } from '../../schema/index.ts'
import type { VersionedInput } from './appointment.inputs.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'
import { earliest, isBlocking, takesTimeAgain, transitions } from './appointment-life.ts'
import { dayBounds, localDayOf } from './local-day.ts'
import { releaseTime } from './occupancies.ts'
import { retakeTime } from './retake-time.ts'
import { changeStatusAtOnce } from './status-at-once.ts'

/** A verb that moves an appointment one step through its life, as `transitions` allows. */
export function statusVerb(to: AppointmentStatus) {
  return (context: RequestContext, input: VersionedInput): Promise<Payload> =>
    recordPayload(
      context,
      Appointment,
      (work) => changeInTransaction(work, input, to),
      () => changeStatusAtOnce(context, input, to),
    )
}

async function changeInTransaction(
  work: Work,
  { id, version }: VersionedInput,
  to: AppointmentStatus,
): Promise<Appointment> {
  const appointment = await work.change<Appointment>(Appointment, id, version)
  const from = appointment.status
  await moveToStatus(work, appointment, to)
  work.tell('appointment.status.updated', appointment, { from, to, version: appointment.version })
  return appointment
}

export const confirmAppointment = statusVerb('CONFIRMED')
export const markAppointmentArrived = statusVerb('ARRIVED')
export const startAppointment = statusVerb('IN_SERVICE')
export const completeAppointment = statusVerb('DONE')
export const markAppointmentNoShow = statusVerb('NO_SHOW')

/** Refuses what the appointment's life does not allow now, then changes its status and the time that it takes. */
export async function moveToStatus(
  work: Work,
  appointment: Appointment,
  to: AppointmentStatus,
): Promise<void> {
  if (!transitions[appointment.status].includes(to)) refuse('TRANSITION_NOT_ALLOWED', ['id'])
  if (isTooEarly(appointment, to, work)) refuse('TOO_EARLY', ['id'])
  await setStatus(work, appointment, to)
}

/**
 * Changes the status whatever it was before, and gives time back or takes it again. Refuses SLOT_TAKEN when somebody
 * else has that time by now.
 */
export async function setStatus(work: Work, appointment: Appointment, to: AppointmentStatus): Promise<void> {
  const from = appointment.status
  if (!isBlocking(to)) await releaseTime(work, appointment.id)
  else if (takesTimeAgain(from, to)) await retakeTime(work, appointment)
  appointment.status = to
  appointment.statusChangedAt = work.now
  await work.flush()
}

function isTooEarly({ startsAt }: Appointment, to: AppointmentStatus, { now, principal }: Work): boolean {
  const { timeZone } = principal
  const start = startsAt.getTime()
  if (earliest[to] === 'its-start') return now.getTime() < start
  return earliest[to] === 'its-day' && now.getTime() < dayBounds(localDayOf(start, timeZone), timeZone).start
}
