import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import {
  Allow,
  attributeOf,
  Costs,
  encodeId,
  type Payload,
  type RequestContext,
  type Row,
  recordMeta,
  scalars,
  viewerOf,
} from '../../schema/index.ts'
import { StaffMember } from '../calendar/index.ts'
import { Service } from '../catalog/index.ts'
import { recordRevenue } from './record-revenue.ts'
import {
  RecordRevenueInput,
  RecordRevenuePayload,
  ReverseRevenueInput,
  ReverseRevenuePayload,
} from './revenue.inputs.ts'
import { RevenueGroup, RevenueSummary } from './revenue.types.ts'
import { RevenueEvent } from './revenue-event.ts'
import {
  RevenueGrouping,
  type RevenueGroupingName,
  revenueSummary,
  type SummarisedGroup,
} from './revenue-summary.ts'
import { reverseRevenue } from './reverse-revenue.ts'

/** The ledger: written by owners and managers, read as far as one reaches. */
@Resolver(() => RevenueGroup)
export class RevenueResolver {
  @Mutation(() => RecordRevenuePayload, { description: 'Writes a sale to the ledger.' })
  @Allow(['owner', 'manager'])
  recordRevenue(
    @Arg('input', () => RecordRevenueInput) input: RecordRevenueInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordRevenue(context, input)
  }

  @Mutation(() => ReverseRevenuePayload, {
    description: 'Takes a sale back: a new line of today with every amount negated. Once per sale.',
  })
  @Allow(['owner', 'manager'])
  reverseRevenue(
    @Arg('input', () => ReverseRevenueInput) input: ReverseRevenueInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return reverseRevenue(context, input)
  }

  @Query(() => RevenueSummary, {
    description: 'Sums of the ledger over at most 366 days, both included. Staff get their own sales.',
  })
  @Allow('signed-in')
  @Costs({ points: 20 })
  async revenueSummary(
    @Arg('from', () => scalars.LocalDate) from: string,
    @Arg('to', () => scalars.LocalDate) to: string,
    @Arg('groupBy', () => RevenueGrouping) groupBy: RevenueGroupingName,
    @Ctx() context: RequestContext,
  ): Promise<RevenueSummary> {
    const { timeZone, currency } = viewerOf(context)
    const { groups, total, otherCurrencies } = await revenueSummary(context, from, to, groupBy)
    return {
      from,
      to,
      groupBy,
      timeZone,
      currency,
      total,
      groups: groups.map((group) => shownGroup(group, groupBy)),
      otherCurrencies: [...otherCurrencies],
    }
  }

  @FieldResolver(() => Service, { nullable: true, description: 'When grouped by service.' })
  service(@Root() group: RevenueGroup, @Ctx() context: RequestContext): Promise<Row | null> | null {
    return linkedTo(group, context, Service)
  }

  @FieldResolver(() => StaffMember, { nullable: true, description: 'When grouped by staff member.' })
  staff(@Root() group: RevenueGroup, @Ctx() context: RequestContext): Promise<Row | null> | null {
    return linkedTo(group, context, StaffMember)
  }
}

function shownGroup({ key, ...totals }: SummarisedGroup, groupBy: RevenueGroupingName): RevenueGroup {
  const linked = { SERVICE: Service, STAFF: StaffMember, DAY: null, SOURCE: null, METHOD: null }[groupBy]
  const attribute = groupBy === 'SOURCE' ? 'source' : 'method'
  const words = attributeOf(recordMeta(RevenueEvent), attribute).choice?.values
  return {
    ...totals,
    key: key && linked ? encodeId(recordMeta(linked).prefix, key) : key,
    label: (!linked && words?.[key ?? '']) || null,
    linked: linked && key,
  }
}

function linkedTo(
  { key, linked }: RevenueGroup,
  context: RequestContext,
  record: typeof Service | typeof StaffMember,
): Promise<Row | null> | null {
  const meta = recordMeta(record)
  return linked && key?.startsWith(`${meta.prefix}_`) ? context.read.byId(meta, linked) : null
}
