import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, FieldResolver, Info, Mutation, Query, Resolver } from 'type-graphql'
import {
  Allow,
  Costs,
  type Payload,
  type RequestContext,
  reachInto,
  recordMeta,
  viewerOf,
} from '../../schema/index.ts'
import { CommandCenter } from '../insights/index.ts'
import {
  ActionCard,
  ActionPreview,
  StartActionInput,
  StartActionPayload,
  UndoActionInput,
  UndoActionPayload,
} from './action.types.ts'
import { ActionRun } from './action-run.ts'
import { actionCards, previewAction } from './actions.ts'
import { startAction } from './start-action.ts'
import { undoAction } from './undo-action.ts'

/** What can be done now with one tap, and doing it. */
@Resolver(() => CommandCenter)
export class ActionsResolver {
  @FieldResolver(() => [ActionCard], {
    description: 'What can be done now about the figures; empty for whoever may not start actions.',
  })
  actions(@Ctx() context: RequestContext): Promise<ActionCard[]> | ActionCard[] {
    return reachInto(recordMeta(ActionRun), 'act', viewerOf(context)) === 'none' ? [] : actionCards(context)
  }

  @Query(() => ActionPreview, { description: 'Whom an action would reach, and why each of them.' })
  @Allow(['owner', 'manager'])
  @Costs({ points: 30 })
  actionPreview(
    @Arg('key', () => String) key: string,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ActionPreview> {
    return previewAction(context, key, info)
  }

  @Mutation(() => StartActionPayload, {
    description: 'Opens a task for the most urgent of those whom the action concerns now, at most 20.',
  })
  @Allow(['owner', 'manager'])
  startAction(
    @Arg('input', () => StartActionInput) input: StartActionInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return startAction(context, input)
  }

  @Mutation(() => UndoActionPayload, {
    description: 'Takes back the tasks of a run that nobody has done yet.',
  })
  @Allow(['owner', 'manager'])
  undoAction(
    @Arg('input', () => UndoActionInput) input: UndoActionInput,
    @Ctx() context: RequestContext,
  ): Promise<Payload> {
    return undoAction(context, input)
  }
}
