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
import { Task } from './task.ts'

const Priority = choiceEnum(attributeOf(recordMeta(Task), 'priority'))

@InputType()
export class CreateTaskInput extends pick(
  Task,
  'title',
  'note',
  'dueAt',
  'priority',
  'customer',
  'appointment',
) {
  declare title: string
  declare customerId?: string | null
  declare appointmentId?: string | null

  @Field(() => ID, { nullable: true, description: 'Left out: whoever creates it.' })
  ownerId?: string | null
}

@InputType({ description: 'What is left out stays.' })
export class UpdateTaskInput extends versionedInput('UpdateTaskBase') {
  declare id: string
  declare version: number

  @Field(() => String, { nullable: true })
  title?: string | null

  @Field(() => String, { nullable: true })
  note?: string | null

  @Field(() => scalars.DateTime, { nullable: true })
  dueAt?: Date | null

  @Field(() => Priority, { nullable: true })
  priority?: Task['priority'] | null

  @Field(() => ID, { nullable: true })
  ownerId?: string | null

  @Field(() => ID, { nullable: true })
  customerId?: string | null

  @Field(() => ID, { nullable: true })
  appointmentId?: string | null
}

@InputType()
export class SnoozeTaskInput extends versionedInput('SnoozeTaskBase') {
  declare id: string
  declare version: number

  @Field(() => scalars.DateTime, { description: 'The new moment; it has to be ahead.' })
  until!: Date
}

/** Which state of which task, or reminder, a verb was decided on. */
export interface VersionedInput {
  readonly id: string
  readonly version: number
}

export const CompleteTaskInput = versionedInput('CompleteTaskInput')
export const ReopenTaskInput = versionedInput('ReopenTaskInput')
export const CancelTaskInput = versionedInput('CancelTaskInput')

export const CreateTaskPayload = payloadOf(Task, 'CreateTaskPayload')
export const UpdateTaskPayload = payloadOf(Task, 'UpdateTaskPayload')
export const CompleteTaskPayload = payloadOf(Task, 'CompleteTaskPayload')
export const ReopenTaskPayload = payloadOf(Task, 'ReopenTaskPayload')
export const CancelTaskPayload = payloadOf(Task, 'CancelTaskPayload')
export const SnoozeTaskPayload = payloadOf(Task, 'SnoozeTaskPayload')
