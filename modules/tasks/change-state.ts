import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { actingMember, toldOwner } from './assignment.ts'
import type { VersionedInput } from './task.inputs.ts'
import { Task, type TaskState } from './task.ts'

function stateVerb(from: readonly TaskState[], to: TaskState, event: string) {
  return (context: RequestContext, input: VersionedInput): Promise<Payload> =>
    recordPayload(context, Task, async (work) => {
      const task = await work.change<Task>(Task, input.id, input.version)
      if (!from.includes(task.state)) refuse(to === 'OPEN' ? 'TASK_OPEN' : 'TASK_CLOSED', ['id'])
      task.state = to
      task.completedAt = to === 'DONE' ? work.now : null
      task.completedBy = to === 'DONE' ? actingMember(work) : null
      work.tell(event, task, await toldOwner(work, task.owner.id))
      return task
    })
}

export const completeTask = stateVerb(['OPEN'], 'DONE', 'task.completed')
export const cancelTask = stateVerb(['OPEN'], 'CANCELLED', 'task.cancelled')
/** Takes a completion or a cancellation back. */
export const reopenTask = stateVerb(['DONE', 'CANCELLED'], 'OPEN', 'task.reopened')
