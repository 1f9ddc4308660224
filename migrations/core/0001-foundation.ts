import { Migration } from '@mikro-orm/migrations'

/**
 * What every later migration stands on: the helper that protects a tenant's table, the folding of Turkish
 * letters for search, the event log with its partitions and guards, and the feed with its relay function.
 */
export class Foundation extends Migration {
  override up(): void {
    this.addSql(ROLES)
    this.addSql(PROTECT)
    this.addSql(FOLD)
    this.addSql(EVENT_LOG)
    this.addSql(EVENT_LOG_GUARDS)
    this.addSql(EVENT_PARTITIONS)
    this.addSql(EVENT_FEED)
    this.addSql(RELAY)
  }
}

const ROLES = `
do $$
begin
  if current_user <> 'lonca_owner' then
    raise exception 'Migrations run as lonca_owner and this is %.', current_user
      using hint = 'Use "npm run migrate"; docs/guides/database.md lists the roles.';
  end if;
  if not exists (select from pg_roles where rolname = 'lonca_app')
     or not exists (select from pg_roles where rolname = 'lonca_backup') then
    raise exception 'The roles lonca_app and lonca_backup must exist before the first migration.'
      using hint = 'docs/guides/database.md lists the statements for the administrator of the server.';
  end if;
end $$;

-- A function is for everybody unless told otherwise; ours are for those that they are granted to.
alter default privileges revoke execute on functions from public;
grant usage on schema public to lonca_app, lonca_backup;
`

const PROTECT = `
create function lonca_protect(target regclass, tenant_column text default 'tenant_id') returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  is_partition boolean;
begin
  if not exists (
    select from pg_attribute
    where attrelid = target and attname = tenant_column and atttypid = 'uuid'::regtype and attnotnull
  ) then
    raise exception 'lonca_protect(%): the column % must exist as "uuid not null".', target, tenant_column;
  end if;
  select relispartition into is_partition from pg_class where oid = target;
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('drop policy if exists tenant_isolation on %s', target);
  execute format('drop policy if exists owner_all on %s', target);
  execute format('drop policy if exists backup_read on %s', target);
  execute format(
    'create policy tenant_isolation on %s for all to lonca_app
       using (%I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))
       with check (%I = (select nullif(current_setting(''app.tenant_id'', true), '''')::uuid))',
    target, tenant_column, tenant_column);
  execute format('create policy owner_all on %s for all to lonca_owner using (true) with check (true)', target);
  execute format('create policy backup_read on %s for select to lonca_backup using (true)', target);
  execute format('revoke all on %s from public, lonca_app', target);
  execute format('grant select on %s to lonca_backup', target);
  -- A partition is reached through its parent only.
  if not is_partition then
    execute format('grant select, insert, update, delete on %s to lonca_app', target);
  end if;
end $$;
comment on function lonca_protect(regclass, text) is
  'Row-level security for a tenant''s table or partition: enabled and forced, one policy per role, grants.';
`

// Schema-qualified instead of a search_path: a function with a SET clause is never inlined into a query.
const FOLD = `
create function lonca_fold(value text) returns text
language sql immutable strict parallel safe
return pg_catalog.lower(pg_catalog.translate(
  pg_catalog.normalize(value, 'NFC'),
  'ıIİşŞğĞüÜöÖçÇâÂîÎûÛ',
  'iiissgguuooccaaiiuu'));
grant execute on function lonca_fold(text) to lonca_app, lonca_backup;
comment on function lonca_fold(text) is 'Text for search: lower case, Turkish letters as plain ones (Çağrı, CAGRI and çağri are equal).';
`

const EVENT_LOG = `
create table tenant_event_logs (
  tenant_id    uuid           not null,
  id           uuid           not null,
  type         text           not null,
  occurred_at  timestamptz(3) not null,
  actor_kind   text           not null,
  actor_id     uuid,
  request_id   text,
  branch_id    uuid,
  subject_type text,
  subject_id   uuid,
  payload      jsonb          not null default '{}',
  xid          xid8           not null default pg_current_xact_id(),
  primary key (tenant_id, id, occurred_at)
) partition by range (occurred_at);
create index tenant_event_logs_by_subject on tenant_event_logs (tenant_id, subject_id, occurred_at);
create index tenant_event_logs_by_time on tenant_event_logs (tenant_id, occurred_at);
select lonca_protect('tenant_event_logs');
revoke insert, update, delete on tenant_event_logs from lonca_app;
-- xid is not among them: nobody but PostgreSQL says which transaction an event belongs to.
grant insert (tenant_id, id, type, occurred_at, actor_kind, actor_id, request_id, branch_id, subject_type,
  subject_id, payload) on tenant_event_logs to lonca_app;
`

