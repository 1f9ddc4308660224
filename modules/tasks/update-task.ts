import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { refuseAbsentOwner, refuseBeyondReach, toldOwner, withCustomer } from './assignment.ts'
import type { SnoozeTaskInput, UpdateTaskInput } from './task.inputs.ts'
import { Task } from './task.ts'

/** Changes what the input names; giving the task to somebody else is one of those changes. */
export function updateTask(context: RequestContext, input: UpdateTaskInput): Promise<Payload> {
  const { id, version, ...changes } = input
  return recordPayload(context, Task, async (work) => {
    const task = await work.change<Task>(Task, id, version)
    const before = task.owner.id
    const entered = await work.entered(Task, changes, 'update')
    await refuseAbsentOwner(work, entered)
    Object.assign(task, await withCustomer(work, entered))
    await refuseBeyondReach(work, Task, task)
    const changed = Object.keys(entered)
    work.tell('task.updated', task, { changed, ...(await toldOwner(work, task.owner.id, before)) })
    return task
  })
}

/** Puts an open task off until a moment ahead. */
export function snoozeTask(context: RequestContext, input: SnoozeTaskInput): Promise<Payload> {
  return recordPayload(context, Task, async (work) => {
    const task = await work.change<Task>(Task, input.id, input.version)
    if (task.state !== 'OPEN') refuse('TASK_CLOSED', ['id'])
    if (input.until.getTime() <= work.now.getTime()) refuse('IN_THE_PAST', ['until'])
    task.dueAt = input.until
    work.tell('task.snoozed', task, await toldOwner(work, task.owner.id))
    return task
  })
}
