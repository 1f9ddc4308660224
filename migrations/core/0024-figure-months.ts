import { Migration } from '@mikro-orm/migrations'

/** Rollups of measures as months: a row holds the sums of all days of a month instead of one day's. */
export class FigureMonths extends Migration {
  override up(): void {
    this.addSql(SUMS)
    this.addSql(MONTHS)
    this.addSql(FOLD)
  }
}

// A month is 31 numbers, the first day's first; days that a shorter month does not have stay nothing.
const SUMS = `
create function lonca_month_of(day date) returns date
language sql immutable strict parallel safe
return day - extract(day from day)::int + 1;

create function lonca_day_added(amounts bigint[], day date, amount bigint) returns bigint[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
begin
  amounts[extract(day from day)::int] := amounts[extract(day from day)::int] + coalesce(amount, 0);
  return amounts;
end $$;

create aggregate lonca_month(day date, amount bigint) (
  sfunc = lonca_day_added, stype = bigint[],
  initcond = '{${Array.from({ length: 31 }, () => 0).join()}}', parallel = safe
);
comment on aggregate lonca_month(date, bigint) is 'Sums of the days of one month, the first day''s first.';

create function lonca_months_added(one bigint[], other bigint[]) returns bigint[]
language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
  select array_agg(d.one + d.other order by d.place) from unnest(one, other) with ordinality d(one, other, place)
$$;
grant execute on function lonca_month_of(date), lonca_day_added(bigint[], date, bigint), lonca_month(date, bigint),
  lonca_months_added(bigint[], bigint[]) to lonca_app;
`

// Rows of the running month are written again with every fold: the room on their pages keeps them out of the index.
const MONTHS = `
create table kpi_months (
  tenant_id   uuid     not null,
  measure     text     not null,
  assignee_id uuid     not null,
  month       date     not null,
  branch_id   uuid     not null,
  amounts     bigint[] not null,
  primary key (tenant_id, measure, assignee_id, month, branch_id),
  constraint kpi_months_month_check check (extract(day from month) = 1),
  constraint kpi_months_amounts_check check (array_ndims(amounts) = 1 and cardinality(amounts) = 31)
) with (fillfactor = 70);
comment on table kpi_months is
  'Measures of the tenant per month, branch and assignee, a number for each day; the nil assignee is the sum over all. A figure is these plus kpi_deltas.';
insert into kpi_months (tenant_id, measure, assignee_id, month, branch_id, amounts)
  select tenant_id, measure, assignee_id, lonca_month_of(day), branch_id, lonca_month(day, amount)
  from kpi_rollups group by 1, 2, 3, 4, 5;
select lonca_protect('kpi_months');
drop table kpi_rollups;

create view kpi_rollups with (security_invoker = true) as
  select m.tenant_id, m.measure, m.assignee_id, m.month, m.month + d.place::int - 1 as day, m.branch_id, d.amount
  from kpi_months m cross join lateral unnest(m.amounts) with ordinality d(amount, place)
  where d.amount <> 0;
comment on view kpi_rollups is 'The days of kpi_months. Whoever asks for days asks for their months, too.';
grant select on kpi_rollups to lonca_app, lonca_backup;
`

// As before (0004), with sums that are added day by day within their month.
const FOLD = `
create or replace function fold_kpi_deltas(max_rows int) returns int
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
    insert into kpi_months as r (tenant_id, measure, assignee_id, month, branch_id, amounts)
      select m.tenant_id, m.measure, a.assignee_id, lonca_month_of(m.day), m.branch_id, lonca_month(m.day, m.amount)
      from moved m
      cross join lateral (select m.assignee_id union select '00000000-0000-0000-0000-000000000000') a
      group by 1, 2, 3, 4, 5
      order by 1, 2, 3, 4, 5
    on conflict (tenant_id, measure, assignee_id, month, branch_id)
      do update set amounts = lonca_months_added(r.amounts, excluded.amounts)
  )
  select count(*) into folded from moved;
  return folded;
end $$;
`
