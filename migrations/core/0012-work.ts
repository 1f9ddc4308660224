import { Migration } from '@mikro-orm/migrations'

/** What people have to do and are told of, and the folded columns by which records are found. */
export class Work extends Migration {
  override up(): void {
    this.addSql(TASKS)
    this.addSql(NOTIFICATIONS)
    this.addSql(SEARCH)
  }
}

const TASKS = `
create table tasks (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  title text not null,
  note text,
  due_at timestamptz(3),
  priority text not null,
  state text not null,
  owner_id uuid not null,
  customer_id uuid,
  appointment_id uuid,
  origin text not null,
  completed_at timestamptz(3),
  completed_by_id uuid,
  created_by_id uuid,
  primary key (tenant_id, id),
  constraint tasks_priority_check check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  constraint tasks_state_check check (state in ('OPEN', 'DONE', 'CANCELLED')),
  constraint tasks_owner_id_fkey foreign key (tenant_id, owner_id) references memberships (tenant_id, id),
  constraint tasks_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint tasks_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint tasks_origin_check check (origin in ('PANEL', 'AUTOMATION', 'API')),
  constraint tasks_completed_by_id_fkey foreign key (tenant_id, completed_by_id) references memberships (tenant_id, id),
  constraint tasks_created_by_id_fkey foreign key (tenant_id, created_by_id) references memberships (tenant_id, id)
);
create index tasks_by_owner_id on tasks (tenant_id, owner_id);
create index tasks_by_customer_id on tasks (tenant_id, customer_id);
create index tasks_by_appointment_id on tasks (tenant_id, appointment_id);
create index tasks_by_completed_by_id on tasks (tenant_id, completed_by_id);
create index tasks_by_created_by_id on tasks (tenant_id, created_by_id);
select lonca_protect('tasks');
create table reminders (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  remind_at timestamptz(3) not null,
  kind text not null,
  note text,
  owner_id uuid not null,
  customer_id uuid,
  appointment_id uuid,
  task_id uuid,
  state text not null,
  sent_at timestamptz(3),
  primary key (tenant_id, id),
  constraint reminders_kind_check check (kind in ('CALL', 'CONFIRM', 'DOCUMENT', 'OTHER')),
  constraint reminders_owner_id_fkey foreign key (tenant_id, owner_id) references memberships (tenant_id, id),
  constraint reminders_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint reminders_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint reminders_task_id_fkey foreign key (tenant_id, task_id) references tasks (tenant_id, id),
  constraint reminders_state_check check (state in ('WAITING', 'SENT', 'DONE', 'DISMISSED'))
);
create index reminders_by_owner_id on reminders (tenant_id, owner_id);
create index reminders_by_customer_id on reminders (tenant_id, customer_id);
create index reminders_by_appointment_id on reminders (tenant_id, appointment_id);
create index reminders_by_task_id on reminders (tenant_id, task_id);
select lonca_protect('reminders');
create index tasks_open_by_due on tasks (tenant_id, due_at) where state = 'OPEN';
create index tasks_open_by_owner on tasks (tenant_id, owner_id, due_at) where state = 'OPEN';
`

const NOTIFICATIONS = `
create table notifications (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  recipient_id uuid not null,
  kind text not null,
  subject_type text,
  subject_id text,
  actor_id uuid,
  facts jsonb,
  group_key text not null,
  count int not null,
  happened_at timestamptz(3) not null,
  read_at timestamptz(3),
  primary key (tenant_id, id),
  constraint notifications_recipient_id_fkey foreign key (tenant_id, recipient_id) references memberships (tenant_id, id),
  constraint notifications_actor_id_fkey foreign key (tenant_id, actor_id) references memberships (tenant_id, id)
);
create index notifications_by_recipient_id on notifications (tenant_id, recipient_id);
create index notifications_by_actor_id on notifications (tenant_id, actor_id);
select lonca_protect('notifications');
create table notification_preferences (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  member_id uuid not null,
  kind text not null,
  channel text not null,
  enabled boolean not null,
  primary key (tenant_id, id),
  constraint notification_preferences_member_id_fkey foreign key (tenant_id, member_id) references memberships (tenant_id, id),
  constraint notification_preferences_channel_check check (channel in ('PANEL', 'EMAIL', 'SMS', 'PUSH'))
);
create index notification_preferences_by_member_id on notification_preferences (tenant_id, member_id);
select lonca_protect('notification_preferences');
create index notifications_newest on notifications (tenant_id, recipient_id, happened_at desc);
create index notifications_unread on notifications (tenant_id, recipient_id, group_key) where read_at is null;
create index notifications_by_age on notifications (tenant_id, happened_at);
create unique index notification_preferences_once on notification_preferences (tenant_id, member_id, kind, channel);
`

// Row-level security keeps every condition that is not leakproof out of an index condition, so a trigram index would
// never be used: a search reads the tenant's rows. The folded name is stored so that it need not be folded for each.
const SEARCH = `
alter table customers
  add column name_folded text generated always as (lonca_fold(name)) stored,
  add column phone_reversed text generated always as (reverse(phone)) stored;
create index customers_search on customers (tenant_id, archived_at) include (name_folded, phone, email, id, updated_at);
`
