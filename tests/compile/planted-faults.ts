import { parse, print, visit } from 'graphql'
import type { Pool } from 'pg'
import { PreparedStatements } from '../../gateway/reads/prepared.ts'
import type { Question } from './paths.ts'

/** A mistake that a compiler of reads could have, made to happen in one that has not. */
export interface PlantedFault {
  readonly name: string
  /** What PostgreSQL is sent instead of a compiled statement. */
  readonly sql?: (text: string) => string
  /** What the parameters are instead. */
  readonly value?: (value: unknown) => unknown
  /** What is compiled instead of the question; `first` is who asked the same document first. */
  readonly question?: (question: Question, first: Question) => Question
}

const everywhere = (pattern: RegExp, by: string) => (text: string) => text.replace(pattern, by)

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'whose rows they are is not asked',
    sql: everywhere(/(\w+\.\w+) = any\((\$\d+::uuid\[\])\)/g, '($1 = any($2) or true)'),
  },
  { name: 'rows in the archive are shown', sql: everywhere(/(r\d+)\.archived_at is null/g, 'true') },
  { name: 'nulls come first', sql: everywhere(/asc nulls last/g, 'asc nulls first') },
  { name: 'nulls come last from the end', sql: everywhere(/desc nulls first/g, 'desc nulls last') },
  {
    name: 'letters are ordered by their bytes',
    sql: everywhere(/ collate "tr-x-icu"/g, ' collate "C"'),
  },
  { name: 'a page is not looked beyond', sql: everywhere(/(limit (?:\$\d+::int|\d+)) \+ 1/g, '$1') },
  { name: 'a page has one row too few', sql: everywhere(/(limit \d+)(?! \+)\b/g, '$1 - 1') },
  { name: 'a cursor leads the other way', sql: everywhere(/ > (\$\d+::)/g, ' < $1') },
  {
    name: 'a cursor shows its own row again',
    sql: everywhere(/(r\d+\.id) ([<>]) (\$\d+::uuid)/g, '$1 $2= $3'),
  },
  {
    name: 'pages from the end are upside down',
    sql: everywhere(/ order by (\w+\.place) desc/g, ' order by $1'),
  },
  {
    name: 'milliseconds are left out',
    sql: everywhere(
      /\((\w+\.\w+) at time zone 'UTC'\)::text/g,
      "date_trunc('second', $1 at time zone 'UTC')::text",
    ),
  },
  { name: 'texts are not escaped', sql: everywhere(/to_json\((\w+\.\w+)\)/g, `('"' || $1 || '"')`) },
  {
    name: 'patterns are not escaped',
    value: (value) => (typeof value === 'string' ? value.replace(/\\([%_\\])/g, '$1') : value),
  },
  { name: 'a search minds capital letters', sql: everywhere(/lonca_fold\(/g, '(') },
  { name: 'a node is of another type', sql: everywhere(/"__typename":"Customer"/g, '"__typename":"Node"') },
  { name: 'ids have another prefix', sql: everywhere(/"cus_/g, '"cst_') },
  { name: 'what is null is empty', sql: everywhere(/, 'null'\)/g, `, '""')`) },
  {
    name: 'key figures leave out what is not folded yet',
    sql: everywhere(/ from kpi_deltas s/g, ' from (select * from kpi_deltas limit 0) s'),
  },
  {
    name: 'key figures leave out their first month',
    sql: everywhere(/s\.month between (\$\d+::date)/g, 's.month between $1 + 31'),
  },
  {
    name: '@skip and @include are not looked at',
    question: (question) => ({ ...question, document: unconditional(question.document) }),
  },
  {
    name: 'a variable that is null is left out',
    question: (question) => ({
      ...question,
      variables: Object.fromEntries(Object.entries(question.variables).filter(([, value]) => value !== null)),
    }),
  },
  {
    name: 'a plan is shared by people of other rights',
    question: (question, { principal: { role, grants, switchedOff } }) => ({
      ...question,
      principal: { ...question.principal, role, grants, switchedOff },
    }),
  },
  {
    name: 'a plan is shared by other variables',
    question: (question, { variables }) => ({ ...question, variables }),
  },
]

function unconditional(document: string): string {
  const conditions = (name: string) => name === 'skip' || name === 'include'
  // Variables that only a condition needs stay, where nobody minds them.
  return print(
    visit(parse(document), { Directive: ({ name }) => (conditions(name.value) ? null : undefined) }),
  )
}

/** Only what answers a whole query begins with the member of its answer. */
const compiledQuery = /then \(+'\{"/

let faultyOnes = 0

/** Statements of a pool, but for what becomes of compiled ones on their way. */
export class FaultyStatements extends PreparedStatements {
  /** Connections are the sound pool's, which has statements of the same names. */
  readonly #number: number

  constructor(
    pool: Pool,
    private readonly fault: PlantedFault,
  ) {
    super(pool)
    faultyOnes += 1
    this.#number = faultyOnes
  }

  override row(name: string, text: string, values: readonly unknown[], asBytes?: boolean) {
    return super.row(`${name}_${this.#number}`, ...this.#planted(text, values), asBytes)
  }

  #planted(text: string, values: readonly unknown[]): [text: string, values: readonly unknown[]] {
    const { sql, value } = this.fault
    if (!compiledQuery.test(text)) return [text, values]
    return [sql?.(text) ?? text, value ? values.map(value) : values]
  }
}
