import { Appointment, Resource, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { Work } from '../../schema/index.ts'
import { type JobApproval, JobLine } from './records/job-line.ts'
import { Vehicle } from './records/vehicle.ts'
import { type JobStep, VehicleJobCard } from './records/vehicle-job-card.ts'

interface Stay {
  readonly id: string
  readonly customer: string
  readonly vehicle: string
  readonly staff: string
  readonly service: string
  readonly branch: string
  readonly lift: string | null
  readonly name: string
  readonly price: string
  readonly startsAt: Date
  readonly endsAt: Date
  /** The next half past five in the afternoon. */
  readonly promisedAt: Date
}

const insideAs: readonly (readonly [JobStep, VehicleJobCard['waiting']])[] = [
  ['APPROVAL', 'WAITING_FOR_APPROVAL'],
  ['REPAIR', 'WAITING_FOR_PARTS'],
  ['INSPECTION', null],
  ['APPROVAL', 'WAITING_FOR_APPROVAL'],
  ['REPAIR', null],
  ['READY', 'WAITING_FOR_PICKUP'],
]

const findings: readonly (readonly [string, string, JobLine['urgency'], string])[] = [
  ['Ön fren balatası', 'Kalınlık 2 mm', 'URGENT', '465000'],
  ['Arka amortisör, takım', 'Yağ kaçağı var', 'SOON', '1985000'],
  ['Polen filtresi', 'Tıkanmış', 'SOON', '65000'],
  ['Akü', 'Soğukta zayıf', 'SOON', '420000'],
]

const day = 86_400_000

/** Example job cards: delivered ones from completed appointments, and the cars that are inside now. */
export async function seed(work: Work): Promise<void> {
  const past = await stays(work, `a.status = 'DONE'`, 60)
  const open = `a.status not in ('DONE', 'CANCELLED', 'NO_SHOW', 'HELD')`
  const inside = await stays(work, `${open} and a.starts_at > $2::timestamptz - interval '7 days'`, 6)
  let number = 1000
  for (const [index, stay] of past.reverse().entries()) {
    number += 1
    seedCard(work, stay, number, ['DELIVERED', null], index)
  }
  for (const [index, stay] of inside.entries()) {
    number += 1
    seedCard(work, stay, number, insideAs[index] ?? ['RECEIVED', null], index)
  }
  await seedDueDates(work, [...past, ...inside])
}

/** The newest appointments that have begun, one per vehicle of its customer. */
function stays(work: Work, which: string, most: number): Promise<Stay[]> {
  return work.sql<Stay>(
    `select * from (
       select distinct on (v.id) a.id, a.customer_id as customer, v.id as vehicle, a.staff_id as staff,
         a.service_id as service, a.branch_id as branch, case when r.type = 'LIFT' then r.id end as lift, s.name,
         coalesce(a.price_minor, s.price_minor)::text as price, a.starts_at as "startsAt", a.ends_at as "endsAt",
         (($2::timestamptz at time zone $3 + interval '6.5 hours')::date + time '17:30') at time zone $3 as "promisedAt"
       from appointments a
       join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
       join auto_vehicles v on v.tenant_id = a.tenant_id and v.owner_id = a.customer_id
       left join tenant_resources r on r.tenant_id = a.tenant_id and r.id = a.resource_id
       where a.tenant_id = $1 and a.starts_at <= $2::timestamptz and ${which}
       order by v.id, a.starts_at desc) newest
     order by "startsAt" desc, id limit ${most}`,
    [work.principal.tenantId, work.now.toISOString(), work.principal.timeZone],
  )
}

function seedCard(
  work: Work,
  stay: Stay,
  number: number,
  [step, waiting]: readonly [JobStep, VehicleJobCard['waiting']],
  index: number,
): void {
  const delivered = step === 'DELIVERED'
  const endsAt = new Date(stay.endsAt)
  const card = work.create<VehicleJobCard>(VehicleJobCard, {
    number,
    vehicle: work.reference(Vehicle, stay.vehicle),
    customer: work.reference(Customer, stay.customer),
    technician: work.reference(StaffMember, stay.staff),
    lift: stay.lift === null ? null : work.reference(Resource, stay.lift),
    appointment: work.reference(Appointment, stay.id),
    branch: work.reference(Branch, stay.branch),
    title: stay.name,
    step,
    waiting,
    receivedAt: new Date(stay.startsAt),
    promisedAt: delivered ? endsAt : new Date(stay.promisedAt),
    deliveredAt: delivered ? endsAt : null,
    odometerKm: null,
    fuelPercent: 25 * (1 + (index % 4)),
    intakeNote: null,
  })
  work.tell('auto.jobCard.created', card)
  const asked = new Date(stay.startsAt)
  const planned = work.reference<Service>(Service, stay.service)
  seedLine(work, card, 1, [stay.name, null, 'OK', stay.price], 'APPROVED', asked, planned)
  const found = findings[index % findings.length]
  if (found && (!delivered || index % 4 === 0)) seedLine(work, card, 2, found, answerOf(step), asked, null)
  const another = findings[(index + 1) % findings.length]
  if (another && step === 'APPROVAL') seedLine(work, card, 3, another, 'PENDING', asked, null)
}

function answerOf(step: JobStep): JobApproval {
  if (step === 'APPROVAL') return 'PENDING'
  if (step === 'DELIVERED') return 'DECLINED'
  return step === 'INSPECTION' ? 'NOT_ASKED' : 'APPROVED'
}

function seedLine(
  work: Work,
  jobCard: VehicleJobCard,
  position: number,
  [title, finding, urgency, priceMinor]: readonly [string, string | null, JobLine['urgency'], string],
  approval: JobApproval,
  asked: Date,
  service: Service | null,
): void {
  const decided = approval === 'APPROVED' || approval === 'DECLINED'
  work.create<JobLine>(JobLine, {
    jobCard,
    position,
    title,
    service,
    finding,
    urgency,
    priceMinor,
    currency: work.principal.currency,
    approval,
    approvedVia: approval === 'APPROVED' ? 'IN_PERSON' : null,
    askedAt: approval === 'NOT_ASKED' ? null : asked,
    decidedAt: decided ? asked : null,
    done: jobCard.step === 'DELIVERED' && approval === 'APPROVED',
  })
}

/** Every car on a card knows its next maintenance and inspection. */
async function seedDueDates(work: Work, known: readonly Stay[]): Promise<void> {
  const ids = [...new Set(known.map(({ vehicle }) => vehicle))]
  const { tenantId } = work.principal
  const vehicles = await work.em.find(Vehicle, { tenantId, id: { $in: ids } } as never)
  vehicles.forEach((vehicle, index) => {
    if (vehicle.odometerKm !== null)
      vehicle.maintenanceDueKm = Math.ceil((vehicle.odometerKm + 1) / 10_000) * 10_000
    const due = new Date(work.now.getTime() + (20 + ((index * 37) % 600)) * day)
    vehicle.inspectionDueOn = due.toISOString().slice(0, 10)
  })
}
