import { Migration } from '@mikro-orm/migrations'

/** Global users and their sessions, and the tables of the core records as first declared. */
export class Records extends Migration {
  override up(): void {
    this.addSql(USERS)
    this.addSql(RECORDS)
    this.addSql(RULES)
    this.addSql(SIGN_IN)
  }
}

// People are global: what belongs to one of them is reached with app.user_id, which is set only after the
// functions below named the user.
const USERS = `
create function lonca_current_user_id() returns uuid
language sql stable parallel safe
return nullif(pg_catalog.current_setting('app.user_id', true), '')::uuid;
grant execute on function lonca_current_user_id() to lonca_app, lonca_backup;

create table users (
  id uuid primary key,
  name text not null,
  email text not null,
  created_at timestamptz(3) not null,
  constraint users_email_unique unique (email),
  check (email = lower(email))
);
create table user_credentials (
  user_id uuid primary key references users (id),
  password_hash text not null,
  changed_at timestamptz(3) not null
);
create table sessions (
  id uuid primary key,
  user_id uuid not null references users (id),
  tenant_id uuid not null,
  membership_id uuid not null,
  kind text not null check (kind in ('cookie', 'bearer')),
  token_hash bytea not null unique,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index sessions_by_user on sessions (user_id);

do $$
declare
  owned record;
begin
  for owned in select * from (values ('users', 'id'), ('user_credentials', 'user_id'), ('sessions', 'user_id')) t(name, key) loop
    execute format('alter table %I enable row level security', owned.name);
    execute format('alter table %I force row level security', owned.name);
    execute format(
      'create policy own_rows on %I for all to lonca_app
         using (%I = (select lonca_current_user_id())) with check (%I = (select lonca_current_user_id()))',
      owned.name, owned.key, owned.key);
    execute format('create policy owner_all on %I for all to lonca_owner using (true) with check (true)', owned.name);
    execute format('create policy backup_read on %I for select to lonca_backup using (true)', owned.name);
    execute format('grant select on %I to lonca_backup', owned.name);
  end loop;
end $$;
grant select, insert, update on users, user_credentials, sessions to lonca_app;
`

