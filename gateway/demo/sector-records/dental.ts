import { PatientEpisode, TreatmentConsent, TreatmentItem } from '../../../blueprints/dental/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import type { Work } from '../../../schema/index.ts'
import { idOf, rewritten, written } from './written.ts'

/**
 * What the sector's own examples leave open on a day without patients: somebody who comes next has not signed, and a
 * root canal that has begun is under way.
 */
export async function dentalRecords(work: Work): Promise<void> {
  const asks = await treatmentWithoutConsent(work)
  if (asks) {
    await written(work, TreatmentConsent, {
      customerId: idOf(Customer, asks.customer),
      episodeId: idOf(PatientEpisode, asks.episode),
      title: asks.title,
      status: 'MISSING',
    })
  }
  const begun = await begunRootCanal(work)
  if (begun)
    await rewritten<TreatmentItem>(work, TreatmentItem, begun.id, { status: 'IN_PROGRESS', sessionsDone: 1 })
}

interface Asking {
  readonly customer: string
  readonly episode: string
  readonly title: string
}

/**
 * Of the open treatments from today on the first that nobody consented to (when none is left, the latest); none when
 * a consent is missing on its day already.
 */
async function treatmentWithoutConsent(work: Work): Promise<Asking | undefined> {
  const open = `('BOOKED', 'CONFIRMED', 'ARRIVED')`
  const [first] = await work.sql<Asking>(
    `select n.customer, n.episode, n.title from (
       select a.customer_id as customer, i.episode_id as episode, s.name || ' onamı' as title,
         (a.starts_at at time zone $3)::date as day
       from appointments a
       join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
         and s.category in ('Tedavi', 'Cerrahi', 'Estetik')
       join dental_treatment_items i on i.tenant_id = a.tenant_id and i.appointment_id = a.id
       cross join (select date_trunc('day', $2::timestamptz, $3) as midnight) t
       where a.tenant_id = $1 and a.status in ${open}
         and not exists (select from dental_treatment_consents c
           where c.tenant_id = a.tenant_id and c.customer_id = a.customer_id and c.title = s.name || ' onamı')
       order by a.starts_at < t.midnight, abs(extract(epoch from a.starts_at - t.midnight)), a.id, i.id limit 1) n
     where not exists (select from dental_treatment_consents m
       join appointments f on f.tenant_id = m.tenant_id and f.customer_id = m.customer_id and f.status in ${open}
       where m.tenant_id = $1 and m.status = 'MISSING' and (f.starts_at at time zone $3)::date = n.day)`,
    [work.principal.tenantId, work.now.toISOString(), work.principal.timeZone],
  )
  return first
}

/** The planned root canal of an accepted plan whose appointment began last; none while another is under way. */
async function begunRootCanal(work: Work): Promise<{ id: string } | undefined> {
  const [latest] = await work.sql<{ id: string }>(
    `select i.id from dental_treatment_items i
     join dental_patient_episodes e on e.tenant_id = i.tenant_id and e.id = i.episode_id
       and e.plan = 'ACCEPTED' and e.status = 'OPEN'
     join appointments a on a.tenant_id = i.tenant_id and a.id = i.appointment_id and a.starts_at <= $2::timestamptz
     where i.tenant_id = $1 and i.kind = 'ROOT_CANAL' and i.status = 'PLANNED' and i.sessions > 1
       and not exists (select from dental_treatment_items u where u.tenant_id = $1 and u.status = 'IN_PROGRESS')
     order by a.starts_at desc, i.id limit 1`,
    [work.principal.tenantId, work.now.toISOString()],
  )
  return latest
}
