import { Field, Int, ObjectType } from 'type-graphql'
import { type Reader, reachSql, recordMeta, Statement } from '../../schema/index.ts'
import { dayBounds, localDayOf } from '../calendar/index.ts'
import { Task } from './task.ts'

@ObjectType({ simpleResolvers: true, description: 'How many open tasks there are; each is counted once.' })
export class TaskSummary {
  @Field(() => Int, { description: 'Their time has passed.' })
  overdue!: number

  @Field(() => Int, { description: 'Still due today, by the clocks of the business.' })
  today!: number

  @Field(() => Int, { description: 'Due after today.' })
  later!: number

  @Field(() => Int, { description: 'Due whenever there is time.' })
  withoutDue!: number
}

/** Counts open tasks within reach; `mine` only those of the viewer. */
export async function taskSummary(read: Reader, now: Date, mine: boolean): Promise<TaskSummary> {
  const { principal, relations } = read
  const meta = recordMeta(Task)
  const statement = new Statement(principal.tenantId)
  const moment = statement.value(now, 'timestamptz')
  const today = dayBounds(localDayOf(now.getTime(), principal.timeZone), principal.timeZone)
  const tomorrow = statement.value(new Date(today.end), 'timestamptz')
  const where = [
    `t.tenant_id = ${statement.tenant} and t.state = 'OPEN' and t.archived_at is null`,
    reachSql(meta, 'see', 't', principal, relations, statement),
    ...(mine ? [`t.owner_id = ${statement.value(principal.membershipId, 'uuid')}`] : []),
  ]
  const plan = `select json_build_object(
      'overdue', count(*) filter (where t.due_at <= ${moment}),
      'today', count(*) filter (where t.due_at > ${moment} and t.due_at < ${tomorrow}),
      'later', count(*) filter (where t.due_at > ${moment} and t.due_at >= ${tomorrow}),
      'withoutDue', count(*) filter (where t.due_at is null))
    from ${meta.table} t where ${where.join(' and ')}`
  return (await read.ask(statement, plan)) as TaskSummary
}
