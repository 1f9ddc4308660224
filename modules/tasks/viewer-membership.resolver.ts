import { Ctx, FieldResolver, Resolver } from 'type-graphql'
import { type RequestContext, recordMeta, viewerOf } from '../../schema/index.ts'
import { Membership, Viewer } from '../identity/index.ts'

/** Tells the viewer whose tasks are theirs. */
@Resolver(() => Viewer)
export class ViewerMembershipResolver {
  @FieldResolver(() => Membership, { nullable: true })
  membership(@Ctx() context: RequestContext) {
    return context.read.byId(recordMeta(Membership), viewerOf(context).membershipId)
  }
}
