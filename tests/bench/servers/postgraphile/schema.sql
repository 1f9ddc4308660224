-- What a user of PostGraphile writes in SQL: custom queries and a custom mutation, in a schema of their own.
create schema bench;
grant usage on schema bench to lonca_app;

create type bench.day_sum as (day date, value bigint);
create function bench.revenue_by_day(from_day date, to_day date) returns setof bench.day_sum
language sql stable as $$
  select (g.day::date, coalesce(sum(s.amount), 0)::bigint)::bench.day_sum
  from generate_series(from_day::timestamp, to_day::timestamp, interval '1 day') g(day)
  left join (
    select r.day, r.amount from public.kpi_rollups r
    where r.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and r.measure = 'revenue_net'
      and r.assignee_id = '00000000-0000-0000-0000-000000000000'
      and r.month between public.lonca_month_of(from_day) and to_day and r.day between from_day and to_day
    union all
    select d.day, d.amount from public.kpi_deltas d
    where d.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid) and d.measure = 'revenue_net'
      and d.day between from_day and to_day) s on s.day = g.day::date
  group by g.day order by g.day
$$;

create type bench.show_rate as (no_shows bigint, kept bigint);
create function bench.no_shows(on_day date) returns bench.show_rate
language sql stable as $$
  select (coalesce(sum(s.amount) filter (where s.measure = 'appointments_no_show'), 0)::bigint,
    coalesce(sum(s.amount) filter (where s.measure = 'appointments_done'), 0)::bigint)::bench.show_rate
  from (
    select r.measure, r.amount from public.kpi_rollups r
    where r.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and r.measure in ('appointments_done', 'appointments_no_show')
      and r.assignee_id = '00000000-0000-0000-0000-000000000000'
      and r.month between public.lonca_month_of(on_day - 27) and on_day and r.day > on_day - 28 and r.day <= on_day
    union all
    select d.measure, d.amount from public.kpi_deltas d
    where d.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and d.measure in ('appointments_done', 'appointments_no_show') and d.day > on_day - 28 and d.day <= on_day) s
$$;

grant execute on all functions in schema bench to lonca_app;

-- The same rows and checks as a booking of the product.
create function bench.book_appointment(customer uuid, service uuid, staff uuid, starts timestamptz)
returns public.appointments language plpgsql volatile as $$
declare
  tenant uuid := nullif(current_setting('app.tenant_id', true), '')::uuid;
  at timestamptz := current_setting('bench.now')::timestamptz;
  offered record;
  local_start timestamp;
  local_end timestamp;
  made public.appointments;
begin
  perform pg_advisory_xact_lock(hashtextextended(staff::text, 0));
  delete from public.occupancies o
    where o.tenant_id = tenant and o.subject_id = staff and o.blocking and o.expires_at <= at;
  select s.price_minor, coalesce(s.currency, t.currency) as currency, t.time_zone, p.branch_id,
    starts + interval '1 minute' * s.duration_minutes as ends
  into offered
  from public.lonca_measure_settings(tenant) t
  join public.services s on s.tenant_id = tenant and s.id = service and s.active and s.archived_at is null
  join public.staff_members p on p.tenant_id = tenant and p.id = staff and p.active and p.archived_at is null
  join public.customers c on c.tenant_id = tenant and c.id = customer and c.archived_at is null
  where exists (select from public.staff_qualifications q where q.tenant_id = tenant and q.staff_id = staff
    and q.service_id = service and q.archived_at is null);
  if not found or starts not between at - interval '15 minutes' and at + interval '732 days' then
    raise exception 'This cannot be booked.';
  end if;
  local_start := starts at time zone offered.time_zone;
  local_end := offered.ends at time zone offered.time_zone;
  if not exists (select from public.working_hours h where h.tenant_id = tenant and h.archived_at is null
      and h.branch_id = offered.branch_id and h.staff_id is null and h.resource_id is null
      and h.weekday = extract(isodow from local_start) and local_start::time >= h.opens_at and local_end::time <= h.closes_at)
    or exists (select from public.working_hours h where h.tenant_id = tenant and h.archived_at is null and h.staff_id = staff)
    or exists (select from public.closed_days d where d.tenant_id = tenant and d.archived_at is null
      and d.day = local_start::date and (d.branch_id is null or d.branch_id = offered.branch_id)) then
    raise exception 'This is outside of working hours.';
  end if;
  if exists (select from public.occupancies o where o.tenant_id = tenant and o.subject_id = staff and o.blocking
      and o.during && tstzrange(starts, offered.ends) and (o.expires_at is null or o.expires_at > at)) then
    raise exception 'This time is taken.';
  end if;
  insert into public.appointments (tenant_id, id, version, created_at, updated_at, customer_id, service_id, staff_id,
    branch_id, starts_at, ends_at, status, status_changed_at, source, price_minor, currency, conflict)
  values (tenant, uuidv7(), 1, at, at, customer, service, staff, offered.branch_id, starts, offered.ends, 'BOOKED', at,
    'PANEL', offered.price_minor, offered.currency, false)
  returning * into made;
  insert into public.occupancies (tenant_id, id, subject_kind, subject_id, lane, during, blocking, appointment_id)
  values (tenant, uuidv7(), 'STAFF', staff, 0, tstzrange(starts, offered.ends), true, made.id);
  insert into public.tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind, actor_id, request_id, branch_id,
    subject_type, subject_id, payload)
  values (tenant, uuidv7(), 'appointment.created', at, 'user', current_setting('bench.user')::uuid,
    current_setting('bench.request'), made.branch_id, 'Appointment', made.id,
    jsonb_build_object('status', 'BOOKED', 'source', 'PANEL', 'customerId', customer, 'serviceId', service,
      'staffId', staff, 'resourceIds', '[]'::jsonb));
  insert into public.kpi_deltas (tenant_id, measure, day, branch_id, assignee_id, amount)
  values (tenant, 'appointments_scheduled', local_start::date, made.branch_id, staff, 1);
  return made;
end $$;
grant execute on function bench.book_appointment to lonca_app;
