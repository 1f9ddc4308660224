import { Field, ID, InputType } from 'type-graphql'
import { attributeOf, choiceEnum, payloadOf, recordMeta, scalars } from '../../schema/index.ts'
import { RevenueEvent } from './revenue-event.ts'

const PaymentMethod = choiceEnum(attributeOf(recordMeta(RevenueEvent), 'method'))

@InputType({ description: 'A sale. Amounts are in minor units (kuruş); prices include tax.' })
export class RecordRevenueInput {
  @Field(() => scalars.Long, { description: 'What was asked for, before discount, tax included.' })
  grossMinor!: string

  @Field(() => scalars.Long, { defaultValue: '0' })
  discountMinor!: string

  @Field(() => scalars.Long, {
    defaultValue: '0',
    description: 'The tax within the price; 0 when not known.',
  })
  taxMinor!: string

  @Field(() => scalars.Long, { defaultValue: '0', description: 'What the payment provider keeps.' })
  feeMinor!: string

  @Field(() => scalars.Long, {
    nullable: true,
    description: 'Left out: gross − discount − tax − fee. Given: must be exactly that.',
  })
  netMinor?: string | null

  @Field(() => String, { nullable: true, description: "ISO 4217 code; left out: the tenant's currency." })
  currency?: string | null

  @Field(() => PaymentMethod)
  method!: RevenueEvent['method']

  @Field(() => scalars.DateTime, { nullable: true, description: 'Left out: now. Never in the future.' })
  occurredAt?: Date | null

  @Field(() => ID, {
    nullable: true,
    description: 'Customer, staff member, service and branch are taken from it unless given.',
  })
  appointmentId?: string | null

  @Field(() => ID, { nullable: true })
  customerId?: string | null

  @Field(() => ID, { nullable: true })
  staffId?: string | null

  @Field(() => ID, { nullable: true })
  serviceId?: string | null

  @Field(() => ID, { nullable: true })
  branchId?: string | null

  @Field(() => String, { nullable: true, description: 'Number in another system; once per business.' })
  externalRef?: string | null
}

@InputType()
export class ReverseRevenueInput {
  @Field(() => ID)
  id!: string

  @Field(() => String, { description: 'Kept with the reversal, at most 500 characters.' })
  reason!: string
}

export const RecordRevenuePayload = payloadOf(RevenueEvent, 'RecordRevenuePayload')
export const ReverseRevenuePayload = payloadOf(RevenueEvent, 'ReverseRevenuePayload')
