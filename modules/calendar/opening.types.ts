import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import { type Row, scalars, TranslatedText, UserErrorType } from '../../schema/index.ts'
import { ClosedDay } from './closed-day.ts'

@ObjectType({ simpleResolvers: true })
export class OpeningSpan {
  @Field(() => scalars.LocalTime)
  opensAt!: string

  @Field(() => scalars.LocalTime, { description: '23:59 lasts until the end of the day.' })
  closesAt!: string
}

@ObjectType({
  simpleResolvers: true,
  description: 'A weekday of a branch; without stretches it is a day off.',
})
export class OpeningDay {
  @Field(() => Int, { description: 'ISO: 1 is Monday, 7 is Sunday.' })
  weekday!: number

  @Field(() => [OpeningSpan])
  spans!: OpeningSpan[]
}

@InputType()
export class OpeningSpanInput implements OpeningSpan {
  @Field(() => scalars.LocalTime)
  opensAt!: string

  @Field(() => scalars.LocalTime)
  closesAt!: string
}

@InputType()
export class OpeningDayInput implements OpeningDay {
  @Field(() => Int, { description: 'ISO: 1 is Monday, 7 is Sunday.' })
  weekday!: number

  @Field(() => [OpeningSpanInput])
  spans!: OpeningSpanInput[]
}

@InputType()
export class SetOpeningHoursInput {
  @Field(() => ID)
  branchId!: string

  @Field(() => [OpeningDayInput], { description: 'A weekday that is left out becomes a day off.' })
  days!: OpeningDayInput[]
}

@ObjectType({ simpleResolvers: true })
export class SetOpeningHoursPayload {
  @Field(() => [OpeningDay], {
    nullable: true,
    description: 'The week as it is now; null when nothing was done.',
  })
  openingHours!: OpeningDay[] | null

  @Field(() => [UserErrorType], { description: 'Empty when all went well.' })
  userErrors!: UserErrorType[]
}

@InputType()
export class CloseOnHolidaysInput {
  @Field(() => Int)
  year!: number

  @Field(() => [String], { nullable: true, description: 'Keys of officialHolidays; left out: all of them.' })
  holidays?: string[] | null
}

@ObjectType({ simpleResolvers: true })
export class CloseOnHolidaysPayload {
  @Field(() => [ClosedDay], { nullable: true, description: 'The days that were added.' })
  closedDays!: Row[] | null

  @Field(() => [UserErrorType], { description: 'Empty when all went well.' })
  userErrors!: UserErrorType[]
}

@ObjectType({ simpleResolvers: true, description: 'A day on which offices are closed by law.' })
export class OfficialHolidayInfo {
  @Field(() => String)
  key!: string

  @Field(() => TranslatedText)
  title!: TranslatedText

  @Field(() => scalars.LocalDate)
  day!: string

  @Field(() => scalars.LocalTime, { nullable: true, description: 'Half a day: until when it is open.' })
  closesAt!: string | null

  @Field(() => String, { description: 'Where the date comes from.' })
  source!: string
}
