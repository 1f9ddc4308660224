import { Migration } from '@mikro-orm/migrations'

/** Background jobs, how they are handed out fairly and settled, and what an Idempotency-Key was answered with. */
export class Jobs extends Migration {
  override up(): void {
    this.addSql(JOBS)
    this.addSql(HAND_OUT)
    this.addSql(SETTLE)
    this.addSql(SCHEDULES)
    this.addSql(IDEMPOTENCY)
  }
}

// handed_at: the queue holds a message for this row. It is empty again as soon as the try is settled.
const JOBS = `
create table background_jobs (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  job text not null,
  state text not null default 'QUEUED',
  attempts int not null default 0,
  due_at timestamptz(3) not null,
  queued_at timestamptz(3) not null,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  error_code text,
  error text,
  request_id text,
  payload jsonb not null default '{}',
  key text,
  slot text,
  handed_at timestamptz(3),
  primary key (tenant_id, id),
  constraint background_jobs_state_check check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'DISCARDED'))
);
create unique index background_jobs_once_waiting on background_jobs (tenant_id, job, key) where state = 'QUEUED';
create unique index background_jobs_once_a_slot on background_jobs (tenant_id, job, slot) where slot is not null;
create index background_jobs_waiting on background_jobs (tenant_id, due_at, id) where state = 'QUEUED' and handed_at is null;
create index background_jobs_handed on background_jobs (tenant_id) where handed_at is not null;
create index background_jobs_by_state on background_jobs (tenant_id, state, queued_at);
create index background_jobs_over on background_jobs (tenant_id, state, finished_at) where finished_at is not null;
select lonca_protect('background_jobs');
create index appointments_held on appointments (tenant_id, starts_at) where status = 'HELD';
`

// Walks from tenant to tenant along the index of what waits, so that the cost follows the number of tenants with
// waiting jobs and not the number of jobs. "place" is how many of its tenant's jobs come before a job: handing
// out by it is what makes turns. The lock keeps two processes from picking the same rows.
const HAND_OUT = `
create function hand_out_jobs(at timestamptz, max_rows int, per_tenant int)
returns table (tenant_id uuid, job_id uuid, place int)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  perform pg_advisory_xact_lock(5662004);
  return query
  with recursive waiting as (
    (select b.tenant_id from background_jobs b where b.state = 'QUEUED' and b.handed_at is null
     order by b.tenant_id limit 1)
    union all
    select (select b.tenant_id from background_jobs b
      where b.state = 'QUEUED' and b.handed_at is null and b.tenant_id > w.tenant_id
      order by b.tenant_id limit 1)
    from waiting w where w.tenant_id is not null
  ), picked as (
    select w.tenant_id, due.id, due.due_at, held.jobs + due.number as place
    from waiting w
    cross join lateral (
      select count(*)::int as jobs from background_jobs h where h.tenant_id = w.tenant_id and h.handed_at is not null
    ) held
    cross join lateral (
      select b.id, b.due_at, row_number() over (order by b.due_at, b.id)::int as number
      from background_jobs b
      where b.tenant_id = w.tenant_id and b.state = 'QUEUED' and b.handed_at is null and b.due_at <= at
      order by b.due_at, b.id
      limit greatest(per_tenant - held.jobs, 0)
    ) due
    where w.tenant_id is not null
    order by place, due.due_at
    limit max_rows
  ), handed as (
    update background_jobs b set handed_at = at
    from picked p where b.tenant_id = p.tenant_id and b.id = p.id
    returning b.tenant_id, b.id, p.place, p.due_at
  )
  select h.tenant_id, h.id, h.place from handed h order by h.place, h.due_at, h.id;
end $$;
grant execute on function hand_out_jobs(timestamptz, int, int) to lonca_app;
comment on function hand_out_jobs(timestamptz, int, int) is
  'Marks due jobs of all tenants as handed to the queue, in turns between tenants; returns ids and places only.';
`

