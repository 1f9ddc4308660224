import { getNamedType, isObjectType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import { type BlueprintSet, type PanelWidget, type Principal, verdictOf } from '../../schema/index.ts'

/** What a document cannot do without: its root fields, and the modules whose lists it shows. */
interface Needs {
  readonly rootFields: readonly string[]
  readonly modules: readonly string[]
}

const known = new WeakMap<BlueprintSet, Map<string, Needs>>()

/** Whether the viewer can be answered what the widget asks; a reference that leads nowhere does not hide it. */
export function isAnswered(
  set: BlueprintSet,
  { document, needs = [] }: Pick<PanelWidget, 'document' | 'needs'>,
  viewer: Principal,
): boolean {
  const asked = document ? needsOf(set, document) : { rootFields: [], modules: [] }
  if (asked.modules.some((module) => viewer.switchedOff.has(module))) return false
  return [...needs, ...asked.rootFields].every((name) => mayAsk(set, name, viewer))
}

/** Whether the viewer may call a query. */
export function mayAsk(set: BlueprintSet, query: string, viewer: Principal): boolean {
  const rule = set.rules.get(`Query.${query}`)
  return rule !== undefined && verdictOf(rule, viewer) === 'allowed'
}

function needsOf(set: BlueprintSet, document: string): Needs {
  const ofSet = known.get(set) ?? new Map<string, Needs>()
  known.set(set, ofSet)
  const needs = ofSet.get(document) ?? read(set, document)
  ofSet.set(document, needs)
  return needs
}

function read(set: BlueprintSet, document: string): Needs {
  const rootFields: string[] = []
  const modules = new Set<string>()
  const types = new TypeInfo(set.schema)
  visit(
    parse(document),
    visitWithTypeInfo(types, {
      Field: (node) => {
        const parent = types.getParentType()
        if (parent === set.schema.getQueryType()) rootFields.push(node.name.value)
        else {
          const module = listedModule(set, types)
          if (module) modules.add(module)
        }
      },
    }),
  )
  return { rootFields, modules: [...modules] }
}

/** The module of the records in a list, when the field at hand is one. */
function listedModule(set: BlueprintSet, types: TypeInfo): string | undefined {
  const type = getNamedType(types.getType())
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return undefined
  return set.relations.byName.get(type.name.replace(/Connection$/, ''))?.module
}
