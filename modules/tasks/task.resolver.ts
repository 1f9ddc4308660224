import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql'
import { Allow, type Payload, type RequestContext, Requires, type Row } from '../../schema/index.ts'
import * as states from './change-state.ts'
import { createTask } from './create-task.ts'
import * as inputs from './task.inputs.ts'
import { Task } from './task.ts'
import { TaskSummary, taskSummary } from './task-summary.ts'
import { snoozeTask, updateTask } from './update-task.ts'

/** What people do with tasks. */
@Resolver(() => Task)
export class TaskResolver {
  @FieldResolver(() => Boolean, { description: 'Still open after the moment it was due.' })
  @Requires('state', 'dueAt')
  overdue(@Root() task: Row, @Ctx() context: RequestContext): boolean {
    return (
      task.state === 'OPEN' &&
      task.dueAt !== null &&
      Date.parse(String(task.dueAt)) <= context.clock.now().getTime()
    )
  }

  @Query(() => TaskSummary, { description: 'Counts of the open tasks within reach.' })
  @Allow('signed-in')
  taskSummary(
    @Arg('mine', () => Boolean, { defaultValue: true, description: 'Only those of the viewer.' })
    mine: boolean,
    @Ctx() context: RequestContext,
  ): Promise<TaskSummary> {
    return taskSummary(context.read, context.clock.now(), mine)
  }

  @Mutation(() => inputs.CreateTaskPayload, { description: 'Creates a task for somebody.' })
  @Allow('signed-in')
  createTask(
    @Arg('input', () => inputs.CreateTaskInput) input: inputs.CreateTaskInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return createTask(context, input)
  }

  @Mutation(() => inputs.UpdateTaskPayload, { description: 'Changes a task, or gives it to somebody else.' })
  @Allow('signed-in')
  updateTask(
    @Arg('input', () => inputs.UpdateTaskInput) input: inputs.UpdateTaskInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return updateTask(context, input)
  }

  @Mutation(() => inputs.CompleteTaskPayload, { description: 'It is done.' })
  @Allow('signed-in')
  completeTask(
    @Arg('input', () => inputs.CompleteTaskInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return states.completeTask(context, input)
  }

  @Mutation(() => inputs.ReopenTaskPayload, { description: 'Takes a completion or a cancellation back.' })
  @Allow('signed-in')
  reopenTask(
    @Arg('input', () => inputs.ReopenTaskInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return states.reopenTask(context, input)
  }

  @Mutation(() => inputs.CancelTaskPayload, { description: 'It need not be done any more.' })
  @Allow('signed-in')
  cancelTask(
    @Arg('input', () => inputs.CancelTaskInput) input: inputs.VersionedInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return states.cancelTask(context, input)
  }

  @Mutation(() => inputs.SnoozeTaskPayload, { description: 'Puts an open task off.' })
  @Allow('signed-in')
  snoozeTask(
    @Arg('input', () => inputs.SnoozeTaskInput) input: inputs.SnoozeTaskInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return snoozeTask(context, input)
  }
}
