import type { FieldNode, GraphQLField } from 'graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import { verdictOf } from '../compose/guards.ts'
import { decodeId } from '../ids.ts'
import { mapped, Slot } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Relations } from '../record/relations.ts'
import type { Compilation } from './compilation.ts'
import { compiledField } from './compiled-field.ts'
import { fieldJson } from './field-json.ts'
import { JsonText } from './json-text.ts'
import { NotCompiled } from './not-compiled.ts'
import { pageJson } from './page-json.ts'

const maxNodes = 100
const noId = '00000000-0000-0000-0000-000000000000'

/** A field of the query itself: a record by its id, a list of records, `node`, `nodes`, or one that says how it is compiled. */
export function rootJson(
  compilation: Compilation,
  set: BlueprintSet,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): JsonText {
  const rule = set.rules.get(`Query.${field.name}`)
  if (!rule || verdictOf(rule, compilation.setting.principal) !== 'allowed')
    throw new NotCompiled(`Query.${field.name} is not open to the viewer.`)
  const compiled = compiledField(field)
  if (compiled) return fieldJson(compilation, set, field, compiled, nodes)
  const args = compilation.arguments(field, nodes)
  if (field.name === 'node') return nodeJson(compilation, args.id, nodes)
  if (field.name === 'nodes') return nodesJson(compilation, args.ids, nodes)
  const root = rootsOf(set.relations).get(field.name)
  if (!root) throw new NotCompiled(`Query.${field.name} is written by hand.`)
  if (root.isList) return pageJson(compilation, { meta: root.meta, args }, nodes)
  return byTypedId(compilation, root.meta, args.id, nodes)
}

interface Root {
  readonly meta: RecordMeta
  readonly isList: boolean
}

const known = new WeakMap<Relations, ReadonlyMap<string, Root>>()

function rootsOf(relations: Relations): ReadonlyMap<string, Root> {
  let roots = known.get(relations)
  if (!roots) {
    roots = new Map<string, Root>(
      relations.records
        .filter((meta) => !meta.internal)
        .flatMap((meta) => [
          [meta.singular, { meta, isList: false }],
          [meta.plural, { meta, isList: true }],
        ]),
    )
    known.set(relations, roots)
  }
  return roots
}

function byTypedId(
  compilation: Compilation,
  meta: RecordMeta,
  id: unknown,
  nodes: readonly FieldNode[],
): JsonText {
  const uuid = mapped(id, (given) => uuidOf(given, meta.prefix))
  const found = compilation.recordById(meta, nodes, compilation.statement.value(uuid, 'uuid'))
  return new JsonText().sql(`coalesce(${found}, 'null')`)
}

/** An id of another record finds nothing, as an unknown one does. */
function uuidOf(id: unknown, prefix: string): string {
  const decoded = decodeId(String(id))
  return decoded?.prefix === prefix ? decoded.uuid : noId
}

function nodeJson(compilation: Compilation, id: unknown, nodes: readonly FieldNode[]): JsonText {
  const meta = recordOf(compilation, id instanceof Slot ? id.sample : id)
  return meta ? byTypedId(compilation, meta, id, nodes) : new JsonText().literal('null')
}

/** Each id leads to the record that its prefix names; which records those are is part of the plan's key. */
function nodesJson(compilation: Compilation, ids: unknown, nodes: readonly FieldNode[]): JsonText {
  const { statement } = compilation
  const sample = (ids instanceof Slot ? ids.sample : ids) as readonly unknown[]
  if (sample.length > maxNodes) throw new NotCompiled('So many nodes are refused.')
  const metas = new Set(sample.map((id) => recordOf(compilation, id)))
  const item = statement.alias()
  const ways = [...metas].flatMap((meta) =>
    meta ? `when '${meta.prefix}' then ${compilation.recordById(meta, nodes, `${item}.id`)}` : [],
  )
  const uuids = statement.value(
    mapped(ids, (listed) => (listed as unknown[]).map((id) => decodeId(String(id))?.uuid ?? noId)),
    'uuid[]',
  )
  const prefixes = statement.value(
    mapped(ids, (listed) => (listed as unknown[]).map(prefixOf)),
    'text[]',
  )
  const found = ways.length > 0 ? `coalesce(case ${item}.prefix ${ways.join(' ')} end, 'null')` : `'null'`
  return new JsonText()
    .literal('[')
    .sql(
      `(select coalesce(string_agg(${found}, ',' order by ${item}.place), '') ` +
        `from unnest(${uuids}, ${prefixes}) with ordinality ${item}(id, prefix, place))`,
    )
    .literal(']')
}

function recordOf({ setting }: Compilation, id: unknown): RecordMeta | undefined {
  const meta = setting.relations.byPrefix.get(prefixOf(id))
  return meta?.internal ? undefined : meta
}

/** Prefix of an id as it was given; empty for what is no id. */
export function prefixOf(id: unknown): string {
  return decodeId(String(id))?.prefix ?? ''
}
