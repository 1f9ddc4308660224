import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext, recordPayload } from '../../../schema/index.ts'
import { JobLine } from '../records/job-line.ts'
import { Vehicle } from '../records/vehicle.ts'
import { VehicleJobCard } from '../records/vehicle-job-card.ts'
import { askForApproval, decideJobLine } from './approvals.ts'
import { archiveJobLine } from './archive-job-line.ts'
import { correctOdometer } from './correct-odometer.ts'
import { moveJobCard } from './move-job-card.ts'
import {
  ArchiveJobLineInput,
  ArchiveJobLinePayload,
  AskForApprovalInput,
  CorrectOdometerInput,
  CorrectOdometerPayload,
  DecideJobLineInput,
  JobCardPayload,
  JobLinePayload,
  MoveJobCardInput,
} from './workshop.inputs.ts'

@Resolver()
export class WorkshopResolver {
  @Mutation(() => JobCardPayload, { description: 'Moves a job card to another step.' })
  @Allow('signed-in')
  moveJobCard(
    @Arg('input', () => MoveJobCardInput) input: MoveJobCardInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, VehicleJobCard, (work) => moveJobCard(work, input))
  }

  @Mutation(() => JobCardPayload, { description: 'Puts lines of a job card before the customer.' })
  @Allow('signed-in')
  askForApproval(
    @Arg('input', () => AskForApprovalInput) input: AskForApprovalInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, VehicleJobCard, (work) => askForApproval(work, input))
  }

  @Mutation(() => JobLinePayload, { description: 'What the customer said to one line.' })
  @Allow('signed-in')
  decideJobLine(
    @Arg('input', () => DecideJobLineInput) input: DecideJobLineInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    const { approvedVia = null, ...decision } = input
    return recordPayload(context, JobLine, (work) => decideJobLine(work, { ...decision, via: approvedVia }))
  }

  @Mutation(() => ArchiveJobLinePayload, {
    description: 'Takes a line off a job card while the customer was not asked about it.',
  })
  @Allow('signed-in')
  archiveJobLine(
    @Arg('input', () => ArchiveJobLineInput) input: object,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, JobLine, (work) =>
      archiveJobLine(work, input as { id: string; version: number }),
    )
  }

  @Mutation(() => CorrectOdometerPayload, {
    description: 'Puts a wrong odometer reading right; the correction stays in the event log.',
  })
  @Allow(['owner', 'manager'])
  correctOdometer(
    @Arg('input', () => CorrectOdometerInput) input: CorrectOdometerInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, Vehicle, (work) => correctOdometer(work, input))
  }
}
