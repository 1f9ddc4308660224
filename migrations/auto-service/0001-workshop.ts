import { Migration } from '@mikro-orm/migrations'

/** Vehicles, job cards and their lines. */
export class Workshop extends Migration {
  override up(): void {
    this.addSql(TABLES)
  }
}

const TABLES = `
create table auto_vehicles (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  owner_id uuid not null,
  plate text not null,
  vin text,
  model text not null,
  year int,
  odometer_km int,
  maintenance_due_km int,
  maintenance_agreed_on date,
  inspection_due_on date,
  primary key (tenant_id, id),
  constraint auto_vehicles_owner_id_fkey foreign key (tenant_id, owner_id) references customers (tenant_id, id),
  constraint auto_vehicles_plate_unique unique (tenant_id, plate),
  check (vin ~ '^[A-HJ-NPR-Z0-9]{17}$'),
  check (odometer_km >= 0)
);
create index auto_vehicles_by_owner_id on auto_vehicles (tenant_id, owner_id);
select lonca_protect('auto_vehicles');

create table auto_vehicle_job_cards (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  number int not null,
  vehicle_id uuid not null,
  customer_id uuid not null,
  technician_id uuid not null,
  lift_id uuid,
  appointment_id uuid,
  branch_id uuid,
  title text not null,
  step text not null,
  waiting text,
  received_at timestamptz(3),
  promised_at timestamptz(3),
  delivered_at timestamptz(3),
  odometer_km int,
  fuel_percent int,
  intake_note text,
  primary key (tenant_id, id),
  constraint auto_vehicle_job_cards_number_unique unique (tenant_id, number),
  constraint auto_vehicle_job_cards_vehicle_id_fkey foreign key (tenant_id, vehicle_id) references auto_vehicles (tenant_id, id),
  constraint auto_vehicle_job_cards_customer_id_fkey foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  constraint auto_vehicle_job_cards_technician_id_fkey foreign key (tenant_id, technician_id) references staff_members (tenant_id, id),
  constraint auto_vehicle_job_cards_lift_id_fkey foreign key (tenant_id, lift_id) references tenant_resources (tenant_id, id),
  constraint auto_vehicle_job_cards_appointment_id_fkey foreign key (tenant_id, appointment_id) references appointments (tenant_id, id),
  constraint auto_vehicle_job_cards_branch_id_fkey foreign key (tenant_id, branch_id) references branches (tenant_id, id),
  constraint auto_vehicle_job_cards_step_check check (step in ('RECEIVED', 'INSPECTION', 'ESTIMATE', 'APPROVAL', 'REPAIR', 'READY', 'DELIVERED', 'CANCELLED')),
  constraint auto_vehicle_job_cards_waiting_check check (waiting in ('WAITING_FOR_APPROVAL', 'WAITING_FOR_PARTS', 'WAITING_FOR_LIFT', 'WAITING_FOR_PICKUP'))
);
create index auto_vehicle_job_cards_by_vehicle_id on auto_vehicle_job_cards (tenant_id, vehicle_id);
create index auto_vehicle_job_cards_by_customer_id on auto_vehicle_job_cards (tenant_id, customer_id);
create index auto_vehicle_job_cards_by_technician_id on auto_vehicle_job_cards (tenant_id, technician_id);
create index auto_vehicle_job_cards_by_lift_id on auto_vehicle_job_cards (tenant_id, lift_id);
create index auto_vehicle_job_cards_by_appointment_id on auto_vehicle_job_cards (tenant_id, appointment_id);
create index auto_vehicle_job_cards_by_branch_id on auto_vehicle_job_cards (tenant_id, branch_id);
create index auto_vehicle_job_cards_inside on auto_vehicle_job_cards (tenant_id, promised_at) where step not in ('DELIVERED', 'CANCELLED');
select lonca_protect('auto_vehicle_job_cards');

create table auto_job_lines (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  job_card_id uuid not null,
  position int not null,
  title text not null,
  service_id uuid,
  finding text,
  urgency text not null,
  price_minor bigint not null,
  currency text,
  approval text not null,
  approved_via text,
  asked_at timestamptz(3),
  decided_at timestamptz(3),
  done boolean not null,
  primary key (tenant_id, id),
  constraint auto_job_lines_job_card_id_fkey foreign key (tenant_id, job_card_id) references auto_vehicle_job_cards (tenant_id, id),
  constraint auto_job_lines_service_id_fkey foreign key (tenant_id, service_id) references services (tenant_id, id),
  constraint auto_job_lines_urgency_check check (urgency in ('OK', 'SOON', 'URGENT')),
  constraint auto_job_lines_approval_check check (approval in ('NOT_ASKED', 'PENDING', 'APPROVED', 'DECLINED')),
  constraint auto_job_lines_approved_via_check check (approved_via in ('IN_PERSON', 'PHONE', 'MESSAGE', 'LINK'))
);
create index auto_job_lines_by_job_card_id on auto_job_lines (tenant_id, job_card_id);
create index auto_job_lines_by_service_id on auto_job_lines (tenant_id, service_id);
create index auto_job_lines_pending on auto_job_lines (tenant_id, asked_at) where approval = 'PENDING';
select lonca_protect('auto_job_lines');
`
