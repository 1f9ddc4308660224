import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql'
import { Allow, Costs, type RequestContext, scalars } from '../../schema/index.ts'
import { availableSlots } from './available-slots.ts'
import { calendarDay } from './calendar-day.ts'
import { AvailableSlot, CalendarConflict, CalendarDay, CapacityBucket } from './calendar-day.types.ts'
import { capacity } from './capacity.ts'
import { calendarConflicts } from './conflicts.ts'

const branch = { nullable: true, description: 'Left out: all branches.' }

/** How full the calendar is, and where something fits. */
@Resolver()
export class CalendarResolver {
  @Query(() => CalendarDay, { description: 'A day by person and by resource.' })
  @Allow('signed-in')
  @Costs({ points: 30 })
  calendarDay(
    @Arg('day', () => scalars.LocalDate) day: string,
    @Arg('branchId', () => ID, branch) branchId: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CalendarDay> {
    return calendarDay(context, info, day, branchId)
  }

  @Query(() => [CapacityBucket], {
    description: 'A day in half hours: how many work, and how many of them are taken.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 24 })
  capacity(
    @Arg('day', () => scalars.LocalDate) day: string,
    @Arg('branchId', () => ID, branch) branchId: string | null,
    @Ctx() context: RequestContext,
  ): Promise<CapacityBucket[]> {
    return capacity(context, day, branchId)
  }

  @Query(() => [AvailableSlot], {
    description:
      'Starts of a day, on quarters of an hour from now on, at which the viewer could book the service.',
  })
  @Allow('signed-in')
  @Costs({ points: 30, rows: 50 })
  availableSlots(
    @Arg('serviceId', () => ID) serviceId: string,
    @Arg('day', () => scalars.LocalDate) day: string,
    @Arg('staffId', () => ID, { nullable: true }) staffId: string | null,
    @Arg('resourceId', () => ID, { nullable: true }) resourceId: string | null,
    @Arg('branchId', () => ID, branch) branchId: string | null,
    @Arg('movingId', () => ID, {
      nullable: true,
      description: 'An appointment whose own time counts as free.',
    })
    movingId: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AvailableSlot[]> {
    return availableSlots(context, info, { serviceId, day, staffId, resourceId, branchId, movingId })
  }

  @Query(() => [CalendarConflict], {
    description: 'Appointments to come that cannot take place as they stand, earliest first, at most 200.',
  })
  @Allow('signed-in')
  @Costs({ points: 20, rows: 50 })
  calendarConflicts(
    @Arg('staffId', () => ID, { nullable: true }) staffId: string | null,
    @Arg('resourceId', () => ID, { nullable: true }) resourceId: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CalendarConflict[]> {
    return calendarConflicts(context, info, staffId, resourceId)
  }
}