const RECORDS = `
create table tenants (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  time_zone text not null,
  locale text not null,
  currency text not null,
  status text not null,
  primary key (tenant_id, id),
  constraint tenants_locale_check check (locale in ('tr', 'en')),
  check (tenant_id = id),
  constraint tenants_status_check check (status in ('ACTIVE', 'SUSPENDED'))
);
select lonca_protect('tenants');

create table branches (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  phone text,
  address text,
  primary key (tenant_id, id)
);
select lonca_protect('branches');

create table departments (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  branch_id uuid not null,
  primary key (tenant_id, id),
  constraint departments_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index departments_by_branch_id on departments (tenant_id, branch_id);
select lonca_protect('departments');

create table tenant_blueprints (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  blueprint text not null,
  definition_version int not null,
  state text not null,
  is_primary boolean not null,
  definition jsonb not null,
  primary key (tenant_id, id),
  constraint tenant_blueprints_blueprint_unique unique (tenant_id, blueprint),
  constraint tenant_blueprints_state_check check (state in ('ACTIVE', 'RETIRED'))
);
select lonca_protect('tenant_blueprints');

create table tenant_blueprint_overrides (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  tenant_blueprint_id uuid not null,
  kind text not null,
  target text not null,
  value jsonb not null,
  primary key (tenant_id, id),
  constraint tenant_blueprint_overrides_tenant_blueprint_id_fkey foreign key (tenant_id, tenant_blueprint_id) references tenant_blueprints (tenant_id, id),
  constraint tenant_blueprint_overrides_kind_check check (kind in ('FIELD', 'KPI', 'MODULE', 'WORD'))
);
create index tenant_blueprint_overrides_by_tenant_blueprint_id on tenant_blueprint_overrides (tenant_id, tenant_blueprint_id);
select lonca_protect('tenant_blueprint_overrides');

create table memberships (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null references users (id),
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  email text not null,
  role text not null,
  department_id uuid,
  status text not null,
  primary key (tenant_id, id),
  constraint memberships_role_check check (role in ('OWNER', 'MANAGER', 'STAFF')),
  constraint memberships_department_id_fkey foreign key (tenant_id, department_id) references departments (tenant_id, id),
  constraint memberships_status_check check (status in ('ACTIVE', 'DISABLED'))
);
create index memberships_by_department_id on memberships (tenant_id, department_id);
select lonca_protect('memberships');

create table customers (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  kind text not null,
  name text,
  given_name text,
  family_name text,
  phone text,
  other_phones text[] not null,
  email text,
  other_emails text[] not null,
  tags text[] not null,
  source text not null,
  birthday date,
  tax_number text,
  identity_number text,
  registered_on date,
  external_ref text,
  branch_id uuid,
  primary key (tenant_id, id),
  constraint customers_kind_check check (kind in ('PERSON', 'COMPANY')),
  constraint customers_source_check check (source in ('IMPORT', 'WALK_IN', 'PHONE', 'WEB', 'REFERRAL', 'OTHER')),
  constraint customers_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index customers_by_branch_id on customers (tenant_id, branch_id);
select lonca_protect('customers');

create table customer_notes (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  body text not null,
  author_id uuid,
  primary key (tenant_id, id),
  constraint customer_notes_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint customer_notes_author_id_fkey foreign key (tenant_id, author_id) references memberships (tenant_id, id)
);
create index customer_notes_by_customer_id on customer_notes (tenant_id, customer_id);
create index customer_notes_by_author_id on customer_notes (tenant_id, author_id);
select lonca_protect('customer_notes');

create table consents (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  channel text not null,
  purpose text not null,
  status text not null,
  source text not null,
  at timestamptz(3) not null,
  proof text,
  primary key (tenant_id, id),
  constraint consents_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint consents_channel_check check (channel in ('SMS', 'EMAIL', 'WHATSAPP', 'CALL', 'PUSH')),
  constraint consents_purpose_check check (purpose in ('MARKETING', 'TRANSACTIONAL')),
  constraint consents_status_check check (status in ('GRANTED', 'REFUSED')),
  constraint consents_source_check check (source in ('IMPORT', 'IN_PERSON', 'WEB', 'PHONE', 'MESSAGE'))
);
create index consents_by_customer_id on consents (tenant_id, customer_id);
select lonca_protect('consents');

create table services (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  category text,
  duration_minutes int not null,
  segments jsonb,
  price_minor bigint not null,
  currency text,
  resource_types text[] not null,
  active boolean not null,
  primary key (tenant_id, id),
  constraint services_name_unique unique (tenant_id, name)
);
select lonca_protect('services');

create table staff_members (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  color text not null,
  membership_id uuid,
  department_id uuid,
  branch_id uuid not null,
  active boolean not null,
  primary key (tenant_id, id),
  constraint staff_members_color_check check (color in ('teal', 'blue', 'violet', 'pink', 'orange', 'yellow', 'green', 'slate')),
  constraint staff_members_membership_id_fkey foreign key (tenant_id, membership_id) references memberships (tenant_id, id),
  constraint staff_members_department_id_fkey foreign key (tenant_id, department_id) references departments (tenant_id, id),
  constraint staff_members_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index staff_members_by_membership_id on staff_members (tenant_id, membership_id);
create index staff_members_by_department_id on staff_members (tenant_id, department_id);
create index staff_members_by_branch_id on staff_members (tenant_id, branch_id);
select lonca_protect('staff_members');

create table tenant_resources (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  type text not null,
  capacity int not null,
  status text not null,
  branch_id uuid not null,
  primary key (tenant_id, id),
  constraint tenant_resources_status_check check (status in ('ACTIVE', 'OUT_OF_ORDER', 'RETIRED')),
  constraint tenant_resources_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index tenant_resources_by_branch_id on tenant_resources (tenant_id, branch_id);
select lonca_protect('tenant_resources');

create table working_hours (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  branch_id uuid not null,
  staff_id uuid,
  resource_id uuid,
  weekday int not null,
  opens_at time(0) not null,
  closes_at time(0) not null,
  primary key (tenant_id, id),
  constraint working_hours_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id),
  constraint working_hours_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id),
  constraint working_hours_resource_id_fkey foreign key (tenant_id, resource_id) references tenant_resources (tenant_id, id)
);
create index working_hours_by_branch_id on working_hours (tenant_id, branch_id);
create index working_hours_by_staff_id on working_hours (tenant_id, staff_id);
create index working_hours_by_resource_id on working_hours (tenant_id, resource_id);
select lonca_protect('working_hours');

create table staff_qualifications (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  staff_id uuid not null,
  service_id uuid not null,
  primary key (tenant_id, id),
  constraint staff_qualifications_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id),
  constraint staff_qualifications_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id)
);
create index staff_qualifications_by_staff_id on staff_qualifications (tenant_id, staff_id);
create index staff_qualifications_by_service_id on staff_qualifications (tenant_id, service_id);
select lonca_protect('staff_qualifications');

create table appointments (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  service_id uuid not null,
  staff_id uuid not null,
  resource_id uuid,
  branch_id uuid not null,
  starts_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  status text not null,
  cancel_reason text,
  status_changed_at timestamptz(3) not null,
  source text not null,
  price_minor bigint,
  currency text,
  note text,
  conflict boolean not null,
  external_ref text,
  primary key (tenant_id, id),
  constraint appointments_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint appointments_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id),
  constraint appointments_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id),
  constraint appointments_resource_id_fkey foreign key (tenant_id, resource_id) references tenant_resources (tenant_id, id),
  constraint appointments_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id),
  constraint appointments_status_check check (status in ('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_SERVICE', 'DONE', 'NO_SHOW', 'CANCELLED')),
  constraint appointments_cancel_reason_check check (cancel_reason in ('CUSTOMER', 'BUSINESS', 'POSTPONED', 'OTHER')),
  constraint appointments_source_check check (source in ('PANEL', 'API', 'IMPORT', 'WEB'))
);
create index appointments_by_customer_id on appointments (tenant_id, customer_id);
create index appointments_by_service_id on appointments (tenant_id, service_id);
create index appointments_by_staff_id on appointments (tenant_id, staff_id);
create index appointments_by_resource_id on appointments (tenant_id, resource_id);
create index appointments_by_branch_id on appointments (tenant_id, branch_id);
select lonca_protect('appointments');

create table revenue_events (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  kind text not null,
  gross_minor bigint not null,
  discount_minor bigint not null,
  tax_minor bigint not null,
  fee_minor bigint not null,
  net_minor bigint not null,
  currency text not null,
  method text not null,
  occurred_at timestamptz(3) not null,
  appointment_id uuid,
  customer_id uuid,
  staff_id uuid,
  service_id uuid,
  reversal_of_id uuid,
  branch_id uuid,
  source text not null,
  external_ref text,
  primary key (tenant_id, id),
  constraint revenue_events_kind_check check (kind in ('SALE', 'REVERSAL')),
  constraint revenue_events_method_check check (method in ('CASH', 'CARD', 'TRANSFER', 'OTHER')),
  constraint revenue_events_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint revenue_events_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint revenue_events_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id),
  constraint revenue_events_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id),
  constraint revenue_events_reversal_of_id_fkey foreign key (tenant_id, reversal_of_id) references revenue_events (tenant_id, id),
  constraint revenue_events_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id),
  constraint revenue_events_source_check check (source in ('PANEL', 'API', 'IMPORT', 'PROVIDER')),
  constraint revenue_events_external_ref_unique unique (tenant_id, external_ref)
);
create index revenue_events_by_appointment_id on revenue_events (tenant_id, appointment_id);
create index revenue_events_by_customer_id on revenue_events (tenant_id, customer_id);
create index revenue_events_by_staff_id on revenue_events (tenant_id, staff_id);
create index revenue_events_by_service_id on revenue_events (tenant_id, service_id);
create index revenue_events_by_reversal_of_id on revenue_events (tenant_id, reversal_of_id);
create index revenue_events_by_branch_id on revenue_events (tenant_id, branch_id);
select lonca_protect('revenue_events');
`

