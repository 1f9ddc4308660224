import {
  type ActionDeclaration,
  LoncaError,
  type Reader,
  type RequestContext,
  reachSql,
  recordMeta,
  Statement,
} from '../../schema/index.ts'
import { localDayOf } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { visitCycleDays } from '../insights/index.ts'

/** Somebody whom an action concerns, and what its reason is filled with. */
export interface ActionCandidate {
  readonly customerId: string
  readonly appointmentId: string | null
  readonly facts: Readonly<Record<string, string | number>>
}

/** Whom an action concerns now. Those left out are counted by why. */
export interface ActionAudience {
  readonly count: number
  readonly excluded: {
    readonly withoutPhone: number
    readonly refused: number
    /** A task of the same action is open for them, or was closed within two weeks. */
    readonly recent: number
  }
  /** The most urgent first; at most 20. */
  readonly candidates: readonly ActionCandidate[]
}

/** As many calls as a front desk makes in a day beside its work; the others come the next time. */
export const maxCandidates = 20
const restDays = 14

/** The action of this key in the tenant's blueprints. Throws BAD_USER_INPUT with the keys that there are. */
export function actionOf(context: RequestContext, key: string): ActionDeclaration {
  const { actions } = context.set
  const found = actions.find((one) => one.key === key)
  if (found) return found
  throw LoncaError.badInput(
    `There is no action "${key}"; there are ${actions.map((one) => one.key).join(', ')}.`,
  )
}

/** Whom an action concerns, among the customers that the viewer may act on. */
export async function audienceOf(
  context: RequestContext,
  action: ActionDeclaration,
  read: Reader = context.read,
): Promise<ActionAudience> {
  const statement = new Statement(read.principal.tenantId)
  const plan = `
    ${concernedSql(context, action, read, statement)}
    select json_build_object(
      'count', (select count(*) from concerned where why_not is null),
      'excluded', (select json_build_object(
        'withoutPhone', count(*) filter (where why_not = 'withoutPhone'),
        'refused', count(*) filter (where why_not = 'refused'),
        'recent', count(*) filter (where why_not = 'recent')) from concerned),
      'candidates', (select coalesce(json_agg(json_build_object(
          'customerId', f.customer_id, 'appointmentId', f.appointment_id, 'facts', f.facts)
          order by f.urgency desc, f.customer_id), '[]'::json)
        from (${candidates}) f))`
  return (await read.ask(statement, plan)) as ActionAudience
}

/** What the candidates of an action lead to, as SQL that selects ids. */
export function candidateIdsSql(
  column: 'customer_id' | 'appointment_id',
  context: RequestContext,
  action: ActionDeclaration,
  statement: Statement,
): string {
  return `${concernedSql(context, action, context.read, statement)} select f.${column} from (${candidates}) f
    where f.${column} is not null`
}

const candidates = `select * from concerned where why_not is null order by urgency desc, customer_id limit ${maxCandidates}`

/** `with concerned as (…)`: everybody whom an action concerns, with the reason to leave them out if there is one. */
function concernedSql(
  context: RequestContext,
  action: ActionDeclaration,
  { principal, relations }: Reader,
  statement: Statement,
): string {
  const now = context.clock.now()
  const nowSql = statement.value(now, 'timestamptz')
  // Getters: PostgreSQL refuses a parameter that the text does not mention, and no action needs all of them.
  const audience = action.audience({
    tenant: statement.tenant,
    now: nowSql,
    get to() {
      return statement.value(localDayOf(now.getTime(), principal.timeZone), 'date')
    },
    get timeZone() {
      return statement.value(principal.timeZone, 'text')
    },
    get visitCycleDays() {
      return statement.value(visitCycleDays(context.set, principal), 'int')
    },
  })
  const refused =
    action.purpose === 'MARKETING'
      ? `coalesce((select c.status = 'REFUSED' from consents c
          where c.tenant_id = ${statement.tenant} and c.customer_id = p.id and c.channel = 'CALL'
            and c.purpose = 'MARKETING' order by c.at desc limit 1), false)`
      : 'false'
  return `
    with concerned as materialized (
      select a.customer_id, a.appointment_id, a.urgency, a.facts,
        case when coalesce(p.phone, '') = '' then 'withoutPhone'
          when ${refused} then 'refused'
          when exists (
            select from tasks k where k.tenant_id = ${statement.tenant} and k.customer_id = p.id
              and k.origin_key = ${statement.value(action.key, 'text')} and k.state <> 'CANCELLED'
              and (k.state = 'OPEN' or k.completed_at > ${nowSql} - interval '${restDays} days')
          ) then 'recent' end as why_not
      from (${audience}) a
      join customers p on p.tenant_id = ${statement.tenant} and p.id = a.customer_id
      where p.archived_at is null and ${reachSql(recordMeta(Customer), 'act', 'p', principal, relations, statement)}
    )`
}
