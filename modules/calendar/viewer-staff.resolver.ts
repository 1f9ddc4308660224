import { Ctx, FieldResolver, Resolver } from 'type-graphql'
import { type RequestContext, recordMeta, viewerOf } from '../../schema/index.ts'
import { Viewer } from '../identity/index.ts'
import { StaffMember } from './staff-member.ts'

/** Tells the viewer which column of the calendar is theirs. */
@Resolver(() => Viewer)
export class ViewerStaffResolver {
  @FieldResolver(() => StaffMember, { nullable: true })
  staffMember(@Ctx() context: RequestContext) {
    const { assigneeId } = viewerOf(context)
    return assigneeId && context.read.byId(recordMeta(StaffMember), assigneeId)
  }
}
