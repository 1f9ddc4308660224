import {
  decodeId,
  newId,
  type Payload,
  type RequestContext,
  recordPayload,
  refuse,
} from '../../schema/index.ts'
import { Appointment, dayBounds, localDayOf } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { Membership } from '../identity/index.ts'
import { Task } from '../tasks/index.ts'
import type { StartActionInput } from './action.types.ts'
import { actionOf, audienceOf } from './action-audience.ts'
import { ActionRun } from './action-run.ts'

/**
 * Opens a task of today for the twenty most urgent of those whom the action concerns, except those left out. Refuses
 * NOBODY_TO_REACH when there is nobody left. Two people who tap at once do not open two lists: the second finds the
 * tasks of the first.
 */
export function startAction(context: RequestContext, input: StartActionInput): Promise<Payload> {
  const action = actionOf(context, input.key)
  const except = new Set(input.exceptCustomerIds.map((id) => decodeId(id)?.uuid))
  return recordPayload(context, ActionRun, async (work) => {
    const { principal, now } = work
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 5662016))', [
      `${principal.tenantId} ${action.key}`,
    ])
    const { candidates } = await audienceOf(context, action, work.read)
    const people = candidates.filter(({ customerId }) => !except.has(customerId))
    if (people.length === 0) refuse('NOBODY_TO_REACH', ['key'])
    const membership = work.reference(Membership, principal.membershipId)
    const run = work.create<ActionRun>(ActionRun, {
      id: newId(),
      actionKey: action.key,
      startedAt: now,
      startedBy: principal.actor === 'user' ? membership : null,
      taskCount: people.length,
      undoneAt: null,
    })
    const { end } = dayBounds(localDayOf(now.getTime(), principal.timeZone), principal.timeZone)
    for (const { customerId, appointmentId } of people) {
      const task = work.create<Task>(Task, {
        title: action.task[principal.locale],
        note: null,
        dueAt: new Date(end - 1),
        priority: 'NORMAL',
        state: 'OPEN',
        owner: membership,
        customer: work.reference(Customer, customerId),
        appointment: appointmentId ? work.reference(Appointment, appointmentId) : null,
        origin: 'AUTOMATION',
        originKey: action.key,
        originId: run.id,
        completedAt: null,
        completedBy: null,
        createdBy: membership,
      })
      work.tell('task.created', task)
    }
    work.tell('automation.action.started', run, { action: action.key, tasks: people.length })
    return run
  })
}
