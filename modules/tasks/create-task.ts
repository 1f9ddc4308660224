import { encodeId, type Payload, type RequestContext, recordPayload, type Work } from '../../schema/index.ts'
import { actingMember, refuseAbsentOwner, refuseBeyondReach, toldOwner, withCustomer } from './assignment.ts'
import type { CreateTaskInput } from './task.inputs.ts'
import { Task } from './task.ts'

/** Creates a task for somebody, by default for whoever asks. */
export function createTask(context: RequestContext, input: CreateTaskInput): Promise<Payload> {
  return recordPayload(context, Task, (work) => addTask(work, input, originOf(work)))
}

/** The same within a transaction that is under way; rules of automation say so as `origin`. */
export async function addTask(work: Work, input: CreateTaskInput, origin: Task['origin']): Promise<Task> {
  const ownerId = input.ownerId ?? encodeId('mem', work.principal.membershipId)
  const entered = await work.entered(Task, { ...input, ownerId }, 'create')
  await refuseAbsentOwner(work, entered)
  const task = work.create<Task>(Task, {
    note: null,
    dueAt: null,
    customer: null,
    appointment: null,
    originKey: null,
    originId: null,
    completedAt: null,
    completedBy: null,
    ...(await withCustomer(work, entered)),
    origin,
    createdBy: actingMember(work),
  })
  await refuseBeyondReach(work, Task, task)
  work.tell('task.created', task, { priority: task.priority, ...(await toldOwner(work, task.owner.id)) })
  return task
}

function originOf({ principal }: Work): Task['origin'] {
  return principal.actor === 'api-key' ? 'API' : 'PANEL'
}
