import { Field, Int, ObjectType } from 'type-graphql'
import { scalars, TranslatedText } from '../../schema/index.ts'
import { RevenueGrouping, type RevenueGroupingName, type RevenueSums } from './revenue-summary.ts'

@ObjectType({ simpleResolvers: true, description: 'Amounts in minor units; reversals are subtracted.' })
export class RevenueTotals implements RevenueSums {
  @Field(() => scalars.Long, { description: 'Before discount, tax included.' })
  grossMinor!: string

  @Field(() => scalars.Long)
  discountMinor!: string

  @Field(() => scalars.Long)
  taxMinor!: string

  @Field(() => scalars.Long)
  feeMinor!: string

  @Field(() => scalars.Long, { description: 'Gross − discount − tax − fee.' })
  netMinor!: string

  @Field(() => Int, { description: 'Sales; a reversed one still counts, see reversalCount.' })
  count!: number

  @Field(() => Int)
  reversalCount!: number
}

@ObjectType({ simpleResolvers: true })
export class RevenueGroup extends RevenueTotals {
  @Field(() => String, {
    nullable: true,
    description:
      'The day, the value of the enum, or the id of the service or staff member; null for lines without one.',
  })
  key!: string | null

  @Field(() => TranslatedText, { nullable: true, description: 'The name of a source or method.' })
  label!: TranslatedText | null

  /** UUID; the service and staff member are read through it. */
  linked!: string | null
}

@ObjectType({
  simpleResolvers: true,
  description: 'The ledger over some days, as far as the viewer reaches.',
})
export class RevenueSummary {
  @Field(() => scalars.LocalDate)
  from!: string

  @Field(() => scalars.LocalDate)
  to!: string

  @Field(() => RevenueGrouping)
  groupBy!: RevenueGroupingName

  @Field(() => String, { description: 'IANA name of the time zone in which the days begin.' })
  timeZone!: string

  @Field(() => String, { description: "The tenant's; lines in another currency are not summed." })
  currency!: string

  @Field(() => [RevenueGroup], { description: 'Every day in order; otherwise the largest net amount first.' })
  groups!: RevenueGroup[]

  @Field(() => RevenueTotals)
  total!: RevenueTotals

  @Field(() => [String], { description: 'Currencies of lines in these days that were left out.' })
  otherCurrencies!: string[]
}
