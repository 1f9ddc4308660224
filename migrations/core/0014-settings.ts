import { Migration } from '@mikro-orm/migrations'

/** What a business says of itself, when it is closed, its tax rates, and its accounts with providers. */
export class Settings extends Migration {
  override up(): void {
    this.addSql(PROFILE)
    this.addSql(CLOSED_DAYS)
    this.addSql(PROVIDERS)
    this.addSql(KEYS)
  }
}

const PROFILE = `
create table business_profiles (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  legal_name text,
  phone text,
  email text,
  address text,
  tax_office text,
  tax_number text,
  primary key (tenant_id, id)
);
create unique index business_profiles_one on business_profiles (tenant_id);
select lonca_protect('business_profiles');
create table tax_rates (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  tax_class text not null,
  rate_basis_points int not null,
  valid_from date not null,
  primary key (tenant_id, id),
  constraint tax_rates_tax_class_check check (tax_class in ('STANDARD', 'REDUCED', 'LOW'))
);
select lonca_protect('tax_rates');
`

const CLOSED_DAYS = `
create table closed_days (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  branch_id uuid,
  day date not null,
  closes_at time(0),
  title text not null,
  holiday text,
  primary key (tenant_id, id),
  constraint closed_days_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index closed_days_by_branch_id on closed_days (tenant_id, branch_id);
create unique index closed_days_once on closed_days (tenant_id, day, branch_id) nulls not distinct
  where archived_at is null;
select lonca_protect('closed_days');
`

const PROVIDERS = `
create table provider_settings (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  provider text not null,
  kind text not null,
  enabled boolean not null,
  config jsonb not null,
  secrets jsonb not null,
  primary key (tenant_id, id),
  constraint provider_settings_provider_unique unique (tenant_id, provider)
);
select lonca_protect('provider_settings');
`

// Secrets are sealed with a key of their tenant, which lies here wrapped by a key that lies outside of the database.
const KEYS = `
create table secret_keys (
  tenant_id uuid not null,
  id uuid not null,
  ring_key text not null,
  wrapped text not null,
  created_at timestamptz(3) not null,
  primary key (tenant_id, id),
  constraint secret_keys_one_per_tenant unique (tenant_id)
);
create index secret_keys_by_ring_key on secret_keys (tenant_id, ring_key);
comment on table secret_keys is
  'The key that seals secrets of a tenant, wrapped by the named key of the key ring (docs/guides/settings.md).';
select lonca_protect('secret_keys');
`
