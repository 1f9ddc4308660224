import { Migration } from '@mikro-orm/migrations'

/** Roles with what each may see and do per module, the switches of modules, and what a tenant's plan allows. */
export class Access extends Migration {
  override up(): void {
    this.addSql(ROLES)
    this.addSql(BUILT_IN)
    this.addSql(MEMBERS)
    this.addSql(SWITCHES)
  }
}

const common = `
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),`

const ROLES = `
create table roles (${common}
  name text not null,
  base text not null,
  built_in boolean not null,
  grants jsonb not null,
  primary key (tenant_id, id),
  constraint roles_base_check check (base in ('OWNER', 'MANAGER', 'STAFF')),
  constraint roles_owner_check check (base <> 'OWNER' or (built_in and grants = '{}'::jsonb))
);
create unique index roles_name_unique on roles (tenant_id, lonca_fold(name)) where archived_at is null;
create unique index roles_built_in_unique on roles (tenant_id, base) where built_in;
select lonca_protect('roles');
`

// The times are the tenant's own: no clock is asked for what merely makes the past complete.
const BUILT_IN = `
insert into roles (tenant_id, id, created_at, updated_at, name, base, built_in, grants)
select t.tenant_id, gen_random_uuid(), t.created_at, t.created_at, b.name, b.base, true, '{}'::jsonb
from tenants t cross join (values ('Owner', 'OWNER'), ('Manager', 'MANAGER'), ('Staff', 'STAFF')) b(name, base);
`

const MEMBERS = `
alter table memberships add column own_role_id uuid;
alter table memberships add constraint memberships_own_role_id_fkey
  foreign key (tenant_id, own_role_id) references roles (tenant_id, id);
create index memberships_by_own_role_id on memberships (tenant_id, own_role_id);
alter table memberships add constraint memberships_owner_check check (role <> 'OWNER' or own_role_id is null);
`

const SWITCHES = `
create table module_switches (${common}
  module text not null,
  reason text not null,
  off_since timestamptz(3) not null,
  ends_at timestamptz(3),
  ended_at timestamptz(3),
  off_by_id uuid,
  on_by_id uuid,
  primary key (tenant_id, id),
  constraint module_switches_off_by_id_fkey foreign key (tenant_id, off_by_id) references memberships (tenant_id, id),
  constraint module_switches_on_by_id_fkey foreign key (tenant_id, on_by_id) references memberships (tenant_id, id)
);
create index module_switches_by_off_by_id on module_switches (tenant_id, off_by_id);
create index module_switches_by_on_by_id on module_switches (tenant_id, on_by_id);
create unique index module_switches_open_unique on module_switches (tenant_id, module) where ended_at is null;
select lonca_protect('module_switches');

create table module_capabilities (${common}
  module text not null,
  allowed boolean not null,
  decided_by uuid,
  primary key (tenant_id, id),
  constraint module_capabilities_module_unique unique (tenant_id, module)
);
select lonca_protect('module_capabilities');
`
