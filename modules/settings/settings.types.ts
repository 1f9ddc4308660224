import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { attributeOf, choiceEnum, recordMeta, scalars } from '../../schema/index.ts'
import { TaxRate } from './tax-rate.ts'
import type { EffectiveRate } from './tax-table.ts'

const TaxClass = choiceEnum(attributeOf(recordMeta(TaxRate), 'taxClass'))

const TaxRateSource = { LAW: 'LAW', OWN: 'OWN' } as const
registerEnumType(TaxRateSource, {
  name: 'TaxRateSource',
  description: 'LAW: as the state set it. OWN: as the business set it for itself.',
})

@ObjectType({ simpleResolvers: true, description: 'A rate of a class of goods and services, from a day on.' })
export class EffectiveTaxRate implements EffectiveRate {
  @Field(() => TaxClass)
  taxClass!: EffectiveRate['taxClass']

  @Field(() => Int, { description: 'Hundredths of a percent: 2000 is 20 %.' })
  rateBasisPoints!: number

  @Field(() => scalars.LocalDate)
  validFrom!: string

  @Field(() => TaxRateSource)
  source!: EffectiveRate['source']
}

@ObjectType({ simpleResolvers: true })
export class TaxTable {
  @Field(() => scalars.LocalDate, { description: 'The day that was asked for.' })
  day!: string

  @Field(() => [EffectiveTaxRate], { description: 'What holds on that day, one rate per class.' })
  rates!: EffectiveTaxRate[]

  @Field(() => [EffectiveTaxRate], {
    description: 'All that held before and is known to come, newest first.',
  })
  history!: EffectiveTaxRate[]
}
