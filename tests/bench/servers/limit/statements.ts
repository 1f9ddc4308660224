/**
 * The hand-written limit: per query one prepared statement that builds the answer with json_agg and sets the tenant in
 * the same message. `$1` is the tenant, as text.
 */
const underTenant = (plan: string) =>
  `with s as materialized (select set_config('app.tenant_id', $1, true) as t)
   select case when s.t = $1 then (${plan})::text end as answer from s`

const tenant = '($1::text)::uuid'

export const readStatements = {
  q1: underTenant(`
    select json_build_object('id', c.id, 'version', c.version, 'kind', c.kind, 'name', c.name, 'phone', c.phone,
      'email', c.email, 'tags', c.tags, 'source', c.source, 'birthday', c.birthday, 'createdAt', c.created_at)
    from customers c where c.tenant_id = ${tenant} and c.id = $2::uuid`),
  q2: underTenant(`
    select json_agg(json_build_object('id', c.id, 'name', c.name, 'phone', c.phone, 'appointments', (
      select coalesce(json_agg(json_build_object('id', a.id, 'startsAt', a.starts_at, 'endsAt', a.ends_at,
        'status', a.status, 'staff', json_build_object('id', a.staff_id, 'name', a.staff_name))
        order by a.starts_at desc, a.id desc), '[]'::json)
      from (
        select a.id, a.starts_at, a.ends_at, a.status, a.staff_id, p.name as staff_name
        from appointments a join staff_members p on p.tenant_id = ${tenant} and p.id = a.staff_id
        where a.tenant_id = ${tenant} and a.customer_id = c.id and a.archived_at is null
        order by a.starts_at desc, a.id desc limit 5) a
      )) order by c.name collate "tr-x-icu", c.id)
    from (
      select c.id, c.name, c.phone from customers c where c.tenant_id = ${tenant} and c.archived_at is null
      order by c.name collate "tr-x-icu", c.id limit 50) c`),
  q3: underTenant(`
    select json_agg(json_build_object('id', a.id, 'startsAt', a.starts_at, 'endsAt', a.ends_at, 'status', a.status,
      'customer', json_build_object('id', c.id, 'name', c.name, 'phone', c.phone),
      'staff', json_build_object('id', p.id, 'name', p.name)) order by a.starts_at, a.id)
    from appointments a
    join customers c on c.tenant_id = ${tenant} and c.id = a.customer_id
    join staff_members p on p.tenant_id = ${tenant} and p.id = a.staff_id
    where a.tenant_id = ${tenant} and a.archived_at is null
      and a.starts_at between $2::timestamptz and $3::timestamptz`),
  q4: underTenant(`
    with sums as materialized (
      select s.measure, s.day, sum(s.amount) as amount from (
        select r.measure, r.month + d.place::int - 1, d.amount
        from kpi_months r cross join unnest(r.amounts) with ordinality d(amount, place)
        where r.tenant_id = ${tenant} and r.assignee_id = '00000000-0000-0000-0000-000000000000'
          and r.measure in ('revenue_net', 'appointments_done', 'appointments_no_show')
          and r.month between lonca_month_of($2::date) and $3::date
          and r.month + d.place::int - 1 between $2::date and $3::date
        union all
        select d.measure, d.day, d.amount from kpi_deltas d
        where d.tenant_id = ${tenant} and d.measure in ('revenue_net', 'appointments_done', 'appointments_no_show')
          and d.day between $2::date and $3::date) s(measure, day, amount)
      group by 1, 2
    )
    select json_build_object(
      'revenue', (select json_agg(json_build_object('day', g.day::date, 'value', coalesce(s.amount, 0)) order by g.day)
        from generate_series($2::timestamp, $3::timestamp, interval '1 day') g(day)
        left join sums s on s.measure = 'revenue_net' and s.day = g.day::date),
      'noShows', coalesce(sum(s.amount) filter (where s.measure = 'appointments_no_show'), 0),
      'kept', coalesce(sum(s.amount) filter (where s.measure = 'appointments_done'), 0))
    from sums s where s.day > $3::date - 28`),
} as const

