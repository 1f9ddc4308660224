import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { Allow, type Payload, type RequestContext } from '../../schema/index.ts'
import * as inputs from './reminder.inputs.ts'
import { completeReminder, createReminder, dismissReminder, updateReminder } from './reminders.ts'
import type { VersionedInput } from './task.inputs.ts'

/** What people do with reminders. */
@Resolver()
export class ReminderResolver {
  @Mutation(() => inputs.CreateReminderPayload, { description: 'Reminds somebody at its minute.' })
  @Allow('signed-in')
  createReminder(
    @Arg('input', () => inputs.CreateReminderInput) input: inputs.CreateReminderInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return createReminder(context, input)
  }

  @Mutation(() => inputs.UpdateReminderPayload, { description: 'Changes a reminder, or moves it.' })
  @Allow('signed-in')
  updateReminder(
    @Arg('input', () => inputs.UpdateReminderInput) input: inputs.UpdateReminderInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return updateReminder(context, input)
  }

  @Mutation(() => inputs.CompleteReminderPayload, { description: 'What it reminds of is done.' })
  @Allow('signed-in')
  completeReminder(
    @Arg('input', () => inputs.CompleteReminderInput) input: VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return completeReminder(context, input)
  }

  @Mutation(() => inputs.DismissReminderPayload, { description: 'It is not needed any more.' })
  @Allow('signed-in')
  dismissReminder(
    @Arg('input', () => inputs.DismissReminderInput) input: VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return dismissReminder(context, input)
  }
}
