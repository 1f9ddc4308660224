import { Migration } from '@mikro-orm/migrations'

/** Runs of actions, and what opened a task. */
export class Actions extends Migration {
  override up(): void {
    this.addSql(ACTIONS)
  }
}

const ACTIONS = `
create table action_runs (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  action_key text not null,
  started_at timestamptz(3) not null,
  started_by_id uuid,
  task_count int not null,
  undone_at timestamptz(3),
  primary key (tenant_id, id),
  constraint action_runs_started_by_id_fkey foreign key (tenant_id, started_by_id) references memberships (tenant_id, id),
  constraint action_runs_task_count_check check (task_count >= 1)
);
create index action_runs_by_started_by_id on action_runs (tenant_id, started_by_id);
create index action_runs_by_started_at on action_runs (tenant_id, started_at);
select lonca_protect('action_runs');

alter table tasks add column origin_key text, add column origin_id uuid;
create index tasks_by_origin on tasks (tenant_id, origin_id) where origin_id is not null;
create index tasks_by_origin_key on tasks (tenant_id, customer_id, origin_key) where origin_key is not null;
`
