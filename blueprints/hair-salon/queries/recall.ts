/**
 * A client's rhythm, from completed appointments of services that have a processing time (colour, bleach, keratin):
 * the median gap after three visits, otherwise 35 days, the middle of the 30 to 45 that colour is refreshed in. Due
 * is who is past it, has nothing booked, and is not gone for good (four times the rhythm).
 */
export const usualRecallDays = 35
const givenUpAfter = 4

export interface RecallSqlInput {
  readonly tenant: string
  readonly now: string
  readonly timeZone: string
}

/** A sub-select of those who are due: `customer_id`, `service_id`, `last_visit_on`, `days_since`, `usual_days`. */
export function recallsDueSql({ tenant, now, timeZone }: RecallSqlInput): string {
  return `(
    select r.customer_id, r.service_id, r.last_visit_on, r.days_since, r.usual_days from (
      select v.customer_id,
        (array_agg(v.service_id order by v.day desc))[1] as service_id,
        max(v.day) as last_visit_on,
        (${now} at time zone ${timeZone})::date - max(v.day) as days_since,
        case when count(*) >= 3 then percentile_disc(0.5) within group (order by v.gap) else ${usualRecallDays} end as usual_days
      from (
        select a.customer_id, a.service_id, (a.starts_at at time zone ${timeZone})::date as day,
          (a.starts_at at time zone ${timeZone})::date
            - lag((a.starts_at at time zone ${timeZone})::date) over (partition by a.customer_id order by a.starts_at) as gap
        from appointments a
        join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
        where a.tenant_id = ${tenant} and a.status = 'DONE' and a.archived_at is null
          and s.segments @> '[{"kind": "PROCESSING"}]'
      ) v group by v.customer_id
    ) r
    where r.days_since > r.usual_days and r.days_since <= ${givenUpAfter} * r.usual_days
      and not exists (
        select from appointments f where f.tenant_id = ${tenant} and f.customer_id = r.customer_id
          and f.starts_at > ${now} and f.status in ('HELD', 'BOOKED', 'CONFIRMED'))
  )`
}
