import { Field, ID, InputType, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql'
import { DateTime, Decimal, LocalDate, LocalTime, Long } from '../scalars.ts'

@InterfaceType('Node', {
  description: 'Anything that has an id of its own and can be fetched by it.',
  resolveType: (row: { __typename?: string; '@'?: string }) => row.__typename ?? row['@'],
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque, sortable by creation, prefixed with its type.' })
  id!: string
}

@ObjectType('PageInfo', { simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean

  @Field(() => Boolean)
  hasPreviousPage!: boolean

  @Field(() => String, { nullable: true })
  startCursor!: string | null

  @Field(() => String, { nullable: true })
  endCursor!: string | null
}

@ObjectType('TranslatedText', { simpleResolvers: true, description: 'The same text in each language.' })
export class TranslatedText {
  @Field(() => String)
  en!: string

  @Field(() => String)
  tr!: string
}

@InputType('TranslatedTextInput')
export class TranslatedTextInput {
  @Field(() => String)
  en!: string

  @Field(() => String)
  tr!: string
}

export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const
registerEnumType(OrderDirection, { name: 'OrderDirection' })

@InputType('IdFilter')
export class IdFilter {
  @Field(() => ID, { nullable: true })
  eq?: string

  @Field(() => [ID], { nullable: true })
  in?: string[]

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('TextFilter')
export class TextFilter {
  @Field(() => String, { nullable: true })
  eq?: string

  @Field(() => [String], { nullable: true })
  in?: string[]

  @Field(() => String, {
    nullable: true,
    description:
      'Found anywhere in the text; case and Turkish letters are folded, so "cigdem" finds "Çiğdem".',
  })
  contains?: string

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('TagsFilter')
export class TagsFilter {
  @Field(() => String, { nullable: true, description: 'Has this tag.' })
  contains?: string
}

@InputType('FlagFilter')
export class FlagFilter {
  @Field(() => Boolean, { nullable: true })
  eq?: boolean

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('PresenceFilter')
export class PresenceFilter {
  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('IntFilter')
export class IntFilter {
  @Field(() => Int, { nullable: true })
  eq?: number

  @Field(() => [Int], { nullable: true })
  in?: number[]

  @Field(() => Int, { nullable: true })
  gte?: number

  @Field(() => Int, { nullable: true })
  lte?: number

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('LongFilter')
export class LongFilter {
  @Field(() => Long, { nullable: true })
  eq?: string

  @Field(() => [Long], { nullable: true })
  in?: string[]

  @Field(() => Long, { nullable: true })
  gte?: string

  @Field(() => Long, { nullable: true })
  lte?: string

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('DecimalFilter')
export class DecimalFilter {
  @Field(() => Decimal, { nullable: true })
  eq?: string

  @Field(() => Decimal, { nullable: true })
  gte?: string

  @Field(() => Decimal, { nullable: true })
  lte?: string

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('DateTimeFilter')
export class DateTimeFilter {
  @Field(() => DateTime, { nullable: true })
  eq?: Date

  @Field(() => DateTime, { nullable: true })
  gte?: Date

  @Field(() => DateTime, { nullable: true })
  lte?: Date

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('LocalDateFilter')
export class LocalDateFilter {
  @Field(() => LocalDate, { nullable: true })
  eq?: string

  @Field(() => LocalDate, { nullable: true })
  gte?: string

  @Field(() => LocalDate, { nullable: true })
  lte?: string

  @Field(() => Boolean, { nullable: true })
  isNull?: boolean
}

@InputType('LocalTimeFilter')
export class LocalTimeFilter {
  @Field(() => LocalTime, { nullable: true })
  eq?: string

  @Field(() => LocalTime, { nullable: true })
  gte?: string

  @Field(() => LocalTime, { nullable: true })
  lte?: string
}

/** Codes of every installed module and blueprint; filled by the composition before the schema is built. */
export const userErrorCodes: { [code: string]: string } = {}
registerEnumType(userErrorCodes, { name: 'UserErrorCode' })

@ObjectType('UserError', {
  simpleResolvers: true,
  description: 'One thing that is wrong with what was entered.',
})
export class UserErrorType {
  @Field(() => userErrorCodes)
  code!: string

  @Field(() => [String], {
    nullable: true,
    description: 'Path of the input field it is about; null: the whole input.',
  })
  field!: string[] | null

  @Field(() => String, { description: 'What to tell the person, in their language.' })
  message!: string

  @Field(() => String, { nullable: true })
  docsUrl!: string | null
}
