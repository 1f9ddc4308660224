import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql'
import {
  Allow,
  Costs,
  LoncaError,
  type Payload,
  Refusal,
  type RequestContext,
  userErrors,
} from '../../schema/index.ts'
import { addSampleData } from './add-sample-data.ts'
import { completeOnboarding } from './complete.ts'
import {
  DismissChecklistItemInput,
  Onboarding,
  OnboardingPayload,
  OnboardingPreview,
  SampleDataPayload,
  SaveOnboardingStepInput,
} from './onboarding.types.ts'
import { onboardingOf, onboardingPreview } from './onboarding-of.ts'
import { removeSampleData } from './remove-sample-data.ts'
import { dismissChecklistItem, saveOnboardingStep } from './save-step.ts'

/** From a signed-up owner to a business that works. */
@Resolver()
export class OnboardingResolver {
  @Query(() => Onboarding, { description: 'How far the set-up is, and what can be chosen.' })
  @Allow(['owner'])
  onboarding(@Ctx() context: RequestContext): Promise<Onboarding> {
    return onboardingOf(context)
  }

  @Query(() => OnboardingPreview, { description: 'The panel as a sector would make it.' })
  @Allow(['owner', 'manager'])
  @Costs({ points: 20 })
  onboardingPreview(
    @Arg('sector', () => String) sector: string,
    @Ctx() context: RequestContext,
  ): OnboardingPreview {
    try {
      return onboardingPreview(context, sector)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw LoncaError.badInput(userErrors(error.reasons, context.locale)[0]?.message ?? '')
    }
  }

  @Mutation(() => OnboardingPayload, { description: 'Keeps answers of the set-up; those left out stay.' })
  @Allow(['owner'])
  saveOnboardingStep(
    @Arg('input', () => SaveOnboardingStepInput) input: SaveOnboardingStepInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return saveOnboardingStep(context, input)
  }

  @Mutation(() => OnboardingPayload, {
    description: 'Makes a working business of the answers, once, in one transaction.',
  })
  @Allow(['owner'])
  completeOnboarding(@Ctx() context: RequestContext): Promise<Payload> {
    return completeOnboarding(context)
  }

  @Mutation(() => OnboardingPayload, { description: 'Puts a line of the first days’ list aside.' })
  @Allow(['owner'])
  dismissChecklistItem(
    @Arg('input', () => DismissChecklistItemInput) input: DismissChecklistItemInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return dismissChecklistItem(context, input)
  }

  @Mutation(() => SampleDataPayload, {
    description: 'Adds invented customers with appointments around today, to try everything with; once.',
  })
  @Allow(['owner'])
  addSampleData(@Ctx() context: RequestContext): Promise<Payload> {
    return addSampleData(context)
  }

  @Mutation(() => SampleDataPayload, {
    description:
      'Removes the sample data and nothing else. What was worked with meanwhile stays and loses its mark.',
  })
  @Allow(['owner'])
  removeSampleData(@Ctx() context: RequestContext): Promise<Payload> {
    return removeSampleData(context)
  }
}