// Not SECURITY DEFINER: each sets the tenant of its statement first, and row-level security applies to what follows.
const SETTLE = `
create function begin_jobs(tenant uuid, jobs uuid[], at timestamptz)
returns table (id uuid, job text, payload jsonb, attempts int, request_id text, state text)
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  perform set_config('app.tenant_id', tenant::text, true);
  return query
  update background_jobs b
  set state = 'RUNNING', attempts = b.attempts + 1, started_at = at, updated_at = at, version = b.version + 1
  where b.tenant_id = tenant and b.id = any (jobs) and b.handed_at is not null and b.state in ('QUEUED', 'RUNNING')
  returning b.id, b.job, b.payload, b.attempts, b.request_id, b.state;
end $$;
grant execute on function begin_jobs(uuid, uuid[], timestamptz) to lonca_app;
comment on function begin_jobs(uuid, uuid[], timestamptz) is
  'Counts a try of each of these jobs, unless it is over or was taken back; what is returned is to be run.';

create function finish_job(tenant uuid, job_id uuid, attempt int, at timestamptz) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('app.tenant_id', tenant::text, true);
  update background_jobs b
  set state = 'DONE', finished_at = at, updated_at = at, handed_at = null, error_code = null, error = null,
    version = b.version + 1
  where b.tenant_id = tenant and b.id = job_id and b.state = 'RUNNING' and b.attempts = attempt;
  return found;
end $$;
grant execute on function finish_job(uuid, uuid, int, timestamptz) to lonca_app;
comment on function finish_job(uuid, uuid, int, timestamptz) is
  'Ends a job; false when this try is no longer the current one, because the worker was taken for dead.';

create function put_back_job(tenant uuid, job_id uuid, attempt int, due timestamptz, code text, words text, counts boolean, at timestamptz)
returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform set_config('app.tenant_id', tenant::text, true);
  begin
    update background_jobs b
    set state = 'QUEUED', due_at = due, updated_at = at, handed_at = null, version = b.version + 1,
      error_code = coalesce(code, b.error_code), error = coalesce(words, b.error),
      attempts = b.attempts - case when counts then 0 else 1 end
    where b.tenant_id = tenant and b.id = job_id and b.state = 'RUNNING' and b.attempts = attempt;
  exception when unique_violation then
    -- Meanwhile another one with its key waits: this one goes on without.
    update background_jobs b
    set state = 'QUEUED', due_at = due, updated_at = at, handed_at = null, version = b.version + 1,
      error_code = coalesce(code, b.error_code), error = coalesce(words, b.error), key = null,
      attempts = b.attempts - case when counts then 0 else 1 end
    where b.tenant_id = tenant and b.id = job_id and b.state = 'RUNNING' and b.attempts = attempt;
  end;
  return found;
end $$;
grant execute on function put_back_job(uuid, uuid, int, timestamptz, text, text, boolean, timestamptz) to lonca_app;
comment on function put_back_job(uuid, uuid, int, timestamptz, text, text, boolean, timestamptz) is
  'Lets a job wait for its next try; counts says whether the last one counts.';
`

const SCHEDULES = `
create function scheduled_tenants() returns table (tenant_id uuid, time_zone text, created_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, t.time_zone, t.created_at from public.tenants t where t.status <> 'SUSPENDED' and t.archived_at is null
$$;
grant execute on function scheduled_tenants() to lonca_app;
comment on function scheduled_tenants() is
  'Tenants that are not suspended, with their time zone, for the schedules; nothing else of them.';

create function queue_slots(slots jsonb, at timestamptz) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  queued int;
  total int := 0;
begin
  for one in select s.tenant, s.jobs from jsonb_to_recordset(slots) as s(tenant uuid, jobs jsonb) loop
    perform set_config('app.tenant_id', one.tenant::text, true);
    insert into background_jobs (tenant_id, id, created_at, updated_at, job, payload, due_at, queued_at, key, slot)
      select one.tenant, j.id, at, at, j.job, j.payload, at, at, 'schedule', j.slot
      from jsonb_to_recordset(one.jobs) as j(id uuid, job text, slot text, payload jsonb)
    on conflict do nothing;
    get diagnostics queued = row_count;
    total := total + queued;
  end loop;
  perform set_config('app.tenant_id', '', true);
  return total;
end $$;
grant execute on function queue_slots(jsonb, timestamptz) to lonca_app;
comment on function queue_slots(jsonb, timestamptz) is
  'Queues scheduled jobs, each under its tenant, once per slot whoever asks; returns how many were new.';
`

const IDEMPOTENCY = `
create table idempotency_keys (
  tenant_id  uuid           not null,
  principal_id uuid         not null,
  key        text           not null,
  request_hash bytea        not null,
  request_id text           not null,
  claimed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  answer     text,
  primary key (tenant_id, principal_id, key)
);
create index idempotency_keys_by_expiry on idempotency_keys (tenant_id, expires_at);
select lonca_protect('idempotency_keys');
comment on table idempotency_keys is
  'Operations that were carried out under an Idempotency-Key, and what they answered; a row without an answer was carried out by a process that did not live to answer, or answers with a secret.';
`
