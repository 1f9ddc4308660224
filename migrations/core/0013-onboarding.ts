import { Migration } from '@mikro-orm/migrations'

/** What a new business has answered so far, the rows of its sample data, and what an upgrade left to decide. */
export class Onboarding extends Migration {
  override up(): void {
    this.addSql(BLUEPRINTS)
    this.addSql(ONBOARDING)
  }
}

const BLUEPRINTS = `
alter table tenant_blueprints add column undecided jsonb not null default '[]'::jsonb;
create unique index tenant_blueprint_overrides_one_word on tenant_blueprint_overrides
  (tenant_id, tenant_blueprint_id, kind, target) where archived_at is null;
`

const ONBOARDING = `
create table onboarding_drafts (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  step int not null,
  answers jsonb not null,
  completed_at timestamptz(3),
  dismissed text[] not null,
  primary key (tenant_id, id),
  constraint onboarding_drafts_one unique (tenant_id),
  constraint onboarding_drafts_step_check check (step between 1 and 4)
);
select lonca_protect('onboarding_drafts');

create table sample_rows (
  tenant_id uuid not null,
  record text not null,
  row_id uuid not null,
  row_version int not null,
  position int not null,
  primary key (tenant_id, record, row_id)
);
select lonca_protect('sample_rows');
`
