import type { KpiSqlInput } from '../../schema/index.ts'

/**
 * Booked and working minutes of the staff on the last day of the window, as a SELECT of `numerator` and `denominator`.
 *
 * Working minutes: each active member of staff's own hours within the branch's, less closed days, as booking reads
 * them; who has no hours anywhere is left out. Booked minutes: the part of that time that booked, confirmed, arrived, in-service or done
 * appointments take of the person. Processing time does not count, the person is free meanwhile; an appointment that
 * is longer or shorter than its service counts whole. Time that two appointments share counts once.
 */
export function fillRateSql({ tenant, to, timeZone, countedAssignee }: KpiSqlInput): string {
  const instant = (time: string) => `(${to} + ${time}) at time zone ${timeZone}`
  const midnight = (days: number) => `(${to} + ${days})::timestamp at time zone ${timeZone}`
  // A clock never shows 24:00: the last minute of a day stands for its end. The clocks may skip an opening time.
  const closes = `case when h.closes_at = '23:59' then ${midnight(1)} else ${instant('h.closes_at')} end`
  const open = `tstzrange(least(${instant('h.opens_at')}, ${closes}), greatest(${instant('h.opens_at')}, ${closes}))`
  const hours = (whose: string) => `
    select count(*) as known,
      coalesce(range_agg(${open}) filter (where h.weekday = extract(isodow from ${to})), '{}') as open
    from working_hours h
    where h.tenant_id = ${tenant} and h.archived_at is null and h.branch_id = s.branch_id and ${whose}`
  const minutes = (time: string) =>
    `(select coalesce(sum(extract(epoch from upper(u) - lower(u))), 0) / 60 from unnest(${time}) u)`
  return `
    with working as (
      select s.id, case
        when own.known > 0 and branch.known > 0 then own.open * branch.open
        when own.known > 0 then own.open
        when branch.known > 0 then branch.open end as open
      from staff_members s
      cross join lateral (${hours('h.staff_id = s.id')}) own
      cross join lateral (${hours('h.staff_id is null and h.resource_id is null')}) branch
      where s.tenant_id = ${tenant} and s.active and s.archived_at is null and ${countedAssignee('s.id')}
    ), closed as (
      select s.id, coalesce(range_agg(tstzrange(
        case when d.closes_at is null then ${midnight(0)} else ${instant('d.closes_at')} end, ${midnight(1)})), '{}') as time
      from staff_members s
      join closed_days d on d.tenant_id = ${tenant} and d.archived_at is null and d.day = ${to}
        and (d.branch_id is null or d.branch_id = s.branch_id)
      where s.tenant_id = ${tenant}
      group by s.id
    ), open as (
      select w.id, w.open - coalesce(c.time, '{}') as open from working w left join closed c on c.id = w.id
      where w.open is not null
    ), taken as (
      select a.staff_id, range_agg(tstzrange(busy.starts, busy.ends)) as time
      from appointments a
      join services s on s.tenant_id = ${tenant} and s.id = a.service_id
      cross join lateral (
        select coalesce(sum((g.value ->> 'minutes')::int), 0) * interval '1 minute' = a.ends_at - a.starts_at as divides
        from jsonb_array_elements(coalesce(s.segments, '[]')) g
      ) segments
      cross join lateral (
        select a.starts_at as starts, a.ends_at as ends where not segments.divides
        union all
        select a.starts_at + (g.until - g.minutes) * interval '1 minute', a.starts_at + g.until * interval '1 minute'
        from (
          select e.value ->> 'kind' as kind, (e.value ->> 'minutes')::int as minutes,
            sum((e.value ->> 'minutes')::int) over (order by e.place) as until
          from jsonb_array_elements(coalesce(s.segments, '[]')) with ordinality e(value, place)
        ) g
        where segments.divides and g.kind <> 'PROCESSING'
      ) busy
      where a.tenant_id = ${tenant} and a.archived_at is null and not a.conflict
        and a.status in ('BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_SERVICE', 'DONE')
        and a.starts_at >= ${midnight(-1)} and a.starts_at < ${midnight(1)}
      group by a.staff_id
    )
    select coalesce(sum(${minutes('w.open * t.time')}), 0)::bigint as numerator,
      coalesce(sum(${minutes('w.open')}), 0)::bigint as denominator
    from open w left join taken t on t.staff_id = w.id`
}
