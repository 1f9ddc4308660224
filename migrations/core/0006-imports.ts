import { Migration } from '@mikro-orm/migrations'

/** Imports: runs, the report of every line, and the numbers that records had in earlier systems. */
export class Imports extends Migration {
  override up(): void {
    this.addSql(RUNS)
    this.addSql(RULES)
    this.addSql(NUMBERS)
    this.addSql(UNFINISHED)
  }
}

const RUNS = `
create table import_runs (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  kind text not null,
  file_name text not null,
  status text not null,
  encoding text not null,
  delimiter text not null,
  mapping jsonb not null,
  total_lines int not null,
  done_lines int not null,
  created int not null,
  merged int not null,
  skipped int not null,
  conflicts int not null,
  refused int not null,
  remarked int not null,
  undone int not null,
  kept int not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  error_code text,
  error jsonb,
  started_by_id uuid not null,
  branch_id uuid not null,
  upload_id text not null,
  options jsonb not null,
  last_line int not null,
  primary key (tenant_id, id),
  constraint import_runs_status_check check (status in ('RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'UNDOING', 'UNDONE')),
  constraint import_runs_encoding_check check (encoding in ('UTF_8', 'WINDOWS_1254', 'UTF_16LE')),
  constraint import_runs_delimiter_check check (delimiter in ('SEMICOLON', 'COMMA', 'TAB')),
  constraint import_runs_started_by_id_fkey foreign key (tenant_id, started_by_id) references memberships (tenant_id, id),
  constraint import_runs_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index import_runs_by_started_by_id on import_runs (tenant_id, started_by_id);
create index import_runs_by_branch_id on import_runs (tenant_id, branch_id);
select lonca_protect('import_runs');
create table import_lines (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  run_id uuid not null,
  line int not null,
  outcome text not null,
  codes text[] not null,
  remarks jsonb not null,
  cells jsonb not null,
  record_type text,
  record_id text,
  undone text,
  kept_because text,
  changes jsonb,
  primary key (tenant_id, id),
  constraint import_lines_run_id_fkey foreign key (tenant_id, run_id) references import_runs (tenant_id, id),
  constraint import_lines_outcome_check check (outcome in ('CREATED', 'MERGED', 'SKIPPED', 'CONFLICT', 'REFUSED')),
  constraint import_lines_undone_check check (undone in ('REMOVED', 'RESTORED', 'KEPT'))
);
create index import_lines_by_run_id on import_lines (tenant_id, run_id);
select lonca_protect('import_lines');
`

// record_uuid is record_id without its type, so that lines and records can be joined when a run is undone.
const RULES = `
alter table import_lines add column record_uuid uuid;
drop index import_lines_by_run_id;
create unique index import_lines_once on import_lines (tenant_id, run_id, line);
create index import_lines_by_outcome on import_lines (tenant_id, run_id, outcome, line);
create index import_lines_by_record on import_lines (tenant_id, record_uuid);
-- Two imports of a tenant at once could each make the same customer.
create unique index import_runs_one_at_a_time on import_runs (tenant_id) where status in ('RUNNING', 'UNDOING');
create index customers_by_external_ref on customers (tenant_id, external_ref);
create index customers_with_other_contacts on customers (tenant_id) where other_phones <> '{}' or other_emails <> '{}';
create index appointments_by_external_ref on appointments (tenant_id, external_ref);
`

// Several numbers may lead to one customer: those that the earlier system had twice.
const NUMBERS = `
create table import_numbers (
  tenant_id   uuid not null,
  record_type text not null,
  number      text not null,
  record_id   uuid not null,
  run_id      uuid not null,
  primary key (tenant_id, record_type, number),
  constraint import_numbers_run_id_fkey foreign key (tenant_id, run_id) references import_runs (tenant_id, id)
);
create index import_numbers_by_record on import_numbers (tenant_id, record_id);
comment on table import_numbers is
  'Which record a number of an earlier system stands for, and which import brought it.';
select lonca_protect('import_numbers');
`

const UNFINISHED = `
create function unfinished_import_runs() returns table (tenant_id uuid, run_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select r.tenant_id, r.id from public.import_runs r where r.status in ('RUNNING', 'UNDOING')
$$;
grant execute on function unfinished_import_runs() to lonca_app;
comment on function unfinished_import_runs() is
  'Imports of all tenants that are going on, or were when their process ended; ids only.';
`
