import { JobLine, VehicleJobCard } from '../../../blueprints/auto-service/index.ts'
import { Resource } from '../../../modules/calendar/index.ts'
import type { Work } from '../../../schema/index.ts'
import { idOf, rewritten } from './written.ts'

interface CarInside {
  readonly id: string
  readonly number: number
  readonly step: string
  readonly waiting: string | null
  readonly lift: string | null
  /** The reading that the vehicle brought from the exports. */
  readonly vehicleKm: number | null
  readonly cardKm: number | null
}

/** Cars inside are read at intake, share no lift, and one of their owners has said no to something. */
export async function garageRecords(work: Work): Promise<void> {
  const inside = await carsInside(work)
  const onLift = liftsOf(inside, await lifts(work))
  for (const car of inside) {
    const lift = onLift.get(car.id) ?? null
    const idles = lift === null && car.waiting === null
    await rewritten<VehicleJobCard>(work, VehicleJobCard, car.id, {
      lift: lift === null ? null : work.reference<Resource>(Resource, lift),
      ...(idles && { waiting: 'WAITING_FOR_LIFT' }),
      ...(car.cardKm === null && car.vehicleKm !== null && { odometerKm: car.vehicleKm + drivenSince(car) }),
    })
  }
  await declineOne(work)
}

function carsInside(work: Work): Promise<CarInside[]> {
  return work.sql<CarInside>(
    `select j.id, j.number, j.step, j.waiting, j.lift_id as lift, v.odometer_km as "vehicleKm",
       j.odometer_km as "cardKm"
     from auto_vehicle_job_cards j
     join auto_vehicles v on v.tenant_id = j.tenant_id and v.id = j.vehicle_id
     where j.tenant_id = $1 and j.step not in ('DELIVERED', 'CANCELLED')
     order by array_position(array['WAITING_FOR_PARTS', 'WAITING_FOR_APPROVAL', null], j.waiting) nulls last, j.number`,
    [work.principal.tenantId],
  )
}

async function lifts(work: Work): Promise<string[]> {
  const rows = await work.sql<{ id: string }>(
    `select id from tenant_resources where tenant_id = $1 and type = 'LIFT' and status = 'ACTIVE' order by name, id`,
    [work.principal.tenantId],
  )
  return rows.map(({ id }) => id)
}

/**
 * Which car stands on which lift. A car that is taken apart and waits for a part or a yes blocks its lift, so these
 * come first, on the lift of their appointment where they can; one that is ready stands outside.
 */
function liftsOf(inside: readonly CarInside[], all: readonly string[]): Map<string, string> {
  const free = new Set(all)
  const onLift = new Map<string, string>()
  const stand = (car: CarInside, lift: string | null | undefined) => {
    if (car.step === 'READY' || onLift.has(car.id) || !lift || !free.delete(lift)) return
    onLift.set(car.id, lift)
  }
  for (const car of inside) stand(car, car.lift)
  for (const car of inside) stand(car, [...free][0])
  return onLift
}

/** Kilometres since the last reading: some hundred, other ones for each card. */
function drivenSince({ number }: CarInside): number {
  return 180 + ((number * 137) % 900)
}

/** The last line that waits on the card with the most of them is declined; the others go on waiting. */
async function declineOne(work: Work): Promise<void> {
  const [line] = await work.sql<{ id: string }>(
    `select l.id from auto_job_lines l
     join auto_vehicle_job_cards j on j.tenant_id = l.tenant_id and j.id = l.job_card_id and j.step = 'APPROVAL'
     where l.tenant_id = $1 and l.approval = 'PENDING' and l.archived_at is null
       and (select count(*) from auto_job_lines o where o.tenant_id = $1 and o.job_card_id = j.id
         and o.approval = 'PENDING' and o.archived_at is null) > 1
     order by j.number desc, l.position desc limit 1`,
    [work.principal.tenantId],
  )
  if (!line) return
  const declined = await work.change<JobLine>(JobLine, idOf(JobLine, line.id))
  declined.approval = 'DECLINED'
  // The first start may be at night: an answer comes a while after the question.
  const answeredAt = (declined.askedAt?.getTime() ?? 0) + 80 * 60_000
  declined.decidedAt = new Date(Math.min(answeredAt, work.now.getTime()))
  work.tell('auto.approval.decided', declined, { approved: false, via: null })
}
