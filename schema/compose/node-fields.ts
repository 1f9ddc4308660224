import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql'
import { Allow } from '../allow.ts'
import type { RequestContext } from '../context.ts'
import { Node } from '../derive/shared-types.ts'
import { LoncaError } from '../errors.ts'
import { decodeId } from '../ids.ts'
import { Lookup } from '../read/lookup.ts'

const maxNodes = 100

/** Fetching by id alone. The prefix names the record; a prefix that this tenant's schema lacks is an unknown id. */
@Resolver()
export class NodeFields {
  @Query(() => Node, {
    nullable: true,
    description: 'Any record by its id; null when there is none you may see.',
  })
  @Allow('signed-in')
  node(@Arg('id', () => ID) id: string, @Ctx() context: RequestContext): Lookup | null {
    return find(context, id)
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Records by id, in the order asked for; at most 100.',
  })
  @Allow('signed-in')
  nodes(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: RequestContext): (Lookup | null)[] {
    if (ids.length > maxNodes) throw LoncaError.badInput(`nodes takes at most ${maxNodes} ids.`)
    return ids.map((id) => find(context, id))
  }
}

function find(context: RequestContext, id: string): Lookup | null {
  const decoded = decodeId(id)
  const meta = decoded && context.read.relations.byPrefix.get(decoded.prefix)
  if (!decoded || !meta || meta.internal) return null
  return Lookup.record(meta.class, decoded.uuid)
}