// Statement triggers also refuse what would touch no row, but fire only for the table that is named, so every
// partition has its own; row triggers are inherited and cover a partition attached by hand. ALWAYS: they fire
// for a session in replica mode as well.
const EVENT_LOG_GUARDS = `
create function lonca_refuse_event_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'Events are never changed: % on % is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Write a new event that corrects the earlier one.';
end $$;

create function lonca_guard_events(target regclass) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('create or replace trigger refuse_change before update or delete on %s
    for each statement execute function lonca_refuse_event_change()', target);
  execute format('create or replace trigger refuse_truncate before truncate on %s
    for each statement execute function lonca_refuse_event_change()', target);
  execute format('alter table only %s enable always trigger refuse_change', target);
  execute format('alter table only %s enable always trigger refuse_truncate', target);
end $$;

select lonca_guard_events('tenant_event_logs');
create trigger refuse_row_change before update or delete on tenant_event_logs
  for each row execute function lonca_refuse_event_change();
alter table tenant_event_logs enable always trigger refuse_row_change;
`

const EVENT_PARTITIONS = `
create function lonca_event_partition(name text, bounds text) returns boolean
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if to_regclass(format('public.%I', name)) is not null then return false; end if;
  execute format('create table public.%I partition of tenant_event_logs %s', name, bounds);
  perform lonca_protect(format('public.%I', name)::regclass);
  perform lonca_guard_events(format('public.%I', name)::regclass);
  return true;
end $$;

create function lonca_event_partitions(from_month date, months int) returns int
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  first date;
  made int := 0;
begin
  for step in 0 .. months - 1 loop
    first := (date_trunc('month', from_month::timestamp) + make_interval(months => step))::date;
    if lonca_event_partition(
      'tenant_event_logs_' || to_char(first, 'YYYY_MM'),
      format('for values from (%L) to (%L)', first || ' 00:00:00+00', (first + interval '1 month')::date || ' 00:00:00+00')
    ) then
      made := made + 1;
    end if;
  end loop;
  return made;
end $$;
comment on function lonca_event_partitions(date, int) is
  'Makes the missing monthly partitions (UTC months) of the event log, protected and guarded; returns how many.';

select lonca_event_partition('tenant_event_logs_default', 'default');
select lonca_event_partitions('2026-01-01', 24);
`

// The outbox says which events the feed lacks. A remembered "last xid" would say the same with one row, but it
// must look into every partition, and after a restore into another cluster, whose transaction numbers start
// anew, it would skip events for ever without a word. The outbox cannot: a row stays until it is fed.
const EVENT_FEED = `
create table event_feed (
  tenant_id   uuid           not null,
  position    bigint         not null,
  event_id    uuid           not null,
  occurred_at timestamptz(3) not null,
  primary key (tenant_id, position)
);
select lonca_protect('event_feed');
revoke insert, update, delete on event_feed from lonca_app;

create table event_outbox (
  tenant_id   uuid           not null,
  event_id    uuid           not null,
  occurred_at timestamptz(3) not null,
  xid         xid8           not null,
  primary key (tenant_id, event_id)
);
create index event_outbox_in_order on event_outbox (xid, event_id);
select lonca_protect('event_outbox');
revoke all on event_outbox from lonca_app;

create function lonca_outbox_events() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into event_outbox (tenant_id, event_id, occurred_at, xid)
    select tenant_id, id, occurred_at, xid from inserted;
  return null;
end $$;
create trigger outbox_events after insert on tenant_event_logs
  referencing new table as inserted for each statement execute function lonca_outbox_events();
`

// Three things make the order right.
// 1. Only one session appends at a time, and the statement that appends starts after the lock is held, so it
//    sees what the session before it appended.
// 2. An event is taken when every transaction that began to write before its own has ended (its xid is below
//    the snapshot's xmin): what commits later always has a higher number, so (xid, id) is the order of the
//    feed whenever the relay happens to look.
// 3. A row that is visible although its xid lies ahead of this cluster (not below the snapshot's xmax) comes
//    from a restored backup, and is taken at once.
const RELAY = `
create function relay_append_feed(max_rows int) returns table (tenant_id uuid, last_position bigint)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
  if not pg_try_advisory_xact_lock(5662002) then return; end if;
  return query
  with horizon as materialized (
    select pg_snapshot_xmin(s) as xmin, pg_snapshot_xmax(s) as xmax from pg_current_snapshot() s
  ), picked as materialized (
    select o.tenant_id, o.event_id, o.occurred_at, o.xid
    from event_outbox o, horizon h
    where o.xid < h.xmin or o.xid >= h.xmax
    order by o.xid, o.event_id
    limit max_rows
  ), removed as (
    delete from event_outbox o using picked p where o.tenant_id = p.tenant_id and o.event_id = p.event_id
  ), tenants_picked as (
    select t.tenant_id, coalesce(
      (select f.position from event_feed f where f.tenant_id = t.tenant_id order by f.position desc limit 1), 0
    ) as last
    from (select distinct p.tenant_id from picked p) t
  ), appended as (
    insert into event_feed (tenant_id, position, event_id, occurred_at)
    select p.tenant_id,
           t.last + row_number() over (partition by p.tenant_id order by p.xid, p.event_id),
           p.event_id, p.occurred_at
    from picked p join tenants_picked t on t.tenant_id = p.tenant_id
    returning event_feed.tenant_id, event_feed.position
  )
  select a.tenant_id, max(a.position) from appended a group by a.tenant_id;
end $$;
grant execute on function relay_append_feed(int) to lonca_app;
comment on function relay_append_feed(int) is
  'Appends events of finished transactions to the feed, at most max_rows; returns the new last position per tenant, nothing when another session is appending.';
`