/**
 * A booking with what the product's writes and checks: the service and who performs it, the customer, hours and closed
 * days, the lock on the person, what is taken; then the appointment, its time, its event and what it adds to the key
 * figures. Prepared in SQL, because a simple message can set the tenant and execute it in one transaction.
 */
export const prepareBooking = `
prepare book(uuid, uuid, uuid, uuid, uuid, timestamptz, timestamptz, uuid, uuid, uuid, text, jsonb) as
with locked as materialized (
  select pg_advisory_xact_lock(hashtextextended($5::text, 0))
), expired as (
  delete from occupancies where tenant_id = $1 and subject_id = $5 and blocking and expires_at <= $7
), allowed as materialized (
  select s.price_minor, coalesce(s.currency, t.currency) as currency, t.time_zone, p.branch_id,
    $6 + interval '1 minute' * s.duration_minutes as ends_at
  from locked
  cross join lonca_measure_settings($1) t
  join services s on s.tenant_id = $1 and s.id = $4 and s.active and s.archived_at is null
  join staff_members p on p.tenant_id = $1 and p.id = $5 and p.active and p.archived_at is null
  join customers c on c.tenant_id = $1 and c.id = $3 and c.archived_at is null
  where $6 between $7 - interval '15 minutes' and $7 + interval '732 days'
    and exists (select from staff_qualifications q where q.tenant_id = $1 and q.staff_id = $5 and q.service_id = $4
      and q.archived_at is null)
    and exists (select from working_hours h where h.tenant_id = $1 and h.archived_at is null
      and h.branch_id = p.branch_id and h.staff_id is null and h.resource_id is null
      and h.weekday = extract(isodow from $6 at time zone t.time_zone)
      and ($6 at time zone t.time_zone)::time >= h.opens_at
      and (($6 + interval '1 minute' * s.duration_minutes) at time zone t.time_zone)::time <= h.closes_at)
    and not exists (select from working_hours h where h.tenant_id = $1 and h.archived_at is null and h.staff_id = $5)
    and not exists (select from closed_days d where d.tenant_id = $1 and d.archived_at is null
      and d.day = ($6 at time zone t.time_zone)::date and (d.branch_id is null or d.branch_id = p.branch_id))
    and not exists (select from occupancies o where o.tenant_id = $1 and o.subject_id = $5 and o.blocking
      and o.during && tstzrange($6, $6 + interval '1 minute' * s.duration_minutes)
      and (o.expires_at is null or o.expires_at > $7))
), made as (
  insert into appointments (tenant_id, id, version, created_at, updated_at, customer_id, service_id, staff_id, branch_id,
    starts_at, ends_at, status, status_changed_at, source, price_minor, currency, conflict)
  select $1, $2, 1, $7, $7, $3, $4, $5, branch_id, $6, ends_at, 'BOOKED', $7, 'PANEL', price_minor, currency, false
  from allowed
  returning id, version, starts_at, ends_at, status, branch_id
), taken as (
  insert into occupancies (tenant_id, id, subject_kind, subject_id, lane, during, blocking, appointment_id)
  select $1, $8, 'STAFF', $5, 0, tstzrange(starts_at, ends_at), true, id from made
), told as (
  insert into tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind, actor_id, request_id, branch_id,
    subject_type, subject_id, payload)
  select $1, $9, 'appointment.created', $7, 'user', $10, $11, branch_id, 'Appointment', id, $12 from made
), counted as (
  insert into kpi_deltas (tenant_id, measure, day, branch_id, assignee_id, amount)
  select $1, 'appointments_scheduled', (m.starts_at at time zone a.time_zone)::date, m.branch_id, $5, 1
  from made m cross join allowed a
)
select json_build_object('id', id, 'version', version, 'startsAt', starts_at, 'endsAt', ends_at, 'status', status)::text
  as answer from made`
