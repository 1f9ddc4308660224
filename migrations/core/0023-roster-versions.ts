import { Migration } from '@mikro-orm/migrations'

/** A mark for each tenant that changes with whom and what it offers and when they work, so that a booking need not read it. */
export class RosterVersions extends Migration {
  override up(): void {
    this.addSql(ROSTER_VERSIONS)
  }
}

// The mark is set when a transaction ends: whoever changes hours does not keep another who does so waiting, and the
// row is the last that is locked. A random value and not a number that counts: after a restore into an earlier state
// nothing that a process remembers may look current. The number of the transaction is there so that many changed rows
// set it once.
const ROSTER_VERSIONS = `
create table roster_versions (
  tenant_id uuid not null primary key,
  version   uuid not null,
  xid       xid8 not null
);
comment on table roster_versions is
  'Changes with every change of branches, staff, qualifications, services, resources, hours and closed days of a tenant.';
select lonca_protect('roster_versions');
revoke insert, update, delete on roster_versions from lonca_app;

create function lonca_roster_changed() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant uuid := case tg_op when 'DELETE' then old.tenant_id else new.tenant_id end;
begin
  insert into roster_versions as known (tenant_id, version, xid)
    values (tenant, gen_random_uuid(), pg_current_xact_id())
    on conflict (tenant_id) do update set version = excluded.version, xid = excluded.xid
    where known.xid <> excluded.xid;
  return null;
end $$;

do $$
declare
  target text;
begin
  foreach target in array array[
    'branches', 'staff_members', 'staff_qualifications', 'services', 'tenant_resources', 'working_hours', 'closed_days'
  ] loop
    execute format('create constraint trigger roster_changed after insert or update or delete on %I
      deferrable initially deferred for each row execute function lonca_roster_changed()', target);
  end loop;
end $$;
`
