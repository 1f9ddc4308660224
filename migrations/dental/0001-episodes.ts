import { Migration } from '@mikro-orm/migrations'

/** Treatment episodes and their items, medical alerts, consents to treatment. */
export class Episodes extends Migration {
  override up(): void {
    this.addSql(TABLES)
  }
}

const TABLES = `
create table dental_patient_episodes (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  dentist_id uuid not null,
  branch_id uuid,
  title text not null,
  status text not null,
  plan text not null,
  plan_decided_at timestamptz(3),
  opened_on date,
  closed_on date,
  note text,
  primary key (tenant_id, id),
  constraint dental_patient_episodes_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint dental_patient_episodes_dentist_id_fkey foreign key (tenant_id, dentist_id) references staff_members (tenant_id, id),
  constraint dental_patient_episodes_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id),
  constraint dental_patient_episodes_status_check check (status in ('OPEN', 'COMPLETED', 'ABANDONED')),
  constraint dental_patient_episodes_plan_check check (plan in ('DRAFT', 'PRESENTED', 'ACCEPTED', 'REJECTED'))
);
create index dental_patient_episodes_by_customer_id on dental_patient_episodes (tenant_id, customer_id);
create index dental_patient_episodes_by_dentist_id on dental_patient_episodes (tenant_id, dentist_id);
create index dental_patient_episodes_by_branch_id on dental_patient_episodes (tenant_id, branch_id);
create index dental_patient_episodes_open on dental_patient_episodes (tenant_id, plan) where status = 'OPEN';
select lonca_protect('dental_patient_episodes');

create table dental_treatment_items (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  episode_id uuid not null,
  customer_id uuid not null,
  position int not null,
  kind text not null,
  title text,
  area text not null,
  tooth text,
  surfaces text[] not null,
  region text,
  status text not null,
  sessions int not null,
  sessions_done int not null,
  price_minor bigint not null,
  currency text,
  dentist_id uuid,
  service_id uuid,
  appointment_id uuid,
  done_on date,
  note text,
  primary key (tenant_id, id),
  constraint dental_treatment_items_episode_id_fkey foreign key (tenant_id, episode_id) references dental_patient_episodes (tenant_id, id),
  constraint dental_treatment_items_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint dental_treatment_items_kind_check check (kind in ('EXAMINATION', 'CLEANING', 'FILLING', 'ROOT_CANAL', 'CROWN', 'IMPLANT', 'EXTRACTION', 'MISSING', 'ORTHODONTICS', 'AESTHETIC', 'OTHER')),
  constraint dental_treatment_items_area_check check (area in ('TOOTH', 'SURFACE', 'QUADRANT', 'SEXTANT', 'ARCH', 'MOUTH')),
  constraint dental_treatment_items_region_check check (region in ('UPPER_RIGHT', 'UPPER_LEFT', 'LOWER_LEFT', 'LOWER_RIGHT', 'SEXTANT_1', 'SEXTANT_2', 'SEXTANT_3', 'SEXTANT_4', 'SEXTANT_5', 'SEXTANT_6', 'UPPER_ARCH', 'LOWER_ARCH')),
  constraint dental_treatment_items_status_check check (status in ('PLANNED', 'IN_PROGRESS', 'DONE', 'EXISTING', 'CANCELLED')),
  constraint dental_treatment_items_dentist_id_fkey foreign key (tenant_id, dentist_id) references staff_members (tenant_id, id),
  constraint dental_treatment_items_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id),
  constraint dental_treatment_items_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  check (tooth ~ '^([1-4][1-8]|[5-8][1-5])$'),
  check (sessions_done between 0 and sessions)
);
create index dental_treatment_items_by_episode_id on dental_treatment_items (tenant_id, episode_id);
create index dental_treatment_items_by_customer_id on dental_treatment_items (tenant_id, customer_id);
create index dental_treatment_items_by_dentist_id on dental_treatment_items (tenant_id, dentist_id);
create index dental_treatment_items_by_service_id on dental_treatment_items (tenant_id, service_id);
create index dental_treatment_items_by_appointment_id on dental_treatment_items (tenant_id, appointment_id);
select lonca_protect('dental_treatment_items');

create table dental_medical_alerts (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  kind text not null,
  title text not null,
  severe boolean not null,
  active boolean not null,
  primary key (tenant_id, id),
  constraint dental_medical_alerts_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint dental_medical_alerts_kind_check check (kind in ('ALLERGY', 'ILLNESS', 'MEDICINE', 'PREGNANCY', 'OTHER'))
);
create index dental_medical_alerts_by_customer_id on dental_medical_alerts (tenant_id, customer_id);
select lonca_protect('dental_medical_alerts');

create table dental_treatment_consents (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  episode_id uuid,
  title text not null,
  status text not null,
  form text,
  answered_on date,
  primary key (tenant_id, id),
  constraint dental_treatment_consents_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint dental_treatment_consents_episode_id_fkey foreign key (tenant_id, episode_id) references dental_patient_episodes (tenant_id, id),
  constraint dental_treatment_consents_status_check check (status in ('MISSING', 'SIGNED', 'REFUSED')),
  constraint dental_treatment_consents_form_check check (form in ('ON_PAPER', 'ON_SCREEN', 'E_SIGNATURE'))
);
create index dental_treatment_consents_by_customer_id on dental_treatment_consents (tenant_id, customer_id);
create index dental_treatment_consents_by_episode_id on dental_treatment_consents (tenant_id, episode_id);
select lonca_protect('dental_treatment_consents');
`
