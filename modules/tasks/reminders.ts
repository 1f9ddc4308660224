import {
  encodeId,
  type Payload,
  type RequestContext,
  recordPayload,
  refuse,
  type Work,
} from '../../schema/index.ts'
import { refuseAbsentOwner, refuseBeyondReach, toldOwner, withCustomer } from './assignment.ts'
import { remind } from './jobs.ts'
import type { CreateReminderInput, UpdateReminderInput } from './reminder.inputs.ts'
import { Reminder, type ReminderState } from './reminder.ts'
import type { VersionedInput } from './task.inputs.ts'

/** Sets a reminder for somebody, by default for whoever asks. */
export function createReminder(context: RequestContext, input: CreateReminderInput): Promise<Payload> {
  return recordPayload(context, Reminder, async (work) => {
    const ownerId = input.ownerId ?? encodeId('mem', work.principal.membershipId)
    const entered = await work.entered(Reminder, { ...input, ownerId }, 'create')
    await refuseAbsentOwner(work, entered)
    const reminder = work.create<Reminder>(Reminder, {
      note: null,
      customer: null,
      appointment: null,
      task: null,
      sentAt: null,
      ...(await withCustomer(work, entered)),
    })
    await refuseBeyondReach(work, Reminder, reminder)
    waitUntilDue(work, reminder)
    const { kind } = reminder
    work.tell('reminder.created', reminder, { kind, ...(await toldOwner(work, reminder.owner.id)) })
    return reminder
  })
}

/** Changes what the input names. The job of an earlier time finds nothing to do. */
export function updateReminder(context: RequestContext, input: UpdateReminderInput): Promise<Payload> {
  const { id, version, ...changes } = input
  return recordPayload(context, Reminder, async (work) => {
    const reminder = await work.change<Reminder>(Reminder, id, version)
    const before = reminder.owner.id
    const entered = await work.entered(Reminder, changes, 'update')
    await refuseAbsentOwner(work, entered)
    Object.assign(reminder, entered)
    await refuseBeyondReach(work, Reminder, reminder)
    if (entered.remindAt) {
      Object.assign(reminder, { state: 'WAITING', sentAt: null })
      waitUntilDue(work, reminder)
    }
    const changed = Object.keys(entered)
    work.tell('reminder.updated', reminder, {
      changed,
      ...(await toldOwner(work, reminder.owner.id, before)),
    })
    return reminder
  })
}

/** What was to be done is done, before its time or after. */
export const completeReminder = closing('DONE', 'reminder.completed')
/** It is not needed any more. */
export const dismissReminder = closing('DISMISSED', 'reminder.dismissed')

function closing(to: ReminderState, event: string) {
  return (context: RequestContext, input: VersionedInput): Promise<Payload> =>
    recordPayload(context, Reminder, async (work) => {
      const reminder = await work.change<Reminder>(Reminder, input.id, input.version)
      if (!['WAITING', 'SENT'].includes(reminder.state)) refuse('REMINDER_CLOSED', ['id'])
      reminder.state = to
      work.tell(event, reminder, await toldOwner(work, reminder.owner.id))
      return reminder
    })
}

function waitUntilDue(work: Work, { id, remindAt }: Reminder): void {
  if (remindAt.getTime() < work.now.getTime()) refuse('IN_THE_PAST', ['remindAt'])
  work.enqueue(remind, { reminderId: id }, { at: remindAt, key: `${id} ${remindAt.toISOString()}` })
}
