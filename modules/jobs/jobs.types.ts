import { Field, ID, InputType } from 'type-graphql'
import { payloadOf } from '../../schema/index.ts'
import { BackgroundJob } from './background-job.ts'

@InputType()
export class BackgroundJobInput {
  @Field(() => ID)
  id!: string
}

export const RetryJobPayload = payloadOf(BackgroundJob, 'RetryJobPayload')
export const DiscardJobPayload = payloadOf(BackgroundJob, 'DiscardJobPayload')
