import type { Work } from '../../schema/index.ts'
import { localDayOf } from '../calendar/index.ts'

/** Who can give which service with what. */
export interface Offer {
  readonly staffId: string
  readonly branchId: string
  readonly serviceId: string
  readonly minutes: number
  readonly priceMinor: string | null
  readonly currency: string | null
  readonly resourceId: string | null
}

export interface SampleSlot extends Offer {
  readonly start: number
  readonly end: number
}

interface Stretch {
  readonly subjectId: string
  readonly start: number
  readonly end: number
}

const minuteMs = 60_000
const daysBack = 9
const daysAhead = 4
const openDaysBack = 3
const openDaysAhead = 2
const mostPerPerson = 5
const mostPeople = 3
const pauseMinutes = 30

/** Services that the business offers with somebody and something to give them with; each person's in turn. */
export function offersOf(work: Work): Promise<Offer[]> {
  return work.sql<Offer>(
    `select s.id as "staffId", s.branch_id as "branchId", v.id as "serviceId", v.duration_minutes as minutes,
       v.price_minor::text as "priceMinor", v.currency, r.id as "resourceId"
     from staff_members s
     join staff_qualifications q on q.tenant_id = s.tenant_id and q.staff_id = s.id and q.archived_at is null
     join services v on v.tenant_id = s.tenant_id and v.id = q.service_id and v.archived_at is null and v.active
     left join lateral (
       select r.id from tenant_resources r
       where r.tenant_id = s.tenant_id and r.branch_id = s.branch_id and r.archived_at is null and r.status = 'ACTIVE'
         and r.type = v.resource_types[1]
       order by (r.id::text < s.id::text), r.name limit 1) r on true
     where s.tenant_id = $1 and s.archived_at is null and s.active
       and (r.id is not null or cardinality(v.resource_types) = 0)
     order by s.created_at, s.id, v.created_at, v.id`,
    [work.principal.tenantId],
  )
}

/** Free times for sample appointments on open days around today; never on top of what is taken. */
export async function sampleSlots(work: Work, offers: readonly Offer[]): Promise<SampleSlot[]> {
  const byPerson = [...Map.groupBy(offers, ({ staffId }) => staffId).values()].slice(0, mostPeople)
  const taken = await takenTime(work)
  const slots: SampleSlot[] = []
  let turn = 0
  for (const { opens, closes } of await openDays(work)) {
    byPerson.forEach((own, person) => {
      let at = opens + person * 15 * minuteMs
      for (let made = 0; made < mostPerPerson && at < closes; ) {
        const offer = own[turn++ % own.length]
        if (!offer) return
        const slot = { ...offer, start: at, end: at + offer.minutes * minuteMs }
        at = slot.end + pauseMinutes * minuteMs
        const subjects = [offer.staffId, offer.resourceId]
        const isTaken = taken.some(
          (one) => subjects.includes(one.subjectId) && one.start < slot.end && slot.start < one.end,
        )
        if (slot.end > closes || isTaken) continue
        made += 1
        slots.push(slot)
        for (const subjectId of subjects)
          if (subjectId) taken.push({ subjectId, start: slot.start, end: slot.end })
      }
    })
  }
  return slots
}

async function takenTime(work: Work): Promise<Stretch[]> {
  const day = 24 * 60 * minuteMs
  return work.sql<Stretch>(
    `select subject_id as "subjectId", (extract(epoch from lower(during)) * 1000)::float8 as start,
       (extract(epoch from upper(during)) * 1000)::float8 as "end"
     from occupancies where tenant_id = $1 and during && tstzrange($2, $3)`,
    [
      work.principal.tenantId,
      new Date(work.now.getTime() - daysBack * day),
      new Date(work.now.getTime() + daysAhead * day),
    ],
  )
}

interface OpenDay {
  readonly opens: number
  readonly closes: number
}

/** The last open days, today, and the next ones, as the business's own hours say. */
async function openDays(work: Work): Promise<OpenDay[]> {
  const { timeZone, tenantId } = work.principal
  const today = localDayOf(work.now.getTime(), timeZone)
  const days = await work.sql<{ day: string; opens: string; closes: string }>(
    `select d.day::date::text as day,
       (extract(epoch from (d.day::date + min(w.opens_at)) at time zone $3) * 1000)::text as opens,
       (extract(epoch from (d.day::date + max(w.closes_at)) at time zone $3) * 1000)::text as closes
     from generate_series($2::date - ${daysBack}, $2::date + ${daysAhead}, interval '1 day') d(day)
     join working_hours w on w.tenant_id = $1 and w.archived_at is null and w.staff_id is null and w.resource_id is null
       and w.weekday = extract(isodow from d.day)
     where not exists (select from closed_days c where c.tenant_id = $1 and c.archived_at is null and c.day = d.day::date)
     group by d.day order by d.day`,
    [tenantId, today, timeZone],
  )
  const before = days.filter(({ day }) => day < today).slice(-openDaysBack)
  const after = days.filter(({ day }) => day >= today).slice(0, openDaysAhead + 1)
  return [...before, ...after].map(({ opens, closes }) => ({ opens: Number(opens), closes: Number(closes) }))
}
