import { Migration } from '@mikro-orm/migrations'

/** What the law asks of a business, and the rules by which it acts on its own. */
export class ComplianceAutomation extends Migration {
  override up(): void {
    this.addSql(TABLES)
  }
}

const TABLES = `
create table compliance_profiles (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  profile text not null,
  profile_version int not null,
  title jsonb not null,
  jurisdiction text not null,
  effective_from date not null,
  healthcare boolean not null,
  lawful_bases jsonb not null,
  retention_days jsonb not null,
  breach_notice_hours int not null,
  request_answer_days int not null,
  active boolean not null,
  primary key (tenant_id, id),
  constraint compliance_profiles_jurisdiction_check check (jurisdiction in ('TR', 'EU')),
  constraint compliance_profiles_profile_version_unique unique (tenant_id, profile, profile_version)
);
create unique index compliance_profiles_one_active on compliance_profiles (tenant_id, profile) where active;
select lonca_protect('compliance_profiles');

create table automation_rules (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  rule_type text not null,
  title jsonb not null,
  origin text not null,
  trigger text not null,
  conditions jsonb not null,
  actions jsonb not null,
  enabled boolean not null,
  primary key (tenant_id, id),
  constraint automation_rules_rule_type_unique unique (tenant_id, rule_type),
  constraint automation_rules_origin_check check (origin in ('BLUEPRINT', 'OWN'))
);
select lonca_protect('automation_rules');
`
