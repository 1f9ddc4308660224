import { randomUUID } from 'node:crypto'
import type { EntityManager } from '@mikro-orm/postgresql'
import { raw } from '@mikro-orm/postgresql'
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { newId } from '../../../../schema/ids.ts'
import type { BenchTenant } from '../../data/bench-tenant.ts'
import { timeZone } from '../../data/size.ts'
import {
  Appointment,
  ClosedDay,
  Customer,
  KpiDelta,
  KpiRollup,
  Occupancy,
  Service,
  StaffMember,
  StaffQualification,
  TenantEvent,
  WorkingHours,
} from './entities.ts'

export interface ObviousContext {
  readonly em: EntityManager
  readonly tenant: BenchTenant
  readonly now: Date
}

const everybody = '00000000-0000-0000-0000-000000000000'

@ObjectType()
class RevenueDay {
  @Field(() => String)
  day!: string

  @Field(() => String)
  value!: string
}

@ObjectType()
class ShowRate {
  @Field(() => String)
  noShows!: string

  @Field(() => String)
  kept!: string
}

@Resolver(() => Customer)
export class CustomerResolver {
  @Query(() => Customer, { nullable: true })
  customer(@Arg('id', () => ID) id: string, @Ctx() { em }: ObviousContext): Promise<Customer | null> {
    return em.findOne(Customer, { id })
  }

  @Query(() => [Customer])
  customers(@Arg('first', () => Int) first: number, @Ctx() { em }: ObviousContext): Promise<Customer[]> {
    return em.find(
      Customer,
      { archivedAt: null },
      { orderBy: [{ [raw('name collate "tr-x-icu"')]: 'asc' }, { id: 'asc' }], limit: first },
    )
  }

  /** MikroORM's own loader reads the collections of all customers at once. */
  @FieldResolver(() => [Appointment])
  async appointments(
    @Root() customer: Customer,
    @Arg('last', () => Int) last: number,
  ): Promise<Appointment[]> {
    const appointments = await customer.appointments.loadItems({ dataloader: true })
    return appointments
      .filter(({ archivedAt }) => !archivedAt)
      .sort((a, b) => b.startsAt.getTime() - a.startsAt.getTime() || (a.id < b.id ? 1 : -1))
      .slice(0, last)
  }
}

@Resolver(() => Appointment)
export class AppointmentResolver {
  @Query(() => [Appointment])
  appointments(
    @Arg('from', () => Date) from: Date,
    @Arg('to', () => Date) to: Date,
    @Ctx() { em }: ObviousContext,
  ): Promise<Appointment[]> {
    return em.find(
      Appointment,
      { archivedAt: null, startsAt: { $gte: from, $lte: to } },
      { orderBy: [{ startsAt: 'asc' }, { id: 'asc' }] },
    )
  }

  @FieldResolver(() => Customer)
  customer(@Root() appointment: Appointment): Promise<Customer | null> {
    return appointment.customer.load({ dataloader: true })
  }

  @FieldResolver(() => StaffMember)
  staff(@Root() appointment: Appointment): Promise<StaffMember | null> {
    return appointment.staff.load({ dataloader: true })
  }

  @Mutation(() => Appointment)
  async bookAppointment(
    @Arg('customerId', () => ID) customerId: string,
    @Arg('serviceId', () => ID) serviceId: string,
    @Arg('staffId', () => ID) staffId: string,
    @Arg('startsAt', () => Date) startsAt: Date,
    @Ctx() { em, tenant, now }: ObviousContext,
  ): Promise<Appointment> {
    const service = await em.findOneOrFail(Service, { id: serviceId, active: true, archivedAt: null })
    const staff = await em.findOneOrFail(StaffMember, { id: staffId, active: true, archivedAt: null })
    const customer = await em.findOneOrFail(Customer, { id: customerId, archivedAt: null })
    await em.findOneOrFail(StaffQualification, { staffId, serviceId, archivedAt: null })
    const endsAt = new Date(startsAt.getTime() + service.durationMinutes * 60_000)
    await refuseClosed(em, staff, startsAt, endsAt)
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [staffId])
    await em.execute(
      'delete from occupancies where tenant_id = ? and subject_id = ? and blocking and expires_at <= ?',
      [tenant.id, staffId, now],
    )
    const during = `[${startsAt.toISOString()},${endsAt.toISOString()})`
    const taken = await em.execute(
      'select 1 from occupancies where tenant_id = ? and subject_id = ? and blocking and during && ?::tstzrange limit 1',
      [tenant.id, staffId, during],
    )
    if (taken.length > 0 || startsAt < now) throw new Error('This time is taken.')
    const appointment = em.create(Appointment, {
      id: newId(),
      tenantId: tenant.id,
      version: 1,
      createdAt: now,
      updatedAt: now,
      customer,
      serviceId,
      staff,
      branchId: staff.branchId,
      startsAt,
      endsAt,
      status: 'BOOKED',
      statusChangedAt: now,
      source: 'PANEL',
      priceMinor: service.priceMinor,
      currency: service.currency ?? 'TRY',
      conflict: false,
    })
    // The tables know each other by composite keys that these entities do not map.
    await em.persist(appointment).flush()
    em.create(Occupancy, {
      id: newId(),
      tenantId: tenant.id,
      subjectKind: 'STAFF',
      subjectId: staffId,
      lane: 0,
      during,
      blocking: true,
      appointmentId: appointment.id,
    })
    em.create(TenantEvent, {
      id: newId(),
      tenantId: tenant.id,
      type: 'appointment.created',
      occurredAt: now,
      actorKind: 'user',
      actorId: tenant.userId,
      requestId: `req_${randomUUID()}`,
      branchId: staff.branchId,
      subjectType: 'Appointment',
      subjectId: appointment.id,
      payload: { status: 'BOOKED', source: 'PANEL', customerId, serviceId, staffId, resourceIds: [] },
    })
    em.create(KpiDelta, {
      tenantId: tenant.id,
      measure: 'appointments_scheduled',
      day: localDay(startsAt),
      branchId: staff.branchId,
      assigneeId: staffId,
      amount: '1',
    })
    await em.flush()
    return appointment
  }
}

