import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql'
import { Allow, decodeId, LoncaError, Lookup, type RequestContext, Statement } from '../../schema/index.ts'
import { HealthAccess } from './health-access.ts'

const maxFirst = 100

/** Who looked at one record. */
@Resolver()
export class HealthAccessResolver {
  @Query(() => [HealthAccess], { description: 'Who was shown health data of one record, newest first.' })
  @Allow(['owner'])
  async healthAccessesOf(
    @Arg('recordId', () => ID) recordId: string,
    @Arg('first', () => Int, { defaultValue: 20, description: 'At most 100.' }) first: number,
    @Ctx() { read }: RequestContext,
  ) {
    if (first < 0 || first > maxFirst) throw LoncaError.badInput(`"first" is 0 to ${maxFirst}.`)
    const uuid = decodeId(recordId)?.uuid
    if (!uuid) return []
    const statement = new Statement(read.principal.tenantId)
    const entries = `select a.id from health_accesses a
      where a.tenant_id = ${statement.tenant} and a.record_uuids @> array[${statement.value(uuid, 'uuid')}]
      order by a.seen_at desc, a.id desc limit ${statement.value(first, 'int')}`
    const plan = `select coalesce(json_agg(one.id), '[]'::json) from (${entries}) one`
    const found = (await read.ask(statement, plan)) as string[]
    return Lookup.each(HealthAccess, found)
  }
}
