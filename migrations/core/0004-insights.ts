import { Migration } from '@mikro-orm/migrations'

/** What keeps the ledger a ledger, and where key figures are counted and kept. */
export class Insights extends Migration {
  override up(): void {
    this.addSql(LEDGER)
    this.addSql(DELTAS_AND_ROLLUPS)
    this.addSql(MEASURE_SETTINGS)
    this.addSql(FOLD)
    this.addSql(SNAPSHOTS)
  }
}

// Requests have no grant to change a line; the triggers also stop a migration or an administrator who means well.
const LEDGER = `
alter table revenue_events
  add column reason text,
  add constraint revenue_events_net_check check (net_minor = gross_minor - discount_minor - tax_minor - fee_minor),
  add constraint revenue_events_sign_check check (case kind
    when 'SALE' then least(gross_minor, discount_minor, tax_minor, fee_minor, net_minor) >= 0
    else greatest(gross_minor, discount_minor, tax_minor, fee_minor, net_minor) <= 0 end),
  add constraint revenue_events_reversal_check check ((kind = 'REVERSAL') = (reversal_of_id is not null));
create unique index revenue_events_one_reversal on revenue_events (tenant_id, reversal_of_id);
drop index revenue_events_by_reversal_of_id;

create function lonca_refuse_ledger_change() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'The ledger is append-only: % on % is refused.', lower(tg_op), tg_table_name
    using errcode = 'restrict_violation', hint = 'Write a reversal of the line and, if need be, a new line.';
end $$;
create trigger refuse_change before update or delete on revenue_events
  for each statement execute function lonca_refuse_ledger_change();
create trigger refuse_truncate before truncate on revenue_events
  for each statement execute function lonca_refuse_ledger_change();
alter table revenue_events enable always trigger refuse_change;
alter table revenue_events enable always trigger refuse_truncate;
`

// The nil id stands for "none", because a key cannot hold null. In rollups an assignee of nil is everybody's sum,
// which is what owners read; deltas carry the assignee alone and are added to both when they are folded.
const DELTAS_AND_ROLLUPS = `
create table kpi_deltas (
  tenant_id   uuid   not null,
  id          bigint generated always as identity,
  measure     text   not null,
  day         date   not null,
  branch_id   uuid   not null,
  assignee_id uuid   not null,
  amount      bigint not null,
  primary key (tenant_id, id)
);
create index kpi_deltas_by_day on kpi_deltas (tenant_id, measure, day);
comment on table kpi_deltas is
  'What changes of rows added to measures and is not folded into kpi_rollups yet; written in the transaction of the change.';
select lonca_protect('kpi_deltas');
revoke update on kpi_deltas from lonca_app;
grant select on kpi_deltas_id_seq to lonca_backup;

create table kpi_rollups (
  tenant_id   uuid   not null,
  measure     text   not null,
  assignee_id uuid   not null,
  day         date   not null,
  branch_id   uuid   not null,
  amount      bigint not null,
  primary key (tenant_id, measure, assignee_id, day, branch_id)
);
comment on table kpi_rollups is
  'Measures per day of the tenant, branch and assignee; the nil assignee is the sum over all. A figure is rollups plus deltas.';
select lonca_protect('kpi_rollups');
`

// Whoever writes deltas holds the tenant's key shared until the end of the transaction; whoever rebuilds holds it
// alone. The settings are read by a statement that starts after the key is held, so that a change of time zone that
// was waited for is seen: the calling statement's own snapshot is older.
const MEASURE_SETTINGS = `
create function lonca_measure_key(tenant uuid) returns bigint
language sql immutable strict parallel safe
return pg_catalog.hashtextextended('measures of ' || tenant::text, 0);
grant execute on function lonca_measure_key(uuid) to lonca_app;

create function lonca_measure_settings(tenant uuid) returns table (time_zone text, currency text)
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
begin
  perform pg_advisory_xact_lock_shared(lonca_measure_key(tenant));
  return query select t.time_zone, t.currency from tenants t where t.tenant_id = tenant;
end $$;
grant execute on function lonca_measure_settings(uuid) to lonca_app;
comment on function lonca_measure_settings(uuid) is
  'The settings that measures are counted with; keeps a rebuild of the tenant waiting until the transaction ends.';
`

// One statement moves the rows, so a reader sees a delta or its sum, never both and never neither. Rows that another
// fold has locked are left to it; sums are written in the order of their key, so that two folds cannot deadlock.
const FOLD = `
create function fold_kpi_deltas(max_rows int) returns int
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ready uuid[];
  folded int;
begin
  select array_agg(t.tenant_id) into ready
  from (select distinct d.tenant_id from kpi_deltas d) t
  where pg_try_advisory_xact_lock_shared(lonca_measure_key(t.tenant_id));

  with picked as (
    select d.tenant_id, d.id from kpi_deltas d where d.tenant_id = any (ready)
    order by d.tenant_id, d.id limit max_rows for update skip locked
  ), moved as (
    delete from kpi_deltas d using picked p where d.tenant_id = p.tenant_id and d.id = p.id returning d.*
  ), stored as (
    insert into kpi_rollups as r (tenant_id, measure, assignee_id, day, branch_id, amount)
      select m.tenant_id, m.measure, a.assignee_id, m.day, m.branch_id, sum(m.amount)
      from moved m
      cross join lateral (select m.assignee_id union select '00000000-0000-0000-0000-000000000000') a
      group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5
    on conflict (tenant_id, measure, assignee_id, day, branch_id) do update set amount = r.amount + excluded.amount
  )
  select count(*) into folded from moved;
  return folded;
end $$;
grant execute on function fold_kpi_deltas(int) to lonca_app;
comment on function fold_kpi_deltas(int) is
  'Moves at most max_rows deltas of all tenants into the rollups; returns how many. Safe to run in several sessions.';
`

const SNAPSHOTS = `
create table kpi_snapshots (
  tenant_id   uuid           not null,
  kpi         text           not null,
  kpi_version int            not null,
  day         date           not null,
  numerator   bigint,
  denominator bigint,
  as_of       timestamptz(3) not null,
  kept_at     timestamptz(3) not null,
  primary key (tenant_id, kpi, kpi_version, day)
);
comment on table kpi_snapshots is
  'Figures over the whole history as they were at the end of a day. The first answer stays.';
select lonca_protect('kpi_snapshots');
revoke update, delete on kpi_snapshots from lonca_app;
`
