import { recordMeta, type Work } from '../../schema/index.ts'
import { Service, type ServiceSegment } from '../catalog/index.ts'
import type { Appointment } from './appointment.ts'
import type { Interval } from './intervals.ts'
import {
  busyTime,
  freeLane,
  lockSubjects,
  removeOccupancies,
  slotTaken,
  storeOccupancies,
} from './occupancies.ts'
import { staffTime } from './segments.ts'

interface Stretch extends Interval {
  readonly kind: 'STAFF' | 'RESOURCE'
  readonly subjectId: string
  readonly capacity: number
}

/**
 * Takes again what an appointment once took, for one that comes back from a status that gave its time away. What is
 * over, or came as a conflict from an import, takes nothing. Refuses SLOT_TAKEN when somebody else has the time.
 */
export async function retakeTime(work: Work, appointment: Appointment): Promise<void> {
  if (appointment.conflict || appointment.endsAt <= work.now) return
  const stretches = await stretchesOf(work, appointment)
  const subjects = [...new Set(stretches.map(({ subjectId }) => subjectId))]
  await lockSubjects(work, subjects)
  const time = { start: appointment.startsAt.getTime(), end: appointment.endsAt.getTime() }
  const busy = await busyTime(work, subjects, time, appointment.id)
  const rows = stretches.map(({ capacity, ...stretch }) => {
    const lane = freeLane(busy, stretch.subjectId, capacity, stretch)
    if (lane === null) throw slotTaken('id')
    return { ...stretch, lane, appointmentId: appointment.id, blocking: true }
  })
  await removeOccupancies(work, appointment.id)
  await storeOccupancies(work, rows)
}

/** What it took before; what its service and resource say where nothing is stored any more. */
async function stretchesOf(work: Work, appointment: Appointment): Promise<Stretch[]> {
  const stored = await work.sql<Stretch>(
    `select o.subject_kind as kind, o.subject_id as "subjectId", coalesce(r.capacity, 1) as capacity,
       (extract(epoch from lower(o.during)) * 1000)::float8 as "start",
       (extract(epoch from upper(o.during)) * 1000)::float8 as "end"
     from occupancies o
     left join tenant_resources r on r.tenant_id = o.tenant_id and r.id = o.subject_id
     where o.tenant_id = $1 and o.appointment_id = $2`,
    [work.principal.tenantId, appointment.id],
  )
  if (stored.length > 0) return stored
  const time = { start: appointment.startsAt.getTime(), end: appointment.endsAt.getTime() }
  const service = await work.read.byId(recordMeta(Service), appointment.service.id)
  const { busy } = staffTime(time, (service?.segments ?? null) as readonly ServiceSegment[] | null)
  const staff = busy.map(
    (one): Stretch => ({ kind: 'STAFF', subjectId: appointment.staff.id, capacity: 1, ...one }),
  )
  if (!appointment.resource) return staff
  const { id } = appointment.resource
  const [resource] = await work.sql<{ capacity: number }>(
    'select capacity from tenant_resources where tenant_id = $1 and id = $2',
    [work.principal.tenantId, id],
  )
  return [...staff, { kind: 'RESOURCE', subjectId: id, capacity: resource?.capacity ?? 1, ...time }]
}