@Resolver()
export class FigureResolver {
  @Query(() => [RevenueDay])
  async revenueByDay(
    @Arg('from', () => String) from: string,
    @Arg('to', () => String) to: string,
    @Ctx() { em }: ObviousContext,
  ): Promise<RevenueDay[]> {
    const sums = await sumsOf(em, ['revenue_net'], from, to)
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
    return Array.from({ length: days }, (_, index) => {
      const day = new Date(Date.parse(from) + index * 86_400_000).toISOString().slice(0, 10)
      return { day, value: String(sums.get(`revenue_net ${day}`) ?? 0n) }
    })
  }

  @Query(() => ShowRate)
  async showRate(@Arg('day', () => String) day: string, @Ctx() { em }: ObviousContext): Promise<ShowRate> {
    const from = new Date(Date.parse(day) - 27 * 86_400_000).toISOString().slice(0, 10)
    const sums = [...(await sumsOf(em, ['appointments_done', 'appointments_no_show'], from, day))]
    const total = (measure: string) =>
      String(sums.filter(([key]) => key.startsWith(measure)).reduce((sum, [, amount]) => sum + amount, 0n))
    return { noShows: total('appointments_no_show'), kept: total('appointments_done') }
  }
}

async function sumsOf(
  em: EntityManager,
  measures: string[],
  from: string,
  to: string,
): Promise<Map<string, bigint>> {
  const where = { measure: { $in: measures }, day: { $gte: from, $lte: to } }
  const rows = [
    ...(await em.find(KpiRollup, {
      ...where,
      month: { $gte: `${from.slice(0, 8)}01`, $lte: to },
      assigneeId: everybody,
    })),
    ...(await em.find(KpiDelta, where)),
  ]
  const sums = new Map<string, bigint>()
  for (const { measure, day, amount } of rows) {
    const key = `${measure} ${day}`
    sums.set(key, (sums.get(key) ?? 0n) + BigInt(amount))
  }
  return sums
}

async function refuseClosed(
  em: EntityManager,
  staff: StaffMember,
  startsAt: Date,
  endsAt: Date,
): Promise<void> {
  const hours = await em.find(WorkingHours, { branchId: staff.branchId, archivedAt: null })
  const closed = await em.count(ClosedDay, { day: localDay(startsAt), archivedAt: null })
  const weekday = ((local(startsAt).getUTCDay() + 6) % 7) + 1
  const time = (moment: Date) => local(moment).toISOString().slice(11, 16)
  const isOpen = hours.some(
    (one) =>
      !one.staffId &&
      !one.resourceId &&
      one.weekday === weekday &&
      one.opensAt.slice(0, 5) <= time(startsAt) &&
      time(endsAt) <= one.closesAt.slice(0, 5),
  )
  if (!isOpen || closed > 0 || hours.some(({ staffId }) => staffId === staff.id))
    throw new Error('This is outside of working hours.')
}

/** The data set's time zone has had one offset for years. */
const offsetMs = timeZone === 'Europe/Istanbul' ? 3 * 3_600_000 : 0
const local = (moment: Date) => new Date(moment.getTime() + offsetMs)
const localDay = (moment: Date) => local(moment).toISOString().slice(0, 10)
