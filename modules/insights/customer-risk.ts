import type { ActionSqlInput } from '../../schema/index.ts'

/** Raised when tiers are drawn differently; figures of different versions are not compared. */
export const riskModelVersion = 1

export type RiskTier = 'ACTIVE' | 'DUE' | 'AT_RISK' | 'LAPSED' | 'LOST'

/**
 * How far each customer is beyond their own rhythm, as a SELECT of `customer_id`, `last_visit` (date), `cycle_days`,
 * `days_since` and `tier`, for customers with at least one visit.
 *
 * A visit is a day with a completed appointment. Per customer and service category, the cycle is the median gap between
 * visits when there are three or more, else the sector's; never shorter than a quarter of the sector's, so that a course
 * of treatment within one week does not make a patient lost a month later. With r = days since the last visit / cycle:
 * ACTIVE up to 1, DUE up to 1.3, AT_RISK up to 2, LAPSED up to 4, LOST beyond. A customer has the best tier of their
 * categories, and nobody is beyond ACTIVE who has an appointment today or later that is neither cancelled nor missed.
 */
export function customerRiskSql({ tenant, to, now, timeZone, visitCycleDays }: ActionSqlInput): string {
  return `
    with kinds as (
      -- A number for each category: texts are slow to sort.
      select s.id, dense_rank() over (order by coalesce(s.category, '')) as kind
      from services s where s.tenant_id = ${tenant}
    ), visits as (
      select distinct a.customer_id, k.kind, (a.starts_at at time zone ${timeZone})::date as day
      from appointments a join kinds k on k.id = a.service_id
      where a.tenant_id = ${tenant} and a.status = 'DONE' and a.archived_at is null and a.starts_at <= ${now}
    ), gaps as (
      select customer_id, kind, day, day - lag(day) over (partition by customer_id, kind order by day) as gap
      from visits
    ), rhythms as (
      select customer_id, kind, max(day) as last_visit, ${to} - max(day) as days_since,
        greatest(${visitCycleDays} / 4.0, case when count(*) >= 3
          then percentile_cont(0.5) within group (order by gap) else ${visitCycleDays} end) as cycle_days
      from gaps group by 1, 2
    ), ahead as (
      select distinct a.customer_id from appointments a
      where a.tenant_id = ${tenant} and a.archived_at is null and a.status not in ('CANCELLED', 'NO_SHOW')
        and a.starts_at >= ${to}::timestamp at time zone ${timeZone}
    )
    select distinct on (r.customer_id) r.customer_id, r.last_visit, r.cycle_days, r.days_since,
      case when h.customer_id is not null or r.days_since <= r.cycle_days then 'ACTIVE'
        when 10 * r.days_since <= 13 * r.cycle_days then 'DUE'
        when r.days_since <= 2 * r.cycle_days then 'AT_RISK'
        when r.days_since <= 4 * r.cycle_days then 'LAPSED'
        else 'LOST' end as tier
    from rhythms r
    left join ahead h on h.customer_id = r.customer_id
    order by r.customer_id, r.days_since / r.cycle_days, r.kind`
}
