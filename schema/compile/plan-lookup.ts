import type { FieldNode, GraphQLResolveInfo } from 'graphql'
import type { Lookup } from '../read/lookup.ts'
import type { Bound, Statement } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { Compilation, type CompileSetting } from './compilation.ts'
import { pageJson, rowsJson } from './page-json.ts'
import { Selection } from './selection.ts'
import { joined, splice } from './splice.ts'

/** A part of an operation that graphql-js executes, as a sub-select of its own. */
export interface PlannedPart {
  /** A scalar sub-select of JSON text with marks. */
  readonly plan: string
  readonly bound: Bound
  /** Records that the text marks where it shows health data of them. */
  readonly health: ReadonlySet<RecordMeta>
}

/**
 * Compiles what a field selects of the records that its resolver points at. Records by id are planned together: the
 * answer is an object of them by UUID. Throws NotCompiled, or the error of an argument.
 */
export function planLookup(
  setting: CompileSetting,
  { meta, asks }: Lookup,
  uuids: readonly string[],
  info: GraphQLResolveInfo,
): PlannedPart {
  const { fieldNodes } = info
  return planned(setting, info, (compilation) => {
    if (asks.kind === 'page') return pageJson(compilation, { meta, args: asks.args }, fieldNodes).toSql()
    if (asks.kind === 'rows') return rowsJson(compilation, { meta, args: asks.args }, fieldNodes).toSql()
    const ids = compilation.statement.value(uuids, 'uuid[]')
    return recordsJson(compilation, meta, fieldNodes, `unnest(${ids})`)
  })
}

/** The same for records that a field further down leads to; `ids` selects the UUIDs of those that it may lead to. */
export function planAhead(
  setting: CompileSetting,
  meta: RecordMeta,
  nodes: readonly FieldNode[],
  ids: (statement: Statement) => string,
  info: GraphQLResolveInfo,
): PlannedPart {
  return planned(setting, info, (compilation) =>
    recordsJson(compilation, meta, nodes, `(${ids(compilation.statement)})`),
  )
}

function planned(
  setting: CompileSetting,
  info: GraphQLResolveInfo,
  json: (compilation: Compilation) => string,
): PlannedPart {
  const selection = new Selection(info.schema, info.fragments, info.variableValues)
  const compilation = new Compilation(setting, selection, true)
  const plan = compilation.statement.finished(json(compilation))
  const moment = { principal: setting.principal, variables: info.variableValues }
  return { plan: plan.sql, bound: { values: plan.valuesAt(moment) }, health: compilation.health }
}

/** An object of records by UUID, with what is selected of them; null for those that the viewer may not see. */
function recordsJson(
  compilation: Compilation,
  meta: RecordMeta,
  nodes: readonly FieldNode[],
  ids: string,
): string {
  const record = compilation.recordById(meta, nodes, 'wanted.id')
  const members = `string_agg(concat('"', wanted.id, '":', coalesce(${record}, 'null')), ',')`
  return `(select concat('{', ${members}, '}') from ${ids} wanted(id))`
}

/** What graphql-js goes on with. */
export function parsePlanned(text: string): unknown {
  return JSON.parse(joined(splice(Buffer.from(text)).pieces).toString())
}
