import 'reflect-metadata'
import { Collection, type Ref, types } from '@mikro-orm/core'
import { Entity, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy'
import { Field, ID, Int, ObjectType } from 'type-graphql'

/** One class for the table and for the GraphQL type, as the guides of both libraries show it. */
@ObjectType()
@Entity({ tableName: 'staff_members' })
export class StaffMember {
  @Field(() => ID)
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Field(() => String)
  @Property({ type: types.text })
  name!: string

  @Property({ type: types.uuid })
  branchId!: string

  @Property({ type: types.boolean })
  active!: boolean

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null
}

@ObjectType()
@Entity({ tableName: 'customers' })
export class Customer {
  @Field(() => ID)
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Field(() => Int)
  @Property({ type: types.integer })
  version!: number

  @Field(() => String)
  @Property({ type: types.text })
  kind!: string

  @Field(() => String, { nullable: true })
  @Property({ type: types.text, nullable: true })
  name?: string | null

  @Field(() => String, { nullable: true })
  @Property({ type: types.text, nullable: true })
  phone?: string | null

  @Field(() => String, { nullable: true })
  @Property({ type: types.text, nullable: true })
  email?: string | null

  @Field(() => [String])
  @Property({ type: types.array })
  tags!: string[]

  @Field(() => String)
  @Property({ type: types.text })
  source!: string

  @Field(() => String, { nullable: true })
  @Property({ type: types.date, nullable: true })
  birthday?: string | null

  @Field(() => Date)
  @Property({ type: types.datetime })
  createdAt!: Date

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null

  @OneToMany(
    () => Appointment,
    (appointment: Appointment) => appointment.customer,
  )
  appointments = new Collection<Appointment>(this)
}

@ObjectType()
@Entity({ tableName: 'appointments' })
export class Appointment {
  @Field(() => ID)
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Field(() => Int)
  @Property({ type: types.integer })
  version!: number

  @Property({ type: types.datetime })
  createdAt!: Date

  @Property({ type: types.datetime })
  updatedAt!: Date

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null

  @ManyToOne(() => Customer, { ref: true, joinColumn: 'customer_id' })
  customer!: Ref<Customer>

  @Property({ type: types.uuid })
  serviceId!: string

  @ManyToOne(() => StaffMember, { ref: true, joinColumn: 'staff_id' })
  staff!: Ref<StaffMember>

  @Property({ type: types.uuid })
  branchId!: string

  @Field(() => Date)
  @Property({ type: types.datetime })
  startsAt!: Date

  @Field(() => Date)
  @Property({ type: types.datetime })
  endsAt!: Date

  @Field(() => String)
  @Property({ type: types.text })
  status!: string

  @Property({ type: types.datetime })
  statusChangedAt!: Date

  @Property({ type: types.text })
  source!: string

  @Property({ type: types.bigint, nullable: true })
  priceMinor?: string | null

  @Property({ type: types.text, nullable: true })
  currency?: string | null

  @Property({ type: types.boolean })
  conflict!: boolean
}

@Entity({ tableName: 'services' })
export class Service {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Property({ type: types.integer })
  durationMinutes!: number

  @Property({ type: types.bigint })
  priceMinor!: string

  @Property({ type: types.text, nullable: true })
  currency?: string | null

  @Property({ type: types.boolean })
  active!: boolean

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null
}

@Entity({ tableName: 'staff_qualifications' })
export class StaffQualification {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  staffId!: string

  @Property({ type: types.uuid })
  serviceId!: string

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null
}

@Entity({ tableName: 'working_hours' })
export class WorkingHours {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  branchId!: string

  @Property({ type: types.uuid, nullable: true })
  staffId?: string | null

  @Property({ type: types.uuid, nullable: true })
  resourceId?: string | null

  @Property({ type: types.integer })
  weekday!: number

  @Property({ type: types.time })
  opensAt!: string

  @Property({ type: types.time })
  closesAt!: string

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null
}

@Entity({ tableName: 'closed_days' })
export class ClosedDay {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid, nullable: true })
  branchId?: string | null

  @Property({ type: types.date })
  day!: string

  @Property({ type: types.datetime, nullable: true })
  archivedAt?: Date | null
}

@Entity({ tableName: 'occupancies' })
export class Occupancy {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Property({ type: types.text })
  subjectKind!: string

  @Property({ type: types.uuid })
  subjectId!: string

  @Property({ type: types.integer })
  lane!: number

  /** A `tstzrange`, as PostgreSQL writes it. */
  @Property({ type: types.text, columnType: 'tstzrange' })
  during!: string

  @Property({ type: types.boolean })
  blocking!: boolean

  @Property({ type: types.uuid })
  appointmentId!: string
}

@Entity({ tableName: 'tenant_event_logs' })
export class TenantEvent {
  @PrimaryKey({ type: types.uuid })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Property({ type: types.text })
  type!: string

  @Property({ type: types.datetime })
  occurredAt!: Date

  @Property({ type: types.text })
  actorKind!: string

  @Property({ type: types.uuid })
  actorId!: string

  @Property({ type: types.text })
  requestId!: string

  @Property({ type: types.uuid })
  branchId!: string

  @Property({ type: types.text })
  subjectType!: string

  @Property({ type: types.uuid })
  subjectId!: string

  @Property({ type: types.json })
  payload!: object
}

@Entity({ tableName: 'kpi_deltas' })
export class KpiDelta {
  @PrimaryKey({ type: types.bigint, autoincrement: true })
  id!: string

  @Property({ type: types.uuid })
  tenantId!: string

  @Property({ type: types.text })
  measure!: string

  @Property({ type: types.date })
  day!: string

  @Property({ type: types.uuid })
  branchId!: string

  @Property({ type: types.uuid })
  assigneeId!: string

  @Property({ type: types.bigint })
  amount!: string
}

@Entity({ tableName: 'kpi_rollups' })
export class KpiRollup {
  @PrimaryKey({ type: types.text })
  measure!: string

  @PrimaryKey({ type: types.uuid })
  assigneeId!: string

  @Property({ type: types.date })
  month!: string

  @PrimaryKey({ type: types.date })
  day!: string

  @PrimaryKey({ type: types.uuid })
  branchId!: string

  @Property({ type: types.bigint })
  amount!: string
}

export const entities = [
  StaffMember, Customer, Appointment, Service, StaffQualification, WorkingHours, ClosedDay, Occupancy, TenantEvent,
  KpiDelta, KpiRollup,
] // biome-ignore format: one glance
