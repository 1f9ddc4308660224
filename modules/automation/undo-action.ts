import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { Task } from '../tasks/index.ts'
import type { UndoActionInput } from './action.types.ts'
import { ActionRun } from './action-run.ts'

/** Takes a run back: its tasks that nobody has done yet are cancelled. Refuses ALREADY_UNDONE the second time. */
export function undoAction(context: RequestContext, { id, version }: UndoActionInput): Promise<Payload> {
  return recordPayload(context, ActionRun, async (work) => {
    const run = await work.change<ActionRun>(ActionRun, id, version)
    if (run.undoneAt) refuse('ALREADY_UNDONE', ['id'])
    run.undoneAt = work.now
    const tasks = await work.em.find(Task, {
      tenantId: work.principal.tenantId,
      originId: run.id,
      state: 'OPEN',
    })
    for (const task of tasks) {
      task.state = 'CANCELLED'
      task.updatedAt = work.now
      work.tell('task.cancelled', task)
    }
    work.tell('automation.action.undone', run, { action: run.actionKey, tasks: tasks.length })
    return run
  })
}
