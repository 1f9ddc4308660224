import { Migration } from '@mikro-orm/migrations'

/** Visits, colour formulas and patch tests. */
export class Visits extends Migration {
  override up(): void {
    this.addSql(TABLES)
  }
}

const TABLES = `
create table salon_customer_visits (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  staff_id uuid not null,
  service_id uuid,
  appointment_id uuid,
  branch_id uuid,
  visited_at timestamptz(3) not null,
  result_note text,
  primary key (tenant_id, id),
  constraint salon_customer_visits_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint salon_customer_visits_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id),
  constraint salon_customer_visits_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id),
  constraint salon_customer_visits_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint salon_customer_visits_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id)
);
create index salon_customer_visits_by_customer_id on salon_customer_visits (tenant_id, customer_id);
create index salon_customer_visits_by_staff_id on salon_customer_visits (tenant_id, staff_id);
create index salon_customer_visits_by_service_id on salon_customer_visits (tenant_id, service_id);
create index salon_customer_visits_by_appointment_id on salon_customer_visits (tenant_id, appointment_id);
create index salon_customer_visits_by_branch_id on salon_customer_visits (tenant_id, branch_id);
create index salon_customer_visits_by_visited_at on salon_customer_visits (tenant_id, visited_at desc);
select lonca_protect('salon_customer_visits');

create table salon_color_formula_lines (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  visit_id uuid not null,
  position int not null,
  zone text not null,
  brand text not null,
  line text,
  shades jsonb not null,
  mix_ratio text not null,
  developer_percent numeric not null,
  start_level int,
  target_level int,
  porosity text,
  processing_minutes int not null,
  primary key (tenant_id, id),
  constraint salon_color_formula_lines_visit_id_fkey foreign key (tenant_id, visit_id) references salon_customer_visits (tenant_id, id),
  constraint salon_color_formula_lines_zone_check check (zone in ('ROOTS', 'LENGTHS', 'ENDS', 'STRANDS', 'ALL')),
  constraint salon_color_formula_lines_mix_ratio_check check (mix_ratio in ('ONE_TO_ONE', 'ONE_TO_ONE_AND_A_HALF', 'ONE_TO_TWO', 'ONE_TO_THREE')),
  constraint salon_color_formula_lines_porosity_check check (porosity in ('LOW', 'NORMAL', 'HIGH')),
  check (developer_percent between 0 and 12)
);
create index salon_color_formula_lines_by_visit_id on salon_color_formula_lines (tenant_id, visit_id);
select lonca_protect('salon_color_formula_lines');

create table salon_patch_tests (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  customer_id uuid not null,
  product text not null,
  tested_on date not null,
  status text not null,
  valid_until date,
  staff_id uuid,
  primary key (tenant_id, id),
  constraint salon_patch_tests_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint salon_patch_tests_status_check check (status in ('PENDING', 'PASSED', 'FAILED')),
  constraint salon_patch_tests_staff_id_fkey foreign key (tenant_id, staff_id) references staff_members (tenant_id, id)
);
create index salon_patch_tests_by_customer_id on salon_patch_tests (tenant_id, customer_id);
create index salon_patch_tests_by_staff_id on salon_patch_tests (tenant_id, staff_id);
select lonca_protect('salon_patch_tests');
`
