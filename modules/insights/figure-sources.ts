import {
  combined,
  type Kpi,
  type KpiSqlInput,
  type Principal,
  type Relations,
  reachInto,
  reachSql,
  recordMeta,
  type Source,
  type Statement,
} from '../../schema/index.ts'
import { dayBounds } from '../calendar/index.ts'
import { DailySums } from './daily-sums.ts'
import { noSides, type Sides } from './figure.ts'
import { dayName, dayNumber, windowStart } from './kpi-days.ts'
import { countedFor } from './kpi-reach.ts'

/** Who asks for figures, and when. */
export interface FigureMoment {
  readonly principal: Principal
  readonly now: Date
}

/** A figure and the days it is wanted for, as the moment tells: the last is the one in question. */
export interface WantedKpi<M> {
  readonly kpi: Kpi
  readonly days: (moment: M) => readonly number[]
}

/** The statement that figures are read with. */
export interface FigureStatement<M> {
  readonly statement: Statement
  readonly relations: Relations
  /** Only permissions may decide how the statement reads; all else of the person comes through `later`. */
  readonly principal: Principal
  readonly later: (read: (moment: M) => unknown) => unknown
  readonly visitCycleDays: (principal: Principal) => number
}

/** Measures of some days, summed for the same assignees: from rollups and unfolded deltas. */
export class SumsSource implements Source {
  readonly #measures = new Set<string>()
  readonly #firsts: unknown[] = []
  readonly #lasts: unknown[] = []
  #read: { readonly text: string; readonly sums: DailySums } | null = null

  constructor(
    private readonly statement: Statement,
    /** UUIDs under which rollups hold the sums. */
    private readonly assignees: unknown,
    /** The sum over all assignees, which deltas do not carry. */
    private readonly isWhole: boolean,
  ) {}

  /** Needs these measures from one day to another, numbers that may be known later. */
  add(measures: readonly string[], first: unknown, last: unknown): void {
    for (const measure of measures) this.#measures.add(measure)
    this.#firsts.push(first)
    this.#lasts.push(last)
  }

  toSql(): string {
    const { statement } = this
    const measures = statement.value([...this.#measures], 'text[]')
    const day = (given: readonly unknown[], pick: (days: readonly number[]) => string) =>
      statement.value(
        combined(given, (days) => pick(days as number[])),
        'date',
      )
    const first = day(this.#firsts, (days) => dayName(Math.min(...days)))
    const firstMonth = day(this.#firsts, (days) => `${dayName(Math.min(...days)).slice(0, 8)}01`)
    const last = day(this.#lasts, (days) => dayName(Math.max(...days)))
    const assignees = `s.assignee_id = any(${statement.value(this.assignees, 'uuid[]')})`
    const lines = (day: string, amounts: string, table: string, where: string) => `
      coalesce((select string_agg(
        (s.${day} - date '1970-01-01')::text || ' ' || s.${amounts}::text || ' ' || s.measure || chr(10), '')
      from ${table} s where s.tenant_id = ${statement.tenant} and s.measure = any(${measures}) and ${where}), '')`
    const ofDeltas = this.isWhole ? '' : ` and ${assignees}`
    return `${lines('month', 'written', 'kpi_months', `${assignees} and s.month between ${firstMonth} and ${last}`)} ||
      ${lines('day', 'amount', 'kpi_deltas', `s.day between ${first} and ${last}${ofDeltas}`)}`
  }

  /** Fields that share the source share what is read from it. */
  sums(text: string): DailySums {
    if (this.#read?.text !== text) this.#read = { text, sums: new DailySums(text) }
    return this.#read.sums
  }
}

/** A figure as of the end of some days, from rows. */
export class AsOfSource<M extends FigureMoment> implements Source {
  constructor(
    private readonly asked: FigureStatement<M>,
    private readonly kpi: Kpi,
    readonly days: (moment: M) => readonly number[],
  ) {}

  toSql(): string {
    const { statement, relations, principal, later, visitCycleDays } = this.asked
    const { kpi, days } = this
    const { formula } = kpi
    if (formula.kind !== 'asOf') return `''`
    const meta = recordMeta(formula.counts())
    const reach = reachInto(meta, formula.countsBy ?? 'see', principal)
    const parameter = (read: (moment: M) => unknown, type: string) => statement.value(later(read), type)
    const counted = ({ principal: viewer }: M) => {
      const ids = countedFor(meta, viewer, formula.countsBy)
      return typeof ids === 'string' ? [] : ids
    }
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
        reach === 'all' || reach === 'none'
          ? String(reach === 'all')
          : `${id} = any(${parameter(counted, 'uuid[]')})`,
    }
    const firstDays = parameter(
      (moment) => days(moment).map((day) => dayName(windowStart(kpi, day))),
      'date[]',
    )
    const lastDays = parameter((moment) => days(moment).map(dayName), 'date[]')
    const moments = parameter(
      (moment) =>
        days(moment).map((day) =>
          momentOf(dayName(day), moment.principal.timeZone, moment.now).toISOString(),
        ),
      'timestamptz[]',
    )
    return `(select json_agg(json_build_array(f.numerator::bigint::text, f.denominator::bigint::text) order by asked.place)::text
    from (
      select *, ${parameter((moment) => moment.principal.timeZone, 'text')} as time_zone,
        ${parameter((moment) => visitCycleDays(moment.principal), 'int')} as visit_cycle_days
      from unnest(${firstDays}, ${lastDays}, ${moments}) with ordinality d(first_day, last_day, moment, place)
    ) asked
    cross join lateral (${formula.sql(input)}) f)`
  }

  sides(text: string, moment: M): Map<number, Sides> {
    const rows = (text === '' ? [] : JSON.parse(text)) as SidesRow[]
    return new Map(this.days(moment).map((day, place) => [day, sidesOf(rows[place])]))
  }
}

/** Figures over the whole history as they were kept at the end of earlier days. */
export class KeptSource<M> implements Source {
  constructor(
    private readonly asked: Pick<FigureStatement<M>, 'statement' | 'later'>,
    private readonly wanted: readonly WantedKpi<M>[],
  ) {}

  toSql(): string {
    const { statement, later } = this.asked
    const columns = [
      ['text[]', ({ kpi }: WantedKpi<M>) => kpi.id],
      ['int[]', ({ kpi }: WantedKpi<M>) => kpi.version],
      ['date[]', (_: WantedKpi<M>, day: number) => dayName(day)],
    ] as const
    const values = columns.map(([type, read]) => {
      const all = (moment: M) =>
        this.wanted.flatMap((one) =>
          one
            .days(moment)
            .slice(0, -1)
            .map((day) => read(one, day)),
        )
      return statement.value(later(all), type)
    })
    return `(select json_agg(json_build_array(k.kpi, k.day, k.numerator::text, k.denominator::text))::text
    from kpi_snapshots k join unnest(${values.join(', ')}) w(kpi, version, day)
      on k.kpi = w.kpi and k.kpi_version = w.version and k.day = w.day
    where k.tenant_id = ${statement.tenant})`
  }

  /** Sides by KPI id and day. */
  sides(text: string): Map<string, Map<number, Sides>> {
    const rows = (text === '' ? [] : JSON.parse(text)) as (readonly [string, string, ...SidesRow])[]
    const known = new Map<string, Map<number, Sides>>()
    for (const [kpi, day, ...row] of rows) {
      const days = known.get(kpi) ?? new Map<number, Sides>()
      known.set(kpi, days.set(dayNumber(day), sidesOf(row)))
    }
    return known
  }
}

type SidesRow = readonly [numerator: string | null, denominator: string | null]

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
