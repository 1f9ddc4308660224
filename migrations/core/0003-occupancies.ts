import { Migration } from '@mikro-orm/migrations'

/**
 * Busy time, where the database itself refuses a double booking, and what must hold of hours, capacities and
 * appointments whoever writes them.
 */
export class Occupancies extends Migration {
  override up(): void {
    this.addSql(OCCUPANCIES)
    this.addSql(RULES)
  }
}

// One row per person or unit and stretch of time. Staff have lane 0 alone; a resource that holds n appointments has
// the lanes 0 to n - 1, so that "n at a time" is again "no two in one lane". The constraint is what makes a double
// booking impossible; verbs lock the subjects beforehand so that they wait in line instead of failing in a deadlock.
const OCCUPANCIES = `
create table occupancies (
  tenant_id      uuid      not null,
  id             uuid      not null,
  subject_kind   text      not null,
  subject_id     uuid      not null,
  lane           int       not null,
  during         tstzrange not null,
  blocking       boolean   not null,
  appointment_id uuid      not null,
  expires_at     timestamptz(3),
  primary key (tenant_id, id),
  constraint occupancies_subject_kind_check check (subject_kind in ('STAFF', 'RESOURCE')),
  constraint occupancies_lane_check check (lane between 0 and case subject_kind when 'STAFF' then 0 else 99 end),
  constraint occupancies_during_check check (
    not isempty(during) and lower_inc(during) and not upper_inc(during) and not lower_inf(during) and not upper_inf(during)),
  constraint occupancies_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint occupancies_never_overlap exclude using gist
    (tenant_id with =, subject_id with =, lane with =, during with &&) where (blocking)
);
create index occupancies_by_appointment_id on occupancies (tenant_id, appointment_id);
comment on table occupancies is
  'Who and what is taken when. Blocking rows of one subject and lane never overlap; the others are history.';
select lonca_protect('occupancies');
`

const RULES = `
alter table working_hours
  add constraint working_hours_weekday_check check (weekday between 1 and 7),
  add constraint working_hours_opens_before_it_closes check (opens_at < closes_at);
alter table tenant_resources add constraint tenant_resources_capacity_check check (capacity between 1 and 100);
alter table appointments
  add constraint appointments_ends_after_it_starts check (starts_at <= ends_at),
  add constraint appointments_price_check check (price_minor >= 0);
create unique index staff_qualifications_once on staff_qualifications (tenant_id, staff_id, service_id)
  where archived_at is null;
`
