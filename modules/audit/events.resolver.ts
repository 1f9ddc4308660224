import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import { Allow, type RequestContext } from '../../schema/index.ts'
import { eventPage } from './event-page.ts'
import { EventFilter, TenantEventConnection } from './tenant-event.ts'

/** The event log as the owner and the managers read it. */
@Resolver()
export class EventsResolver {
  @Query(() => TenantEventConnection, { description: 'What happened in the business, newest first.' })
  @Allow(['owner', 'manager'])
  events(
    @Arg('first', () => Int, { nullable: true, description: '20 by default, 100 at most.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => EventFilter, { nullable: true }) filter: EventFilter | null,
    @Ctx() context: RequestContext,
  ) {
    return eventPage(context.read, context.set, { first, after, filter })
  }
}