const RULES = `
create unique index memberships_user_unique on memberships (tenant_id, user_id);
create index memberships_by_user on memberships (user_id);
create policy own_memberships on memberships for select to lonca_app
  using (user_id = (select lonca_current_user_id()));
alter table sessions add constraint sessions_membership_id_fkey
  foreign key (tenant_id, membership_id) references memberships (tenant_id, id);
create unique index tenant_blueprints_one_primary on tenant_blueprints (tenant_id) where is_primary and state = 'ACTIVE';
create index appointments_by_start on appointments (tenant_id, starts_at);
create index appointments_by_customer_start on appointments (tenant_id, customer_id, starts_at);
create index appointments_by_staff_start on appointments (tenant_id, staff_id, starts_at);
create index revenue_events_by_time on revenue_events (tenant_id, occurred_at);
create index customers_by_phone on customers (tenant_id, phone);
create index customers_by_email on customers (tenant_id, email);
-- The ledger is append-only for everyone who serves requests.
revoke update, delete on revenue_events from lonca_app;
`

// What must be known before a tenant is: these return ids and the moment of last use, nothing else.
const SIGN_IN = `
create function auth_user_id_by_email(address text) returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id from public.users where email = lower(address)
$$;
grant execute on function auth_user_id_by_email(text) to lonca_app;

create function auth_session(token bytea, at timestamptz, idle_since timestamptz)
returns table (session_id uuid, user_id uuid, tenant_id uuid, membership_id uuid, last_used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.id, s.user_id, s.tenant_id, s.membership_id, s.last_used_at
  from public.sessions s
  where s.token_hash = token and s.revoked_at is null and s.expires_at > at and s.last_used_at > idle_since
$$;
grant execute on function auth_session(bytea, timestamptz, timestamptz) to lonca_app;
`
