import type { QueryName } from '../queries.ts'
import type { Results } from './results.ts'

/** A number to reach. `most`: the smaller the better; `least`: the larger the better. */
interface Goal {
  readonly title: string
  readonly kind: 'most' | 'least'
  readonly unit: 'times' | 'µs' | 's' | ''
  readonly target: number
  readonly stretch: number
  /** What the run saw; null when it did not look. */
  seen(results: Results): number | null
}

export interface JudgedGoal {
  readonly title: string
  readonly target: string
  readonly stretch: string
  readonly seen: string
  readonly verdict: 'stretch' | 'met' | 'missed' | 'not measured'
}

const reads: readonly QueryName[] = ['q1', 'q2', 'q3', 'q4']

function againstLimit(query: QueryName) {
  return ({ figures }: Results) => figures[query]?.product.against.limit?.totalCpu ?? null
}

/** How many times as much CPU PostGraphile took. */
function againstPostgraphile(query: QueryName) {
  return ({ figures }: Results) => figures[query]?.postgraphile.against.product?.totalCpu ?? null
}

function worst(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((value) => value !== null && value !== undefined)
  return known.length === 0 ? null : Math.max(...known)
}

const goals: readonly Goal[] = [
  { title: 'Q1, CPU against the limit', kind: 'most', unit: 'times', target: 1.5, stretch: 1.25, seen: againstLimit('q1') },
  { title: 'Q2, CPU against the limit', kind: 'most', unit: 'times', target: 1.25, stretch: 0.85, seen: againstLimit('q2') },
  { title: 'Q3, CPU against the limit', kind: 'most', unit: 'times', target: 1.15, stretch: 0.85, seen: againstLimit('q3') },
  { title: 'Q1, CPU of PostGraphile by ours', kind: 'least', unit: 'times', target: 2.5, stretch: 3, seen: againstPostgraphile('q1') },
  { title: 'Q2, CPU of PostGraphile by ours', kind: 'least', unit: 'times', target: 1.5, stretch: 2, seen: againstPostgraphile('q2') },
  { title: 'Q3, CPU of PostGraphile by ours', kind: 'least', unit: 'times', target: 1.5, stretch: 2, seen: againstPostgraphile('q3') },
  {
    title: 'Q2, CPU of the server alone, PostGraphile by ours',
    kind: 'least',
    unit: 'times',
    target: 5,
    stretch: 7,
    seen: ({ figures }) => figures.q2?.postgraphile.against.product?.serverCpu ?? null,
  },
  {
    title: 'A code field on a 50x5 list, server CPU by the list without it',
    kind: 'most',
    unit: 'times',
    target: 2,
    stretch: 1.5,
    seen: ({ codeField }) => codeField.ratio,
  },
  {
    title: 'Q4, CPU of PostgreSQL',
    kind: 'most',
    unit: 'µs',
    target: 120,
    stretch: 80,
    seen: ({ figures }) => figures.q4?.product.postgresCpu ?? null,
  },
  {
    title: 'Q4, CPU of PostgreSQL with ten times the history',
    kind: 'most',
    unit: 'times',
    target: 1.3,
    stretch: 1.3,
    seen: ({ growth }) => growth.rows.find(({ query }) => query === 'q4')?.ratio.postgresCpu ?? null,
  },
  { title: 'Q5, CPU against the limit', kind: 'most', unit: 'times', target: 1.3, stretch: 1.1, seen: againstLimit('q5') },
  {
    title: 'Statements of a read, the most of Q1 to Q4',
    kind: 'most',
    unit: '',
    target: 1,
    stretch: 1,
    seen: ({ counts }) => worst(reads.map((query) => counts.product[query]?.statements)),
  },
  {
    title: 'Round trips of a read, the most of Q1 to Q4',
    kind: 'most',
    unit: '',
    target: 1,
    stretch: 1,
    seen: ({ counts }) => worst(reads.map((query) => counts.product[query]?.roundTrips)),
  },
  {
    title: 'p99 of a read at 32 connections against the limit, the worst of Q1 to Q4',
    kind: 'most',
    unit: 'times',
    target: 1.5,
    stretch: 1.1,
    seen: ({ figures }) => worst(reads.map((query) => figures[query]?.product.against.limit?.p99)),
  },
  {
    title: 'Ten times the tenants, CPU of Q1 and Q2',
    kind: 'most',
    unit: 'times',
    target: 1.2,
    stretch: 1.1,
    seen: ({ growth }) => worstGrowth(growth.tenants),
  },
  {
    title: 'Ten times the rows in one tenant, CPU of Q1 and Q2',
    kind: 'most',
    unit: 'times',
    target: 1.5,
    stretch: 1.2,
    seen: ({ growth }) => worstGrowth(growth.rows),
  },
  {
    title: 'One event to 2,000 sockets: plain graphql-ws by ours, time to the last',
    kind: 'least',
    unit: 'times',
    target: 3,
    stretch: 4,
    seen: ({ fanOut }) => fanOut && fanOut.plainMs / fanOut.productMs,
  },
  {
    title: 'Memory of an open subscription: plain graphql-ws by ours',
    kind: 'least',
    unit: 'times',
    target: 4,
    stretch: 7,
    seen: ({ fanOut }) => fanOut && fanOut.plainBytesPerSocket / fanOut.productBytesPerSocket,
  },
  {
    title: 'First start on an empty folder, initdb to first answer',
    kind: 'most',
    unit: 's',
    target: 3,
    stretch: 1.5,
    seen: ({ startUp }) => startUp.firstMs / 1000,
  },
] // biome-ignore format: one line where it fits

function worstGrowth(growths: Results['growth']['rows']): number | null {
  return worst(
    growths.filter(({ query }) => query === 'q1' || query === 'q2').map(({ ratio }) => ratio.totalCpu),
  )
}

/** Holds what was seen against every goal. */
export function judged(results: Results): JudgedGoal[] {
  return goals.map(({ title, kind, unit, target, stretch, seen }) => {
    const value = seen(results)
    const reaches = (bar: number) => value !== null && (kind === 'most' ? value <= bar : value >= bar)
    const sign = kind === 'most' ? '≤' : '≥'
    const shown = (number: number) => `${rounded(number)}${unit === 'times' ? 'x' : unit && ` ${unit}`}`
    return {
      title,
      target: `${sign} ${shown(target)}`,
      stretch: `${sign} ${shown(stretch)}`,
      seen: value === null ? '–' : shown(value),
      verdict:
        value === null ? 'not measured' : reaches(stretch) ? 'stretch' : reaches(target) ? 'met' : 'missed',
    }
  })
}

function rounded(value: number): string {
  return value >= 20 ? value.toFixed(0) : String(Number(value.toFixed(2)))
}
