import { Appointment, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { Work } from '../../schema/index.ts'
import { MedicalAlert } from './records/medical-alert.ts'
import { PatientEpisode } from './records/patient-episode.ts'
import { TreatmentConsent } from './records/treatment-consent.ts'
import { TreatmentItem } from './records/treatment-item.ts'
import { services } from './services.ts'

interface Sitting {
  readonly id: string
  readonly customer: string
  readonly staff: string
  readonly service: string
  readonly branch: string
  readonly name: string
  readonly day: string
  readonly done: boolean
  readonly ahead: boolean
  readonly price: string
}

const kinds: Readonly<Record<string, string>> = {
  Examination: 'EXAMINATION',
  'X-ray': 'EXAMINATION',
  Scaling: 'CLEANING',
  Filling: 'FILLING',
  'Root canal': 'ROOT_CANAL',
  Extraction: 'EXTRACTION',
  'Zirconia crown': 'CROWN',
  Implant: 'IMPLANT',
  Botox: 'AESTHETIC',
}
const onTooth = new Set(['FILLING', 'ROOT_CANAL', 'EXTRACTION', 'CROWN', 'IMPLANT'])
const teeth = ['36', '14', '24', '46', '26', '16', '45', '37', '47', '25'] as const
const alerts = ['Penisilin', null, null, 'Lateks', null, null, null] as const

/** Example episodes, one for each of the patients whose sittings are nearest to now, with alerts and consents. */
export async function seed(work: Work): Promise<void> {
  const byPatient = Map.groupBy(await sittings(work), ({ customer }) => customer)
  let index = 0
  for (const [patient, visits] of byPatient) {
    seedEpisode(work, patient, visits, index)
    index += 1
  }
}

function sittings(work: Work): Promise<Sitting[]> {
  return work.sql<Sitting>(
    `with near as (
       select customer_id, min(abs(extract(epoch from starts_at - $2::timestamptz))) as distance
       from appointments where tenant_id = $1 and status not in ('CANCELLED', 'NO_SHOW', 'HELD')
       group by 1 order by 2, 1 limit 140)
     select a.id, a.customer_id as customer, a.staff_id as staff, a.service_id as service, a.branch_id as branch,
       s.name, ((a.starts_at at time zone $3)::date)::text as day, a.status = 'DONE' as done,
       a.starts_at > $2::timestamptz as ahead, coalesce(a.price_minor, s.price_minor)::text as price
     from near n
     join appointments a on a.tenant_id = $1 and a.customer_id = n.customer_id
       and a.status not in ('CANCELLED', 'NO_SHOW', 'HELD') and a.starts_at > $2::timestamptz - interval '300 days'
     join services s on s.tenant_id = $1 and s.id = a.service_id
     order by n.distance, a.customer_id, a.starts_at`,
    [work.principal.tenantId, work.now.toISOString(), work.principal.timeZone],
  )
}

function seedEpisode(work: Work, patient: string, visits: readonly Sitting[], index: number): void {
  const [first] = visits
  if (!first) return
  const customer = work.reference(Customer, patient)
  const decided = planOf(index)
  const unfinished =
    visits.some((visit) => !visit.done) || visits.some(({ name }) => kindOf(name) === 'ROOT_CANAL')
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: work.principal.timeZone }).format(work.now)
  const day = first.ahead ? today : first.day
  const episode = work.create<PatientEpisode>(PatientEpisode, {
    customer,
    dentist: work.reference(StaffMember, first.staff),
    branch: work.reference(Branch, first.branch),
    title: visits.at(-1)?.name ?? first.name,
    status: decided === 'REJECTED' ? 'ABANDONED' : unfinished ? 'OPEN' : 'COMPLETED',
    plan: decided,
    planDecidedAt: decided === 'ACCEPTED' || decided === 'REJECTED' ? new Date(`${day}T09:00:00Z`) : null,
    openedOn: day,
    closedOn: unfinished && decided !== 'REJECTED' ? null : day,
    note: null,
  })
  work.tell('dental.episode.created', episode)
  visits.forEach((visit, place) => {
    seedItem(work, episode, customer, visit, place + 1, teeth[(index + place) % teeth.length] ?? '36')
  })
  if (index % 3 === 0) seedFoundAtFirst(work, episode, customer)
  const alert = alerts[index % alerts.length]
  if (alert) {
    work.create(MedicalAlert, {
      customer,
      kind: 'ALLERGY',
      title: alert,
      severe: alert === 'Penisilin',
      active: true,
    })
  }
  seedConsents(work, episode, customer, visits, index)
}

