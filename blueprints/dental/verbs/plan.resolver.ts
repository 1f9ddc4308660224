import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import {
  Allow,
  type Payload,
  payloadOf,
  type RequestContext,
  recordPayload,
  versionedInput,
} from '../../../schema/index.ts'
import { PatientEpisode } from '../records/patient-episode.ts'
import { TreatmentItem } from '../records/treatment-item.ts'
import { archiveTreatmentItem } from './archive-treatment-item.ts'
import { decideTreatmentPlan, type PlanState } from './decide-treatment-plan.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

const PlanInput = versionedInput('TreatmentPlanInput')
const ArchiveInput = versionedInput('ArchiveTreatmentItemInput')
const ArchivePayload = payloadOf(TreatmentItem, 'ArchiveTreatmentItemPayload')
const PlanPayload = payloadOf(PatientEpisode, 'TreatmentPlanPayload')

@Resolver()
export class PlanResolver {
  @Mutation(() => PlanPayload, { description: 'The plan was shown to the patient.' })
  @Allow('signed-in')
  presentTreatmentPlan(@Arg('input', () => PlanInput) input: object, @Ctx() context: RequestContext) {
    return decided(context, input, 'PRESENTED')
  }

  @Mutation(() => PlanPayload, { description: 'The patient signed: fees of its items are frozen.' })
  @Allow('signed-in')
  acceptTreatmentPlan(@Arg('input', () => PlanInput) input: object, @Ctx() context: RequestContext) {
    return decided(context, input, 'ACCEPTED')
  }

  @Mutation(() => PlanPayload)
  @Allow('signed-in')
  rejectTreatmentPlan(@Arg('input', () => PlanInput) input: object, @Ctx() context: RequestContext) {
    return decided(context, input, 'REJECTED')
  }

  @Mutation(() => PlanPayload, {
    description: 'Makes a draft of a plan again; of a signed one only owners and managers may.',
  })
  @Allow('signed-in')
  reopenTreatmentPlan(@Arg('input', () => PlanInput) input: object, @Ctx() context: RequestContext) {
    return decided(context, input, 'DRAFT')
  }

  @Mutation(() => ArchivePayload, { description: 'Takes an item off a plan that is not signed.' })
  @Allow('signed-in')
  archiveTreatmentItem(
    @Arg('input', () => ArchiveInput) input: object,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return recordPayload(context, TreatmentItem, (work) => archiveTreatmentItem(work, input as Versioned))
  }
}

function decided(context: RequestContext, input: object, state: PlanState): Promise<Payload> {
  return recordPayload(context, PatientEpisode, (work) =>
    decideTreatmentPlan(work, input as Versioned, state),
  )
}
