import { Field, ID, InputType } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  payloadOf,
  pick,
  recordMeta,
  scalars,
  versionedInput,
} from '../../schema/index.ts'
import { Appointment } from './appointment.ts'

const outsideHours = 'Owners and managers may go beyond working hours; others are refused.'

@InputType()
export class BookAppointmentInput extends pick(
  Appointment,
  'customer',
  'service',
  'resource',
  'startsAt',
  'note',
) {
  declare customerId: string
  declare serviceId: string
  declare startsAt: Date
  declare resourceId?: string | null
  declare note?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Left out: the least busy of those who are qualified and free.',
  })
  staffId?: string | null

  @Field(() => ID, { nullable: true, description: "Left out: the staff member's, or the first." })
  branchId?: string | null

  @Field(() => scalars.Long, { nullable: true, description: "Minor units; left out: the service's price." })
  priceMinor?: string | null

  @Field(() => Boolean, { defaultValue: false, description: outsideHours })
  allowOutsideHours!: boolean
}

@InputType()
export class RescheduleAppointmentInput extends versionedInput('RescheduleAppointmentBase') {
  declare id: string
  declare version: number

  @Field(() => scalars.DateTime, {
    nullable: true,
    description: 'Left out: the time stays, and somebody or something else serves.',
  })
  startsAt?: Date | null

  @Field(() => ID, { nullable: true, description: 'Left out: the same person.' })
  staffId?: string | null

  @Field(() => ID, {
    nullable: true,
    description: 'Left out: the same resource if it is free then, or another that fits.',
  })
  resourceId?: string | null

  @Field(() => Boolean, { defaultValue: false, description: outsideHours })
  allowOutsideHours!: boolean
}

const CancelReason = choiceEnum(attributeOf(recordMeta(Appointment), 'cancelReason'))

@InputType()
export class CancelAppointmentInput extends versionedInput('CancelAppointmentBase') {
  declare id: string
  declare version: number

  @Field(() => CancelReason)
  reason!: NonNullable<Appointment['cancelReason']>

  @Field(() => String, { nullable: true, description: "Added to the appointment's note." })
  note?: string | null
}

/** The part of every verb's input that says which state of which appointment it was decided on. */
export interface VersionedInput {
  readonly id: string
  readonly version: number
}

export const ConfirmAppointmentInput = versionedInput('ConfirmAppointmentInput')
export const MarkAppointmentArrivedInput = versionedInput('MarkAppointmentArrivedInput')
export const StartAppointmentInput = versionedInput('StartAppointmentInput')
export const CompleteAppointmentInput = versionedInput('CompleteAppointmentInput')
export const MarkAppointmentNoShowInput = versionedInput('MarkAppointmentNoShowInput')
export const UndoAppointmentStatusInput = versionedInput('UndoAppointmentStatusInput')

export const BookAppointmentPayload = payloadOf(Appointment, 'BookAppointmentPayload')
export const RescheduleAppointmentPayload = payloadOf(Appointment, 'RescheduleAppointmentPayload')
export const ConfirmAppointmentPayload = payloadOf(Appointment, 'ConfirmAppointmentPayload')
export const MarkAppointmentArrivedPayload = payloadOf(Appointment, 'MarkAppointmentArrivedPayload')
export const StartAppointmentPayload = payloadOf(Appointment, 'StartAppointmentPayload')
export const CompleteAppointmentPayload = payloadOf(Appointment, 'CompleteAppointmentPayload')
export const MarkAppointmentNoShowPayload = payloadOf(Appointment, 'MarkAppointmentNoShowPayload')
export const CancelAppointmentPayload = payloadOf(Appointment, 'CancelAppointmentPayload')
export const UndoAppointmentStatusPayload = payloadOf(Appointment, 'UndoAppointmentStatusPayload')
