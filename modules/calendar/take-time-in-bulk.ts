import type { Work } from '../../schema/index.ts'
import type { ServiceSegment } from '../catalog/index.ts'
import type { AppointmentStatus } from './appointment.ts'
import { isBlocking } from './appointment-life.ts'
import type { Interval } from './intervals.ts'
import {
  type Busy,
  busyTime,
  freeLane,
  lockSubjects,
  type StoredOccupancy,
  storeOccupancies,
} from './occupancies.ts'
import { staffTime } from './segments.ts'

/** Most appointments of one call: batches commit on their own, and nobody waits long for the locks. */
export const mostTakenAtOnce = 500

/**
 * Records what stored appointments take, for those that did not come through a verb: the import writes a batch of rows
 * (`conflict` false), flushes, and calls this with their UUIDs in the order in which they have a right to their time.
 *
 * Appointments that are over, and those whose status blocks nothing, become history: occupied, not blocking, never
 * refused. Those to come (ending after `work.now`) block. One that overlaps what is there, or one before it in the
 * list, takes no time: its `conflict` becomes true, it is returned, and moving it resolves it. Segments free the person
 * where the appointment lasts as long as its service. The only resource that is taken is the appointment's own.
 *
 * Five statements whatever the number of rows. Calling it again for the same rows gives the same result. Throws
 * RangeError for more than `mostTakenAtOnce`, Refusal SLOT_TAKEN when the locks cannot be had in time.
 */
export async function takeTimeInBulk(
  work: Work,
  appointmentIds: readonly string[],
): Promise<{ readonly conflictIds: readonly string[] }> {
  if (appointmentIds.length > mostTakenAtOnce) {
    throw new RangeError(`${appointmentIds.length} appointments at once: give at most ${mostTakenAtOnce}.`)
  }
  if (appointmentIds.length === 0) return { conflictIds: [] }
  await removeTimeInBulk(work, appointmentIds)
  const imported = await readImported(work, appointmentIds)
  const blocking = imported.filter(({ status, end }) => isBlocking(status) && end > work.now.getTime())
  const busy = await lockedBusyTime(work, blocking)
  const rows: StoredOccupancy[] = []
  const conflictIds: string[] = []
  for (const one of imported) {
    const wanted = stretchesOf(one)
    const blocks = blocking.includes(one)
    const lanes = wanted.map((stretch) =>
      blocks ? freeLane(busy, stretch.subjectId, stretch.capacity, stretch) : 0,
    )
    const isConflict = lanes.includes(null)
    if (isConflict) conflictIds.push(one.id)
    wanted.forEach(({ capacity: _, ...stretch }, index) => {
      const row = {
        ...stretch,
        lane: lanes[index] ?? 0,
        appointmentId: one.id,
        blocking: blocks && !isConflict,
      }
      rows.push(row)
      if (row.blocking) busy.push(row)
    })
  }
  await storeOccupancies(work, rows)
  await flagConflicts(work, appointmentIds, conflictIds)
  return { conflictIds }
}

/** Forgets what appointments took, for an import that is undone; call it before the appointments themselves go. */
export async function removeTimeInBulk(work: Work, appointmentIds: readonly string[]): Promise<void> {
  await work.sql('delete from occupancies where tenant_id = $1 and appointment_id = any($2::uuid[])', [
    work.principal.tenantId,
    appointmentIds,
  ])
}

interface Imported extends Interval {
  readonly id: string
  readonly staffId: string
  readonly resourceId: string | null
  readonly capacity: number
  readonly status: AppointmentStatus
  readonly segments: readonly ServiceSegment[] | null
}

/** In the order of the ids. */
async function readImported(work: Work, appointmentIds: readonly string[]): Promise<Imported[]> {
  return work.sql<Imported>(
    `select a.id, a.staff_id as "staffId", a.resource_id as "resourceId", coalesce(r.capacity, 1) as capacity, a.status,
       s.segments, (extract(epoch from a.starts_at) * 1000)::float8 as "start",
       (extract(epoch from a.ends_at) * 1000)::float8 as "end"
     from unnest($2::uuid[]) with ordinality as asked(id, place)
     join appointments a on a.tenant_id = $1 and a.id = asked.id
     join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
     left join tenant_resources r on r.tenant_id = a.tenant_id and r.id = a.resource_id
     where a.archived_at is null and a.starts_at < a.ends_at
     order by asked.place`,
    [work.principal.tenantId, appointmentIds],
  )
}

async function lockedBusyTime(work: Work, blocking: readonly Imported[]): Promise<Busy[]> {
  if (blocking.length === 0) return []
  const ids = blocking.flatMap(({ staffId, resourceId }) => (resourceId ? [staffId, resourceId] : [staffId]))
  const subjects = [...new Set(ids)]
  await lockSubjects(work, subjects)
  const start = Math.min(...blocking.map((one) => one.start))
  const end = Math.max(...blocking.map((one) => one.end))
  return busyTime(work, subjects, { start, end }, null)
}

function stretchesOf({ staffId, resourceId, capacity, segments, start, end }: Imported) {
  const staff = staffTime({ start, end }, segments).busy.map((time) => ({
    kind: 'STAFF' as const,
    subjectId: staffId,
    capacity: 1,
    ...time,
  }))
  if (!resourceId) return staff
  return [...staff, { kind: 'RESOURCE' as const, subjectId: resourceId, capacity, start, end }]
}

async function flagConflicts(
  work: Work,
  appointmentIds: readonly string[],
  conflictIds: readonly string[],
): Promise<void> {
  await work.sql(
    `update appointments set conflict = (id = any($3::uuid[]))
     where tenant_id = $1 and id = any($2::uuid[]) and conflict <> (id = any($3::uuid[]))`,
    [work.principal.tenantId, appointmentIds, conflictIds],
  )
}
