import {
  encodeId,
  type RecordMeta,
  type RequestContext,
  reachInto,
  reachSql,
  recordMeta,
  type SearchDeclaration,
  Statement,
} from '../../schema/index.ts'
import { type Asked, asked } from './asked.ts'
import { matchSql } from './match-sql.ts'
import { pathSql } from './path-sql.ts'
import type { SearchResult } from './search.types.ts'
import { type FoundRow, shownText } from './shown-text.ts'

const maxFirst = 50

/** What can be found of a record and shown, as parts of the one statement. */
interface Part {
  readonly meta: RecordMeta
  readonly declaration: SearchDeclaration
  readonly sql: string
}

/**
 * Finds records of every kind that declares itself searchable, within the viewer's reach, in one statement. What fits
 * from its start comes first, then what fits at the start of a word, then what holds the text; of these the latest.
 */
export async function search(
  context: RequestContext,
  query: string,
  first: number,
  types: readonly string[] | null,
): Promise<SearchResult[]> {
  const wanted = asked(query)
  if (!wanted) return []
  const statement = new Statement(context.read.principal.tenantId)
  const limit = statement.value(Math.max(0, Math.min(first, maxFirst)), 'int')
  // PostgreSQL refuses a parameter that no text mentions, so it is added when it is asked for.
  let moment: string | undefined
  const now = () => {
    moment ??= statement.value(context.clock.now(), 'timestamptz')
    return moment
  }
  const parts = context.set.searches.flatMap((declaration, place) => {
    const meta = recordMeta(declaration.record())
    const isAsked = !types || types.includes(meta.name)
    if (!isAsked || reachInto(meta, 'see', context.read.principal) === 'none') return []
    const sql = partSql({ context, declaration, meta, wanted, statement, limit, now, place })
    return sql ? [{ meta, declaration, sql }] : []
  })
  if (parts.length === 0) return []
  const plan = `select coalesce(json_agg(f.found order by f.rank, f.place, f.recent desc), '[]'::json) from (
    select * from (${parts.map(({ sql }) => `(${sql})`).join(' union all ')}) every
    order by rank, place, recent desc limit ${limit}) f`
  const rows = (await context.read.ask(statement, plan)) as FoundRow[]
  return rows.flatMap((row) => {
    const part = parts.find(({ meta }) => meta.name === row.type)
    return part ? [resultOf(context, part, row)] : []
  })
}

interface PartOf {
  readonly context: RequestContext
  readonly declaration: SearchDeclaration
  readonly meta: RecordMeta
  readonly wanted: Asked
  readonly statement: Statement
  readonly limit: string
  readonly now: () => string
  readonly place: number
}

function partSql({
  context,
  declaration,
  meta,
  wanted,
  statement,
  limit,
  now,
  place,
}: PartOf): string | null {
  const { read } = context
  const { principal, relations } = read
  const matches = declaration.keys.flatMap(({ by, as, folded }, index) => {
    const path = pathSql(meta, by, 't', read, statement)
    const value = path?.sql(folded ? (row) => `${row}.${folded}` : undefined)
    const match = value && matchSql(as, value, folded !== undefined, wanted, statement, principal.timeZone)
    return match ? [{ ...match, index }] : []
  })
  if (matches.length === 0) return null
  const whens = (what: (match: (typeof matches)[number]) => string) =>
    `case ${matches.map((match) => `when ${match.condition} then ${what(match)}`).join(' ')} end`
  const shown = [declaration.title, ...(declaration.subtitle ?? []), ...declaration.keys.map(({ by }) => by)]
  const texts = shown.map((one) => {
    const path = pathSql(meta, one, 't', read, statement)
    return `to_json(${path ? path.sql() : 'null::text'})`
  })
  const filled = [...placeholders(declaration)].map(({ name }) => {
    const attribute = meta.attributes.get(name)
    return `to_json(${attribute ? `t.${attribute.column}` : 'null::text'})`
  })
  const recent = `extract(epoch from t.${meta.attributes.get(declaration.recent ?? 'updatedAt')?.column})`
  const where = [
    `t.tenant_id = ${statement.tenant}`,
    't.archived_at is null',
    `(${matches.map(({ condition }) => condition).join(' or ')})`,
    ...(declaration.among ? [declaration.among('t', now())] : []),
  ]
  const inner = `select t.id, ${whens(({ rank }) => rank)} as rank,
      ${declaration.soonestFirst ? `-${recent}` : recent} as recent
    from ${meta.table} t
    where ${where.join(' and ')} and ${reachSql(meta, 'see', 't', principal, relations, statement)}
    order by 2, 3 desc limit ${limit}`
  // What a result shows is read for the few that are left.
  return `select c.rank, c.recent, ${place} as place, json_build_object('type', '${meta.name}', 'id', t.id,
      'matched', ${whens(({ index }) => String(index))},
      'texts', json_build_array(${texts.join(', ')}), 'filled', json_build_array(${filled.join(', ')})) as found
    from (${inner}) c join ${meta.table} t on t.tenant_id = ${statement.tenant} and t.id = c.id`
}

function resultOf(context: RequestContext, { meta, declaration }: Part, row: FoundRow): SearchResult {
  const text = (path: string, at: number) => shownText(context, meta, path, row.texts[at])
  const subtitle = declaration.subtitle ?? []
  const key = declaration.keys[row.matched]
  const hint = key && key.by !== declaration.title && !subtitle.includes(key.by)
  return {
    type: meta.name,
    id: encodeId(meta.prefix, row.id),
    title: text(declaration.title, 0) ?? '',
    subtitle: subtitle
      .map((path, index) => text(path, index + 1))
      .filter((part) => part !== null && part !== '')
      .join(' · '),
    path: pathOf(context, meta, declaration, row),
    hint: hint ? text(key.by, 1 + subtitle.length + row.matched) : null,
  }
}

function* placeholders({
  path,
}: SearchDeclaration): Generator<{ whole: string; name: string; isDay: boolean }> {
  for (const [whole, name = '', day] of path.matchAll(/\{(\w+)(:day)?\}/g)) {
    if (name !== 'id') yield { whole, name, isDay: day !== undefined }
  }
}

function pathOf(
  { read }: RequestContext,
  meta: RecordMeta,
  declaration: SearchDeclaration,
  row: FoundRow,
): string {
  let path = declaration.path.replace('{id}', encodeId(meta.prefix, row.id))
  for (const [at, { whole, name, isDay }] of [...placeholders(declaration)].entries()) {
    const value = String(row.filled[at])
    const target = meta.attributes.get(name)?.reference?.target()
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: read.principal.timeZone, dateStyle: 'short' })
    path = path.replace(
      whole,
      isDay ? day.format(new Date(value)) : target ? encodeId(recordMeta(target).prefix, value) : value,
    )
  }
  return path
}
