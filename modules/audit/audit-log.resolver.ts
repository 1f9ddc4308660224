import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql'
import { Allow, type RequestContext } from '../../schema/index.ts'
import { auditReaders } from './audit-readers.ts'
import { eventPage } from './event-page.ts'
import { AuditModule, EventFilter, TenantEventConnection } from './tenant-event.ts'

/** The event log as the owner and the managers read it. */
@Resolver()
export class AuditLogResolver {
  @Query(() => TenantEventConnection, { description: 'What happened in the business, newest first.' })
  @Allow(auditReaders)
  auditLog(
    @Arg('first', () => Int, { nullable: true, description: '20 by default, 100 at most.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => EventFilter, { nullable: true }) filter: EventFilter | null,
    @Ctx() context: RequestContext,
  ) {
    return eventPage(context.read, context.set, { first, after, filter })
  }

  @Query(() => [AuditModule], { description: 'The modules whose events the log can be narrowed to.' })
  @Allow(auditReaders)
  auditModules(@Ctx() { set }: RequestContext): AuditModule[] {
    const owners = [...new Set(Object.values(set.eventOwners))]
    return owners.flatMap((key) => {
      const title = set.titles[key]
      return title ? { key, title } : []
    })
  }
}
