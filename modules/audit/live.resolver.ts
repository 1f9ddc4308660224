import { Arg, Ctx, Field, ID, ObjectType, Resolver, Root, Subscription } from 'type-graphql'
import { Allow, encodeId, LoncaError, type RequestContext, scalars } from '../../schema/index.ts'
import { concernsCommandCenter } from './command-center-events.ts'
import { type Change, liveKey } from './live.ts'

const maxTypes = 50
const maxIds = 200

interface Asked {
  readonly context: RequestContext
  readonly args: { readonly types?: string[]; readonly ids?: string[]; readonly after?: string }
}

@ObjectType({ simpleResolvers: true, description: 'Something happened to a record that you may see.' })
export class RecordChange {
  @Field(() => scalars.Long, { description: 'Send the last one as `after` to go on where you stopped.' })
  position!: string

  @Field(() => String, { description: 'e.g. `appointment.cancelled`.' })
  eventType!: string

  @Field(() => String, { description: 'Name of the record, e.g. `Appointment`.' })
  type!: string

  @Field(() => ID)
  id!: string

  @Field(() => scalars.DateTime)
  at!: string
}

@ObjectType({
  simpleResolvers: true,
  description: 'Figures or lists of the first screen are no longer current.',
})
export class CommandCenterChange {
  @Field(() => scalars.Long, { description: 'Send the last one as `after` to go on where you stopped.' })
  position!: string
}

const afterText =
  'Position of the last change that you know, e.g. `extensions.position` of the query that you show. ' +
  'Without it you hear of what happens from now on. RESYNC_REQUIRED: ask your query again and start from there.'

/** What happens, as it happens. */
@Resolver()
export class LiveResolver {
  @Subscription(() => RecordChange, {
    description: 'Each change of records that you may see at that moment, in order.',
    subscribe: ({ context, args }: Asked) => context.service(liveKey).changes(checked(context, args)),
  })
  @Allow('signed-in')
  recordChanged(
    @Root() change: Change,
    @Arg('types', () => [String], { nullable: true, description: 'Names of records; default: all.' })
    _types: string[] | null,
    @Arg('ids', () => [ID], { nullable: true, description: 'Only these records; at most 200.' })
    _ids: string[] | null,
    @Arg('after', () => scalars.Long, { nullable: true, description: afterText }) _after: string | null,
    @Ctx() context: RequestContext,
  ) {
    const record = context.set.relations.byName.get(change.type)
    return { ...change, id: record ? encodeId(record.prefix, change.id) : change.id }
  }

  @Subscription(() => CommandCenterChange, {
    description: 'Told at most four times a second when something on the first screen changed.',
    subscribe: ({ context, args }: Asked) =>
      context
        .service(liveKey)
        .pulses({ after: args.after ?? null, concerns: concernsCommandCenter(context.set) }),
  })
  @Allow('signed-in')
  commandCenterChanged(
    @Root() change: Pick<Change, 'position'>,
    @Arg('after', () => scalars.Long, { nullable: true, description: afterText }) _after: string | null,
  ) {
    return change
  }
}

function checked(context: RequestContext, { types, ids, after }: Asked['args']) {
  if (types && types.length > maxTypes) throw LoncaError.badInput(`"types" takes at most ${maxTypes} names.`)
  if (ids && ids.length > maxIds) throw LoncaError.badInput(`"ids" takes at most ${maxIds} ids.`)
  for (const name of types ?? []) {
    const record = context.set.relations.byName.get(name)
    if (!record || record.internal) throw LoncaError.badInput(`There is no record "${name}" to listen to.`)
  }
  return { types: types ?? null, ids: ids ?? null, after: after ?? null }
}
