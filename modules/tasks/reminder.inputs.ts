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
import { Reminder } from './reminder.ts'

const Kind = choiceEnum(attributeOf(recordMeta(Reminder), 'kind'))

@InputType()
export class CreateReminderInput extends pick(
  Reminder,
  'remindAt',
  'kind',
  'note',
  'customer',
  'appointment',
  'task',
) {
  declare remindAt: Date

  @Field(() => ID, { nullable: true, description: 'Left out: whoever creates it.' })
  ownerId?: string | null
}

@InputType({ description: 'What is left out stays. A new time makes it wait again.' })
export class UpdateReminderInput extends versionedInput('UpdateReminderBase') {
  declare id: string
  declare version: number

  @Field(() => scalars.DateTime, { nullable: true })
  remindAt?: Date | null

  @Field(() => Kind, { nullable: true })
  kind?: Reminder['kind'] | null

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => ID, { nullable: true })
  ownerId?: string | null
}

export const CompleteReminderInput = versionedInput('CompleteReminderInput')
export const DismissReminderInput = versionedInput('DismissReminderInput')

export const CreateReminderPayload = payloadOf(Reminder, 'CreateReminderPayload')
export const UpdateReminderPayload = payloadOf(Reminder, 'UpdateReminderPayload')
export const CompleteReminderPayload = payloadOf(Reminder, 'CompleteReminderPayload')
export const DismissReminderPayload = payloadOf(Reminder, 'DismissReminderPayload')
