import {
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { Service, type ServiceSegment } from '../catalog/index.ts'
import type { RescheduleAppointmentInput } from './appointment.inputs.ts'
import { Appointment } from './appointment.ts'
import { movableStatuses } from './appointment-life.ts'
import { assigned, toldAssignment } from './booking.ts'
import { daysTouched } from './local-day.ts'
import { removeOccupancies, storeOccupancies } from './occupancies.ts'
import { planTime } from './plan-time.ts'
import { readRoster } from './roster.ts'
import { StaffMember } from './staff-member.ts'
import { takeTime } from './take-time.ts'

/**
 * Moves an appointment to another time, person or resource; what the input leaves out stays. It lasts as long as
 * before and costs the same. One that came as a conflict from an import is resolved by moving it.
 */
export function rescheduleAppointment(
  context: RequestContext,
  input: RescheduleAppointmentInput,
): Promise<Payload> {
  return recordPayload(context, Appointment, async (work) => {
    const given = await enteredPlace(work, input)
    const appointment = await work.change<Appointment>(Appointment, input.id, input.version)
    if (!movableStatuses.includes(appointment.status)) refuse('TRANSITION_NOT_ALLOWED', ['id'])
    const service = await work.read.byId(recordMeta(Service), appointment.service.id)
    const start = (input.startsAt ?? appointment.startsAt).getTime()
    const time = { start, end: start + appointment.endsAt.getTime() - appointment.startsAt.getTime() }
    const roster = await readRoster(
      work.read,
      daysTouched(time, work.principal.timeZone),
      appointment.service.id,
    )
    const staffId = given.staffId ?? appointment.staff.id
    const keeps = await resourcesOf(work, appointment)
    const types = (service?.resourceTypes ?? []) as readonly string[]
    // What came from an import may sit on a resource that the service does not ask for: it stays there.
    const current = given.resourceId === null ? roster.resource(appointment.resource?.id ?? '') : undefined
    const stays = current?.active && !types.includes(current.type) ? current.id : null
    const plan = planTime(
      roster,
      {
        time,
        segments: (service?.segments ?? null) as readonly ServiceSegment[] | null,
        resourceTypes: stays ? [] : types,
        branchId: appointment.branch.id,
        staffId,
        resourceId: given.resourceId ?? stays,
        keepsResourceIds: keeps,
        asksForQualification: staffId !== appointment.staff.id,
        allowsOutsideHours: input.allowOutsideHours,
      },
      work.now,
      work.principal,
    )
    const taken = await takeTime(work, plan, appointment.id)
    const before = encodeId(recordMeta(StaffMember).prefix, appointment.staff.id)
    await removeOccupancies(work, appointment.id)
    Object.assign(appointment, assigned(work, taken), {
      startsAt: new Date(time.start),
      endsAt: new Date(time.end),
      conflict: false,
    })
    await work.flush()
    await storeOccupancies(
      work,
      taken.occupancies.map((one) => ({ ...one, appointmentId: appointment.id, blocking: true })),
    )
    const { status } = appointment
    work.tell('appointment.rescheduled', appointment, {
      status,
      ...toldAssignment(taken),
      previousStaffId: before,
    })
    return appointment
  })
}

async function enteredPlace(work: Work, { staffId, resourceId }: RescheduleAppointmentInput) {
  const given = { ...(staffId && { staffId }), ...(resourceId && { resourceId }) }
  const entered = (await work.entered(Appointment, given, 'update')) as Partial<
    Pick<Appointment, 'staff' | 'resource'>
  >
  return { staffId: entered.staff?.id ?? null, resourceId: entered.resource?.id ?? null }
}

async function resourcesOf(work: Work, appointment: Appointment): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select subject_id as id from occupancies where tenant_id = $1 and appointment_id = $2 and subject_kind = 'RESOURCE'`,
    [work.principal.tenantId, appointment.id],
  )
  return [...rows.map(({ id }) => id), ...(appointment.resource ? [appointment.resource.id] : [])]
}
