import { Migration } from '@mikro-orm/migrations'

/** Operations: the log of calls that failed, were refused or took long, and what the metrics ask of the database. */
export class Operations extends Migration {
  override up(): void {
    this.addSql(REQUEST_LOGS)
    this.addSql(BACKLOG)
  }
}

const REQUEST_LOGS = `
create table request_logs (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  request_id text not null,
  occurred_at timestamptz(3) not null,
  operation text not null,
  kind text not null,
  outcome text not null,
  codes text[] not null,
  status int,
  duration_ms int not null,
  statements int not null,
  member_id uuid,
  api_key_id text,
  primary key (tenant_id, id),
  constraint request_logs_kind_check check (kind in ('QUERY', 'MUTATION', 'SUBSCRIPTION', 'UNKNOWN')),
  constraint request_logs_outcome_check check (outcome in ('FAILED', 'REFUSED', 'SLOW')),
  constraint request_logs_member_id_fkey foreign key (tenant_id, member_id) references memberships (tenant_id, id)
);
create index request_logs_by_member_id on request_logs (tenant_id, member_id);
create index request_logs_by_time on request_logs (tenant_id, occurred_at);
create index request_logs_by_request on request_logs (tenant_id, request_id);
select lonca_protect('request_logs');
`

// Counting stops at ten thousand: a metric must not become a burden on the day when there is a backlog.
const BACKLOG = `
create function operations_backlog(at timestamptz)
  returns table (unfed_events int, oldest_unfed_at timestamptz, event_months_ahead int,
    due_jobs int, oldest_due_at timestamptz, failed_jobs int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select
    (select count(*)::int from (select from public.event_outbox limit 10000) waiting),
    (select o.occurred_at from public.event_outbox o order by o.xid, o.event_id limit 1),
    (select count(*)::int from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'public.tenant_event_logs'::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
       and c.relname > 'tenant_event_logs_' || to_char(at at time zone 'UTC', 'YYYY_MM')),
    (select count(*)::int from (
       select from public.background_jobs j where j.state = 'QUEUED' and j.due_at <= at limit 10000) due),
    (select min(j.due_at) from public.background_jobs j where j.state = 'QUEUED' and j.due_at <= at),
    (select count(*)::int from (select from public.background_jobs j where j.state = 'FAILED' limit 10000) failed)
$$;
grant execute on function operations_backlog(timestamptz) to lonca_app;
comment on function operations_backlog(timestamptz) is
  'How much work waits, for the metrics: numbers over all tenants, no content.';
`
