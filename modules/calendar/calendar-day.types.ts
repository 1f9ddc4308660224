import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import { Costs, type Lookup, scalars } from '../../schema/index.ts'
import { Appointment } from './appointment.ts'
import type { Interval } from './intervals.ts'
import { minutesOf } from './intervals.ts'
import { Resource } from './resource.ts'
import { StaffMember } from './staff-member.ts'

@ObjectType({ simpleResolvers: true, description: 'A stretch of time.' })
export class TimeSpan {
  @Field(() => scalars.DateTime)
  startsAt!: Date

  @Field(() => scalars.DateTime)
  endsAt!: Date

  @Field(() => Int)
  minutes!: number
}

/** An interval as it goes out. */
export function timeSpan(interval: Interval): TimeSpan {
  return {
    startsAt: new Date(interval.start),
    endsAt: new Date(interval.end),
    minutes: minutesOf([interval]),
  }
}

@ObjectType({
  simpleResolvers: true,
  description: 'The customer waits for something to take effect, and the person is free.',
})
export class ProcessingGap extends TimeSpan {
  @Field(() => Appointment)
  appointment!: Lookup

  @Field(() => Boolean, { description: 'Nobody else is booked into it, and it is not over.' })
  free!: boolean
}

@ObjectType({ simpleResolvers: true, description: 'A day of one person or one resource.' })
export class CalendarColumn {
  @Field(() => StaffMember, { nullable: true, description: 'Null in the column of a resource.' })
  staff!: Lookup | null

  @Field(() => Resource, { nullable: true, description: 'Null in the column of a person.' })
  resource!: Lookup | null

  @Field(() => [TimeSpan], {
    description: 'When it works; empty on a day off and where no hours were entered.',
  })
  working!: TimeSpan[]

  @Field(() => Int, { description: 'Times the capacity of a resource.' })
  workingMinutes!: number

  @Field(() => Int, {
    description:
      'Minutes given to customers, without cancelled and missed appointments; waiting during processing does not count for a person.',
  })
  bookedMinutes!: number

  @Field(() => Int, {
    nullable: true,
    description:
      'Booked minutes per hundred working minutes, rounded; null without working minutes. May exceed 100.',
  })
  utilisationPct!: number | null

  @Field(() => [Appointment], { description: 'In order of their start, cancelled ones included.' })
  appointments!: Lookup

  @Field(() => [ProcessingGap])
  processing!: ProcessingGap[]

  @Field(() => [TimeSpan], {
    description: 'Free working time from now on, of at least 30 minutes; processing is told apart from it.',
  })
  fillable!: TimeSpan[]
}

@ObjectType({
  simpleResolvers: true,
  description: 'All that a view of one day shows, within the reach of the viewer.',
})
export class CalendarDay {
  @Field(() => scalars.LocalDate)
  day!: string

  @Field(() => scalars.DateTime, {
    nullable: true,
    description: 'When the first branch opens; null on a closed day.',
  })
  opensAt!: Date | null

  @Field(() => scalars.DateTime, {
    nullable: true,
    description: 'When the last branch closes; null on a closed day.',
  })
  closesAt!: Date | null

  @Field(() => [CalendarColumn], {
    description:
      'Whoever takes appointments or has one on the day, as far as the viewer sees their appointments.',
  })
  @Costs({ rows: 10 })
  staff!: CalendarColumn[]

  @Field(() => [CalendarColumn], { description: 'What is not retired, or has an appointment on the day.' })
  @Costs({ rows: 10 })
  resources!: CalendarColumn[]

  @Field(() => [Appointment], { description: 'In order of their start, cancelled ones included.' })
  @Costs({ rows: 50 })
  appointments!: Lookup

  @Field(() => Int, { description: 'Appointments of the day that `calendarConflicts` lists.' })
  conflicts!: number
}

@ObjectType({
  simpleResolvers: true,
  description: 'Half an hour of a day: how many work, and how many of them are taken.',
})
export class CapacityBucket {
  @Field(() => scalars.DateTime)
  startsAt!: Date

  @Field(() => scalars.DateTime)
  endsAt!: Date

  @Field(() => Int, { description: 'People who work at any moment of it.' })
  workingStaff!: number

  @Field(() => Int, { description: 'People of these who are taken at any moment of it.' })
  busyStaff!: number

  @Field(() => Int)
  workingMinutes!: number

  @Field(() => Int, { description: 'Minutes of these that are taken.' })
  busyMinutes!: number
}

@ObjectType({ simpleResolvers: true, description: 'A time that can be booked, with whom and where.' })
export class AvailableSlot {
  @Field(() => scalars.DateTime)
  startsAt!: Date

  @Field(() => scalars.DateTime)
  endsAt!: Date

  @Field(() => StaffMember)
  staff!: Lookup | null

  @Field(() => Resource, {
    nullable: true,
    description: 'What a booking would take; null when the service needs nothing.',
  })
  resource!: Lookup | null
}

export const ConflictReason = {
  OVERLAP: 'OVERLAP',
  STAFF_INACTIVE: 'STAFF_INACTIVE',
  RESOURCE_OUT_OF_ORDER: 'RESOURCE_OUT_OF_ORDER',
} as const
export type ConflictReason = keyof typeof ConflictReason
registerEnumType(ConflictReason, {
  name: 'ConflictReason',
  description: 'Why an appointment cannot take place as it stands.',
  valuesConfig: {
    OVERLAP: { description: 'Came with an import and overlaps another appointment.' },
    STAFF_INACTIVE: { description: 'The person takes no appointments any more.' },
    RESOURCE_OUT_OF_ORDER: { description: 'A resource that it needs is out of order, retired or archived.' },
  },
})

@ObjectType({
  simpleResolvers: true,
  description: 'An appointment to come that cannot take place as it stands.',
})
export class CalendarConflict {
  @Field(() => Appointment)
  appointment!: Lookup

  @Field(() => [ConflictReason])
  reasons!: ConflictReason[]
}
