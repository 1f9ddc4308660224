import {
  type Kpi,
  type KpiSqlInput,
  type Measure,
  measuresOf,
  type Reader,
  reachSql,
  recordMeta,
  Statement,
} from '../../schema/index.ts'
import { dayBounds } from '../calendar/index.ts'
import { DailySums, noSides, type Sides } from './figure.ts'
import { windowOf } from './kpi-days.ts'
import { assigneesCounted, countedFor, reachOf } from './kpi-reach.ts'
import { nobody } from './measured.ts'

/** What figures are computed against. */
export interface KpiMoment {
  readonly read: Reader
  readonly measures: ReadonlyMap<string, Measure>
  readonly now: Date
  readonly visitCycleDays: number
}

/** A figure and the days it is wanted for. */
export interface WantedKpi {
  readonly kpi: Kpi
  /** The day in question. */
  readonly day: string
  /** Earlier days, for the trend and the comparison. */
  readonly earlier: readonly string[]
}

/** Sides of figures by KPI id and day. */
export type SidesByDay = ReadonlyMap<string, ReadonlyMap<string, Sides>>

type SidesRow = readonly [numerator: string | null, denominator: string | null]

interface Answer {
  readonly sums: readonly (readonly [measure: string, day: string, amount: string])[]
  readonly asOf: readonly (readonly SidesRow[])[]
  readonly kept: readonly (readonly [kpi: string, day: string, ...SidesRow])[]
}

/**
 * Reads figures for all their days in one statement: measures from rollups and unfolded deltas, `asOf` figures from
 * rows, the earlier days of those over the whole history from what was kept each night.
 */
export async function readSides(moment: KpiMoment, wanted: readonly WantedKpi[]): Promise<SidesByDay> {
  const { principal } = moment.read
  const statement = new Statement(principal.tenantId)
  const asOf = wanted.map((one) => ({ ...one, days: daysAsOf(one) })).filter(({ days }) => days.length > 0)
  const plan = `select json_build_object(
    'sums', ${sumsSql(moment, wanted, statement)},
    'asOf', json_build_array(${asOf.map((one) => asOfSql(moment, one.kpi, one.days, statement)).join(', ')}),
    'kept', ${keptSql(moment, wanted, statement)})`
  const answer = (await moment.read.ask(statement, plan)) as Answer
  const sums = new DailySums(answer.sums)
  const sides = new Map<string, Map<string, Sides>>()
  for (const { kpi, day, earlier } of wanted) {
    if (kpi.formula.kind === 'asOf') continue
    sides.set(kpi.id, new Map([...earlier, day].map((one) => [one, sums.sides(kpi, windowOf(kpi, one))])))
  }
  asOf.forEach(({ kpi, days }, index) => {
    sides.set(kpi.id, new Map(days.map((day, at) => [day, sidesOf(answer.asOf[index]?.[at])])))
  })
  for (const [kpi, day, ...row] of answer.kept) {
    const known = sides.get(kpi)
    if (!known?.has(day)) known?.set(day, sidesOf(row))
  }
  return sides
}

function sidesOf(row: SidesRow | undefined): Sides {
  if (!row) return noSides
  const [numerator, denominator] = row.map((side) => (side === null ? null : BigInt(side)))
  return { numerator: numerator ?? null, denominator: denominator ?? null }
}

/** The moment at which a figure of a day is true: the end of an earlier day, now for today and for days ahead. */
export function momentOf(day: string, timeZone: string, now: Date): Date {
  const { end } = dayBounds(day, timeZone)
  return end < now.getTime() ? new Date(end - 1) : now
}

/** A measure and the days between which it is needed. */
interface Range {
  readonly measure: string
  readonly from: string
  readonly to: string
}

function sumsSql(moment: KpiMoment, wanted: readonly WantedKpi[], statement: Statement): string {
  const { tenant } = statement
  // Measures are read in groups that count for the same assignees; owners have one group, under the nil id.
  const groups = new Map<string, { assignees: readonly string[]; ranges: Range[] }>()
  for (const range of rangesOf(wanted)) {
    const measure = moment.measures.get(range.measure)
    const assignees = measure ? assigneesCounted(measure, moment.read.principal) : []
    const group = groups.get(assignees.join()) ?? { assignees, ranges: [] }
    group.ranges.push(range)
    groups.set(assignees.join(), group)
  }
  const parts = [...groups.values()].map(({ assignees, ranges }) => {
    const ids = statement.value(assignees, 'uuid[]')
    const isWhole = assignees[0] === nobody
    const measures = statement.value(
      ranges.map(({ measure }) => measure),
      'text[]',
    )
    const first = statement.value(
      ranges.map(({ from }) => from),
      'date[]',
    )
    const last = statement.value(
      ranges.map(({ to }) => to),
      'date[]',
    )
    const within = (alias: string) =>
      `${alias}.tenant_id = ${tenant} and ${alias}.measure = w.measure and ${alias}.day between w.first and w.last`
    return `
      select w.measure, s.day, s.amount from unnest(${measures}, ${first}, ${last}) w(measure, first, last)
      cross join lateral (
        select r.day, r.amount from kpi_rollups r where ${within('r')} and r.assignee_id = any(${ids})
        union all
        select d.day, d.amount from kpi_deltas d where ${within('d')} ${isWhole ? '' : `and d.assignee_id = any(${ids})`}
      ) s`
  })
  if (parts.length === 0) return `'[]'::json`
  return `(select coalesce(json_agg(json_build_array(s.measure, s.day, s.amount::text)), '[]'::json)
    from (select p.measure, p.day, sum(p.amount) as amount from (${parts.join(' union all ')}) p group by 1, 2) s)`
}