function seedItem(
  work: Work,
  episode: PatientEpisode,
  customer: Customer,
  visit: Sitting,
  position: number,
  tooth: string,
): void {
  const kind = kindOf(visit.name)
  const sessions = kind === 'ROOT_CANAL' ? 3 : 1
  const today = visit.day === work.now.toLocaleDateString('sv', { timeZone: work.principal.timeZone })
  const status = visit.done ? 'DONE' : today && kind === 'ROOT_CANAL' ? 'IN_PROGRESS' : 'PLANNED'
  const common = {
    ...itemDefaults(work, episode, customer),
    position,
    area: !onTooth.has(kind) ? 'MOUTH' : kind === 'FILLING' ? 'SURFACE' : 'TOOTH',
    tooth: onTooth.has(kind) ? tooth : null,
    surfaces: kind === 'FILLING' ? ['O'] : [],
    dentist: work.reference(StaffMember, visit.staff),
  }
  work.create(TreatmentItem, {
    ...common,
    kind,
    title: visit.name,
    status,
    sessions,
    sessionsDone: visit.done ? sessions : status === 'IN_PROGRESS' ? 1 : 0,
    priceMinor: visit.price,
    service: work.reference(Service, visit.service),
    appointment: work.reference(Appointment, visit.id),
    doneOn: visit.done ? visit.day : null,
  })
  // A treated root is crowned afterwards, and that is what people forget to book.
  if (kind === 'ROOT_CANAL') {
    work.create(TreatmentItem, {
      ...common,
      position: position + 1,
      kind: 'CROWN',
      title: services.find(({ name }) => name.en === 'Zirconia crown')?.name.tr ?? null,
      priceMinor: '1480000',
    })
  }
}

/** What the dentist found at the first examination. */
function seedFoundAtFirst(work: Work, episode: PatientEpisode, customer: Customer): void {
  for (const [tooth, kind] of [
    ['18', 'MISSING'],
    ['28', 'MISSING'],
    ['27', 'FILLING'],
    ['38', 'MISSING'],
  ] as const) {
    work.create(TreatmentItem, {
      ...itemDefaults(work, episode, customer),
      kind,
      area: kind === 'FILLING' ? 'SURFACE' : 'TOOTH',
      tooth,
      surfaces: kind === 'FILLING' ? ['O', 'D'] : [],
      status: 'EXISTING',
    })
  }
}

function itemDefaults(work: Work, episode: PatientEpisode, customer: Customer) {
  return {
    episode,
    customer,
    position: 1,
    title: null,
    region: null,
    status: 'PLANNED',
    sessions: 1,
    sessionsDone: 0,
    priceMinor: '0',
    currency: work.principal.currency,
    dentist: null,
    service: null,
    appointment: null,
    doneOn: null,
    note: null,
  }
}

function seedConsents(
  work: Work,
  episode: PatientEpisode,
  customer: Customer,
  visits: readonly Sitting[],
  index: number,
): void {
  const treated = visits.find(({ name }) => onTooth.has(kindOf(name)))
  if (!treated) return
  const missing = !treated.done && index % 3 === 1
  work.create(TreatmentConsent, {
    customer,
    episode,
    title: `${treated.name} onamı`,
    status: missing ? 'MISSING' : 'SIGNED',
    form: missing ? null : 'ON_PAPER',
    answeredOn: missing ? null : episode.openedOn,
  })
}

function kindOf(serviceName: string): string {
  const declared = services.find(({ name }) => name.tr === serviceName || name.en === serviceName)
  return kinds[declared?.name.en ?? ''] ?? 'OTHER'
}

function planOf(index: number): PatientEpisode['plan'] {
  const place = index % 10
  if (place < 7) return 'ACCEPTED'
  return place === 7 ? 'PRESENTED' : place === 8 ? 'REJECTED' : 'DRAFT'
}
