import { Field, ID, InputType, Int } from 'type-graphql'
import {
  attributeOf,
  choiceEnum,
  payloadOf,
  pick,
  recordMeta,
  versionedInput,
} from '../../../schema/index.ts'
import { JobLine } from '../records/job-line.ts'
import { Vehicle } from '../records/vehicle.ts'
import { type JobStep, VehicleJobCard } from '../records/vehicle-job-card.ts'

const Step = choiceEnum(attributeOf(recordMeta(VehicleJobCard), 'step'))

@InputType()
export class MoveJobCardInput extends pick(VehicleJobCard, 'waiting') {
  declare waiting?: VehicleJobCard['waiting']

  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version that the change was made from.' })
  version!: number

  @Field(() => Step)
  step!: JobStep
}

@InputType()
export class AskForApprovalInput {
  @Field(() => ID)
  jobCardId!: string

  @Field(() => [ID], {
    nullable: true,
    description:
      'Lines to ask about, declined ones included; all that were not asked about yet when left out.',
  })
  lineIds?: string[] | null
}

@InputType()
export class DecideJobLineInput extends pick(JobLine, 'approvedVia') {
  declare approvedVia?: JobLine['approvedVia']

  @Field(() => ID)
  id!: string

  @Field(() => Int, { description: 'The version that the change was made from.' })
  version!: number

  @Field(() => Boolean)
  approved!: boolean
}

@InputType()
export class CorrectOdometerInput extends versionedInput('VersionedVehicleInput') {
  declare id: string
  declare version: number

  @Field(() => Int, { description: 'What it really reads, in kilometres.' })
  odometerKm!: number
}

export const JobCardPayload = payloadOf(VehicleJobCard, 'JobCardPayload')
export const ArchiveJobLineInput = versionedInput('ArchiveJobLineInput')
export const ArchiveJobLinePayload = payloadOf(JobLine, 'ArchiveJobLinePayload')
export const JobLinePayload = payloadOf(JobLine, 'DecideJobLinePayload')
export const CorrectOdometerPayload = payloadOf(Vehicle, 'CorrectOdometerPayload')
