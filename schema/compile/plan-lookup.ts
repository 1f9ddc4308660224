import type { GraphQLResolveInfo } from 'graphql'
import type { Lookup } from '../read/lookup.ts'
import type { Bound } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { Compilation, type CompileSetting } from './compilation.ts'
import { pageJson, rowsJson } from './page-json.ts'
import { Selection } from './selection.ts'
import { splice } from './splice.ts'

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
  lookup: Lookup,
  uuids: readonly string[],
  info: GraphQLResolveInfo,
): PlannedPart {
  const selection = new Selection(info.schema, info.fragments, info.variableValues)
  const compilation = new Compilation(setting, selection, true)
  const { statement } = compilation
  const { meta, asks } = lookup
  const json = () => {
    if (asks.kind === 'page') return pageJson(compilation, { meta, args: asks.args }, info.fieldNodes).toSql()
    if (asks.kind === 'rows') return rowsJson(compilation, { meta, args: asks.args }, info.fieldNodes).toSql()
    const ids = statement.value(uuids, 'uuid[]')
    const record = compilation.recordById(meta, info.fieldNodes, 'wanted.id')
    const members = `string_agg(concat('"', wanted.id, '":', coalesce(${record}, 'null')), ',')`
    return `(select concat('{', ${members}, '}') from unnest(${ids}) wanted(id))`
  }
  const plan = statement.finished(json())
  const moment = { principal: setting.principal, variables: info.variableValues }
  return { plan: plan.sql, bound: { values: plan.valuesAt(moment) }, health: compilation.health }
}

/** What graphql-js goes on with. */
export function parsePlanned(text: string): unknown {
  return JSON.parse(splice(text).pieces.join(''))
}
