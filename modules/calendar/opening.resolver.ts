import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, nobodyId, type Payload, type RequestContext } from '../../schema/index.ts'
import { Branch } from '../tenancy/index.ts'
import { closeOnHolidays } from './close-on-holidays.ts'
import { askedIds } from './known-ids.ts'
import { officialHolidays } from './official-holidays.ts'
import * as types from './opening.types.ts'
import { openingHours, setOpeningHours } from './opening-hours.ts'

/** When the business is open. */
@Resolver()
export class OpeningResolver {
  @Query(() => [types.OpeningDay], { description: 'The week of a branch, Monday first.' })
  @Allow('signed-in')
  async openingHours(
    @Arg('branchId', () => ID) branch: string,
    @Ctx() context: RequestContext,
  ): Promise<types.OpeningDay[]> {
    const { ids, seen } = askedIds(context.read, { branchId: [Branch, branch] })
    const [hours] = await Promise.all([openingHours(context.read, ids.branchId ?? nobodyId), seen])
    return hours
  }

  @Query(() => [types.OfficialHolidayInfo], {
    nullable: true,
    description: 'The official holidays of a year in Türkiye; null while its dates are not published.',
  })
  @Allow('signed-in')
  officialHolidays(@Arg('year', () => Int) year: number): types.OfficialHolidayInfo[] | null {
    return officialHolidays(year)
  }

  @Mutation(() => types.SetOpeningHoursPayload, { description: 'Replaces the weekly hours of a branch.' })
  @Allow(['owner', 'manager'])
  setOpeningHours(
    @Arg('input', () => types.SetOpeningHoursInput) input: types.SetOpeningHoursInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return setOpeningHours(context, input)
  }

  @Mutation(() => types.CloseOnHolidaysPayload, {
    description: 'Closes the whole business on official holidays of a year.',
  })
  @Allow(['owner', 'manager'])
  closeOnHolidays(
    @Arg('input', () => types.CloseOnHolidaysInput) input: types.CloseOnHolidaysInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return closeOnHolidays(context, input)
  }
}
