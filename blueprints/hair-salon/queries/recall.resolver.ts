import type { GraphQLResolveInfo } from 'graphql'
import { Arg, Ctx, Field, FieldResolver, Info, Int, ObjectType, Query, Resolver, Root } from 'type-graphql'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import {
  Allow,
  Costs,
  LoncaError,
  Lookup,
  type RequestContext,
  Statement,
  scalars,
  viewerOf,
} from '../../../schema/index.ts'
import { recallsDueSql } from './recall.ts'

const mostListed = 100

@ObjectType({ description: 'A client whose colour is due: past their own rhythm, with nothing booked.' })
export class RecallDue {
  customerId!: string
  serviceId!: string

  @Field(() => scalars.LocalDate)
  lastVisitOn!: string

  @Field(() => Int)
  daysSince!: number

  @Field(() => Int, { description: 'Median days between their visits; 35 before the third.' })
  usualDays!: number
}

@Resolver(() => RecallDue)
export class RecallResolver {
  @Query(() => [RecallDue], { description: 'Whose colour is due, those who have just become so first.' })
  @Allow('signed-in')
  @Costs({ points: 20 })
  async recallsDue(
    @Arg('first', () => Int, { defaultValue: 10, description: `At most ${mostListed}.` }) first: number,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RecallDue[]> {
    if (first < 0 || first > mostListed) throw LoncaError.badInput(`recallsDue lists 0 to ${mostListed}.`)
    const viewer = viewerOf(context)
    const now = context.clock.now().toISOString()
    const listed = (statement: Statement) => {
      const due = recallsDueSql({
        tenant: statement.tenant,
        now: statement.value(now, 'timestamptz'),
        timeZone: statement.value(viewer.timeZone, 'text'),
      })
      return `(select * from ${due} r order by r.days_since - r.usual_days, r.customer_id
        limit ${statement.value(first, 'int')}) d`
    }
    const statement = new Statement(viewer.tenantId)
    const plan = `select coalesce(json_agg(json_build_object(
        'customerId', d.customer_id, 'serviceId', d.service_id, 'lastVisitOn', d.last_visit_on::text,
        'daysSince', d.days_since, 'usualDays', d.usual_days)), '[]'::json)
      from ${listed(statement)}`
    const { read } = context
    const [due] = await Promise.all([
      read.ask(statement, plan) as Promise<RecallDue[]>,
      read.ahead(info, 'customer', Customer, (one) => `select d.customer_id from ${listed(one)}`),
      read.ahead(info, 'service', Service, (one) => `select distinct d.service_id from ${listed(one)}`),
    ])
    return due
  }

  @FieldResolver(() => Customer, { nullable: true })
  customer(@Root() due: RecallDue): Lookup {
    return Lookup.record(Customer, due.customerId)
  }

  @FieldResolver(() => Service, { nullable: true, description: 'What they had last.' })
  service(@Root() due: RecallDue): Lookup {
    return Lookup.record(Service, due.serviceId)
  }
}
