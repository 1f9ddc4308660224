import { registerEnumType } from 'type-graphql'
import {
  LoncaError,
  type RequestContext,
  reachSql,
  recordMeta,
  Statement,
  viewerOf,
} from '../../schema/index.ts'
import { RevenueEvent } from './revenue-event.ts'

export const RevenueGrouping = {
  DAY: 'DAY',
  SOURCE: 'SOURCE',
  METHOD: 'METHOD',
  SERVICE: 'SERVICE',
  STAFF: 'STAFF',
} as const
export type RevenueGroupingName = keyof typeof RevenueGrouping
registerEnumType(RevenueGrouping, { name: 'RevenueGrouping', description: 'What revenue is summed by.' })

export interface RevenueSums {
  readonly grossMinor: string
  readonly discountMinor: string
  readonly taxMinor: string
  readonly feeMinor: string
  readonly netMinor: string
  readonly count: number
  readonly reversalCount: number
}

/** `key` is the day, the enum value, or the UUID of the service or staff member; null for lines without one. */
export interface SummarisedGroup extends RevenueSums {
  readonly key: string | null
}

export interface SummarisedRevenue {
  readonly groups: readonly SummarisedGroup[]
  readonly total: RevenueSums
  readonly otherCurrencies: readonly string[]
}

const maxDays = 366

/**
 * Sums the ledger over days of the tenant, both included: the tenant's currency only, the lines that the viewer may
 * see only. Sums do not depend on the order in which lines were written. One statement.
 */
export async function revenueSummary(
  context: RequestContext,
  from: string,
  to: string,
  groupBy: RevenueGroupingName,
): Promise<SummarisedRevenue> {
  checkDays(from, to)
  const viewer = viewerOf(context)
  const statement = new Statement(viewer.tenantId)
  const zone = statement.value(viewer.timeZone, 'text')
  const currency = statement.value(viewer.currency, 'text')
  const first = statement.value(from, 'date')
  const last = statement.value(to, 'date')
  const { read } = context
  const reach = reachSql(recordMeta(RevenueEvent), 'see', 'e', viewer, read.relations, statement)
  const day = `to_char(e.occurred_at at time zone ${zone}, 'YYYY-MM-DD')`
  const key = {
    DAY: day,
    SOURCE: 'e.source',
    METHOD: 'e.method',
    SERVICE: 'e.service_id',
    STAFF: 'e.staff_id',
  }[groupBy]
  const days = `select to_char(d, 'YYYY-MM-DD') as key from generate_series(${first}::timestamp, ${last}::timestamp, interval '1 day') d`
  const grouped = `select l.key, ${sums('l')} from lines l where l.currency = ${currency} group by l.key`
  // Days without a sale are days as well; the other groupings have no list of what could be there.
  const groups =
    groupBy === 'DAY'
      ? `select json_build_object('key', d.key, ${shown('g')}) as one, d.key as place, 0 as net
         from (${days}) d left join (${grouped}) g on g.key = d.key`
      : `select json_build_object('key', g.key, ${shown('g')}) as one, g.key as place, g.net from (${grouped}) g`
  const plan = `
    with lines as materialized (
      select (${key})::text as key, e.currency, e.kind, e.gross_minor, e.discount_minor, e.tax_minor, e.fee_minor, e.net_minor
      from revenue_events e
      where e.tenant_id = ${statement.tenant} and e.archived_at is null
        and e.occurred_at >= ${first}::timestamp at time zone ${zone}
        and e.occurred_at < (${last} + 1)::timestamp at time zone ${zone} and ${reach}
    )
    select json_build_object(
      'groups', (select coalesce(json_agg(g.one order by g.net desc, g.place nulls last), '[]'::json) from (${groups}) g),
      'total', (select json_build_object(${shown('t')}) from
        (select ${sums('l')} from lines l where l.currency = ${currency}) t),
      'otherCurrencies', (select coalesce(json_agg(distinct l.currency order by l.currency), '[]'::json)
        from lines l where l.currency <> ${currency}))`
  return (await read.ask(statement, plan)) as SummarisedRevenue
}

const columns = {
  gross: 'gross_minor',
  discount: 'discount_minor',
  tax: 'tax_minor',
  fee: 'fee_minor',
  net: 'net_minor',
}

function sums(line: string): string {
  const amounts = Object.entries(columns).map(([name, column]) => `sum(${line}.${column}) as ${name}`)
  const count = (kind: string) => `count(*) filter (where ${line}.kind = '${kind}')`
  return [...amounts, `${count('SALE')} as sales`, `${count('REVERSAL')} as reversals`].join(', ')
}

function shown(sum: string): string {
  const amounts = Object.keys(columns).map((name) => `'${name}Minor', coalesce(${sum}.${name}, 0)::text`)
  const counts = [`'count', coalesce(${sum}.sales, 0)`, `'reversalCount', coalesce(${sum}.reversals, 0)`]
  return [...amounts, ...counts].join(', ')
}

function checkDays(from: string, to: string): void {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (days < 1) throw LoncaError.badInput(`"from" is ${from} and "to" is ${to}: the first day comes first.`)
  if (days > maxDays)
    throw LoncaError.badInput(`A summary has at most ${maxDays} days; this asks for ${days}.`)
}
