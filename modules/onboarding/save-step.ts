import { answered, type Payload, type RequestContext, refuse } from '../../schema/index.ts'
import { installedKey } from '../sectors/index.ts'
import { checkedAnswers } from './checked-answers.ts'
import { draftOf } from './draft-of.ts'
import type { DismissChecklistItemInput, SaveOnboardingStepInput } from './onboarding.types.ts'
import { onboardingOf } from './onboarding-of.ts'

/** Keeps what was answered, so that any device goes on from here. What is left out stays as it was. */
export function saveOnboardingStep(
  context: RequestContext,
  input: SaveOnboardingStepInput,
): Promise<Payload> {
  return answered(context, 'onboarding', async () => {
    await context.write(async (work) => {
      const { tenant, draft } = await draftOf(work)
      if (draft.completedAt) refuse('ONBOARDING_OVER')
      if (input.step < 1 || input.step > 4) refuse('INVALID', ['step'])
      draft.answers = checkedAnswers(context.service(installedKey), draft.answers, input)
      draft.step = input.step
      draft.updatedAt = work.now
      work.tell('onboarding.saved', tenant, { step: draft.step })
    })
    return onboardingOf(context)
  })
}

/** A line of the first days' list that the business has seen enough of. */
export function dismissChecklistItem(
  context: RequestContext,
  { item }: DismissChecklistItemInput,
): Promise<Payload> {
  return answered(context, 'onboarding', async () => {
    await context.write(async (work) => {
      const { tenant, draft } = await draftOf(work)
      if (draft.dismissed.includes(item)) return
      draft.dismissed = [...draft.dismissed, item]
      draft.updatedAt = work.now
      work.tell('onboarding.itemDismissed', tenant, { item })
    })
    return onboardingOf(context)
  })
}