function rangesOf(wanted: readonly WantedKpi[]): Range[] {
  const ranges = new Map<string, Range>()
  for (const { kpi, day, earlier } of wanted) {
    const first = [...earlier, day].reduce((one, other) => (one < other ? one : other))
    const from = windowOf(kpi, first)[0] ?? first
    for (const measure of measuresOf(kpi)) {
      const known = ranges.get(measure)
      ranges.set(measure, {
        measure,
        from: known && known.from < from ? known.from : from,
        to: known && known.to > day ? known.to : day,
      })
    }
  }
  return [...ranges.values()]
}

function daysAsOf({ kpi, day, earlier }: WantedKpi): readonly string[] {
  if (kpi.formula.kind !== 'asOf') return []
  return kpi.formula.history === 'recomputed' ? [...earlier, day] : [day]
}

function asOfSql(moment: KpiMoment, kpi: Kpi, days: readonly string[], statement: Statement): string {
  const { formula } = kpi
  if (formula.kind !== 'asOf') return 'null'
  const { read } = moment
  const meta = recordMeta(formula.counts())
  const counted = countedFor(meta, read.principal, formula.countsBy)
  const { principal, relations } = read
  // Columns instead of parameters: the figure is planned once for all its days, and may leave any of them unread.
  const input: KpiSqlInput = {
    tenant: statement.tenant,
    from: 'asked.first_day',
    to: 'asked.last_day',
    now: 'asked.moment',
    timeZone: 'asked.time_zone',
    visitCycleDays: 'asked.visit_cycle_days',
    counted: (row) => reachSql(meta, formula.countsBy ?? 'see', row, principal, relations, statement),
    countedAssignee: (id) =>
      typeof counted === 'string'
        ? String(counted === 'all')
        : `${id} = any(${statement.value(counted, 'uuid[]')})`,
  }
  const firstDays = days.map((day) => windowOf(kpi, day)[0])
  const moments = days.map((day) => momentOf(day, principal.timeZone, moment.now).toISOString())
  return `(select json_agg(json_build_array(f.numerator::bigint::text, f.denominator::bigint::text) order by asked.place)
    from (
      select *, ${statement.value(principal.timeZone, 'text')} as time_zone,
        ${statement.value(moment.visitCycleDays, 'int')} as visit_cycle_days
      from unnest(${statement.value(firstDays, 'date[]')}, ${statement.value(days, 'date[]')},
        ${statement.value(moments, 'timestamptz[]')}) with ordinality d(first_day, last_day, moment, place)
    ) asked
    cross join lateral (${formula.sql(input)}) f)`
}

/** What was kept is the whole business's, so it is shown to those only who reach all of it. */
function keptSql(moment: KpiMoment, wanted: readonly WantedKpi[], statement: Statement): string {
  const kept = wanted.flatMap(({ kpi, earlier }) =>
    kpi.formula.kind === 'asOf' &&
    kpi.formula.history === 'kept' &&
    reachOf(kpi, moment.measures, moment.read.principal) === 'whole'
      ? earlier.map((day) => ({ id: kpi.id, version: kpi.version, day }))
      : [],
  )
  if (kept.length === 0) return `'[]'::json`
  return `(select coalesce(json_agg(json_build_array(k.kpi, k.day, k.numerator::text, k.denominator::text)), '[]'::json)
    from kpi_snapshots k
    join unnest(${statement.value(
      kept.map(({ id }) => id),
      'text[]',
    )},
      ${statement.value(
        kept.map(({ version }) => version),
        'int[]',
      )},
      ${statement.value(
        kept.map(({ day }) => day),
        'date[]',
      )}) w(kpi, version, day)
      on k.kpi = w.kpi and k.kpi_version = w.version and k.day = w.day
    where k.tenant_id = ${statement.tenant})`
}
