import type { Composition } from '../../schema/index.ts'

/** What no answer may carry, whoever gets it. */
const insides: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack', /\n\s+at |\\n\s+at |stacktrace|node:internal/],
  ['a path', /node_modules|\/(home|work|tmp|usr|var|opt|srv)\/|\.[tj]s:\d|file:\/\//],
  [
    'SQL',
    /\b(select|insert into|update|delete from)\b[^"]{0,80}\b(from|values|set|where)\b|set_config|current_setting/i,
  ],
  [
    'PostgreSQL',
    /\bpg_|SQLSTATE|syntax error at or near|violates|relation \\?"|column \\?"|lonca_app|lonca_owner/,
  ],
]

/** Finds what an answer must not say: our insides, names of tables, and names that the one who asks may not know. */
export class LeakFinder {
  readonly #tables: RegExp
  readonly #hidden: RegExp | null

  /** @param blueprint of the one who asks; null for a stranger, who is to learn no name of any sector. */
  constructor(composition: Composition, blueprint: string | null) {
    const tables = composition.setFor(composition.blueprints.map(({ key }) => key)).relations.records
    this.#tables = words(tables.map(({ table }) => table).filter((table) => table.includes('_')))
    const visible = new Set(Object.keys(composition.setFor(blueprint ? [blueprint] : []).schema.getTypeMap()))
    const all = Object.keys(composition.superset.getTypeMap())
    const hidden = all.filter((name) => !visible.has(name) && !name.startsWith('__'))
    this.#hidden = hidden.length > 0 ? words(hidden) : null
  }

  /** What was found, in words; empty when there is nothing. */
  in(body: string): string[] {
    const patterns = [...insides, ['the table', this.#tables] as const]
    if (this.#hidden) patterns.push(['the hidden name', this.#hidden])
    return patterns.flatMap(([what, pattern]) => {
      const found = pattern.exec(body)
      return found ? [`${what}: ${JSON.stringify(found[0])}`] : []
    })
  }
}

function words(names: readonly string[]): RegExp {
  return new RegExp(`\\b(${names.join('|')})\\b`)
}
