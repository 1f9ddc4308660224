import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext, scalars, viewerOf } from '../../schema/index.ts'
import { localDate } from './local-date.ts'
import { saveBusinessProfile } from './save-business-profile.ts'
import { SaveBusinessProfileInput, SaveBusinessProfilePayload } from './settings.inputs.ts'
import { TaxTable } from './settings.types.ts'
import { ratesOn, taxHistory } from './tax-table.ts'

/** What a business says of itself. */
@Resolver()
export class SettingsResolver {
  @Query(() => TaxTable, { description: 'The tax rates of a day.' })
  @Allow('signed-in')
  async taxTable(
    @Arg('day', () => scalars.LocalDate, { nullable: true, description: 'Left out: today.' }) day:
      | string
      | null,
    @Ctx() context: RequestContext,
  ): Promise<TaxTable> {
    const asked = day ?? localDate(context.clock.now(), viewerOf(context).timeZone)
    const history = await taxHistory(context.read)
    return { day: asked, rates: ratesOn(history, asked), history }
  }

  @Mutation(() => SaveBusinessProfilePayload, { description: 'Changes who the business is to others.' })
  @Allow(['owner'])
  saveBusinessProfile(
    @Arg('input', () => SaveBusinessProfileInput) input: SaveBusinessProfileInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return saveBusinessProfile(context, input)
  }
}
