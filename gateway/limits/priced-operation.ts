import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql'
import { costOf } from '../../schema/index.ts'

/** A number that is known now, or with the variables: the length of a list, or the number itself. */
export type Size = number | { readonly variable: string; readonly otherwise: number }

/** A field is only answered when the variable has this value. */
export interface Condition {
  readonly variable: string
  readonly wanted: boolean
}

/** A field of an operation with what it costs. */
export interface PricedField {
  /** From the operation down, in the schema's words. */
  readonly path: string
  /** Argument that `size` was read from, for whoever asks for too much. */
  readonly sizeFrom: string | null
  /** How many of it one parent has. */
  readonly size: Size
  /** Points for the field itself, each time that it is answered. */
  readonly points: number
  /** Whether each of it is an object. */
  readonly isObject: boolean
  readonly conditions: readonly Condition[]
  readonly below: PricedSet
}

/** What is asked of one object: of any, and of each type that it may be. */
export interface PricedSet {
  readonly always: readonly PricedField[]
  readonly byType: readonly (readonly PricedField[])[]
}

/** Rows of a page that does not say how many, as in every connection of the schema. */
export const pageSize = 20
/** Rows of a list that cannot be asked for in pages. */
export const plainListSize = 5
export const introspectionPoints = 200
export const mutationPoints = 10

const nothing: PricedSet = { always: [], byType: [] }

/**
 * Reads once what an operation can cost, so that each request only fills in its variables. For documents that were
 * validated and are not larger than allowed: each fragment is followed wherever it is spread.
 */
export function pricedOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): PricedSet {
  const root = schema.getRootType(operation.operation)
  if (!root) return nothing
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const defaults = new Map<string, ValueNode | undefined>(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue,
    ]),
  )
  return new Pricing(schema, fragments, defaults, operation.operation === 'mutation').of(
    [operation.selectionSet],
    root,
    null,
    '',
  )
}

interface Found {
  readonly node: FieldNode
  readonly sets: SelectionSetNode[]
  readonly conditions: readonly Condition[]
}

interface Page {
  readonly size: Size
  readonly from: string
}

class Pricing {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly defaults: ReadonlyMap<string, ValueNode | undefined>,
    private readonly isMutation: boolean,
  ) {}

  /** @param page of the parent, when it is a connection: its rows are in fields that have no arguments. */
  of(sets: readonly SelectionSetNode[], type: GraphQLNamedType, page: Page | null, path: string): PricedSet {
    const found = new Map<GraphQLNamedType, Map<string, Found>>()
    for (const set of sets) this.#collect(set, type, type, [], found)
    const priced = (of: GraphQLNamedType) =>
      [...(found.get(of)?.values() ?? [])].flatMap((one) => this.#priced(one, of, page, path))
    const others = [...found.keys()].filter((one) => one !== type)
    return { always: priced(type), byType: others.map(priced) }
  }

  /** Fields that merge into one answer are one; what belongs to a narrower type is kept with that type. */
  #collect(
    set: SelectionSetNode,
    type: GraphQLNamedType,
    narrowed: GraphQLNamedType,
    conditions: readonly Condition[],
    found: Map<GraphQLNamedType, Map<string, Found>>,
  ): void {
    for (const selection of set.selections) {
      const own = this.#conditions(selection.directives)
      if (own === null) continue
      const all = own.length > 0 ? [...conditions, ...own] : conditions
      if (selection.kind === Kind.FIELD) {
        const fields = found.get(narrowed) ?? new Map<string, Found>()
        found.set(narrowed, fields)
        const name = selection.alias?.value ?? selection.name.value
        const key = `${name} ${all.map(({ variable, wanted }) => `${variable}=${wanted}`).join(' ')}`
        const known = fields.get(key) ?? { node: selection, sets: [], conditions: all }
        if (selection.selectionSet) known.sets.push(selection.selectionSet)
        fields.set(key, known)
        continue
      }
      const fragment =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)
      if (!fragment) continue
      const on = fragment.typeCondition && this.schema.getType(fragment.typeCondition.name.value)
      // An interface says nothing about which type an object has.
      const target = on && isAbstractType(type) && isObjectType(on) ? on : narrowed
      this.#collect(fragment.selectionSet, type, target, all, found)
    }
  }

  #priced({ node, sets, conditions }: Found, parent: GraphQLNamedType, page: Page | null, path: string) {
    const name = node.name.value
    const isRoot = path === ''
    const here = isRoot ? name : `${path}.${name}`
    const leaf = { path: here, sizeFrom: null, size: 1, isObject: false, conditions, below: nothing }
    if (name === '__schema' || name === '__type') return [{ ...leaf, points: introspectionPoints }]
    const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
    if (!field) return []
    const cost = costOf(field)
    const points = (cost?.points ?? 0) + (isRoot && this.isMutation ? mutationPoints : 0)
    const named = getNamedType(field.type)
    if (!isCompositeType(named)) return points > 0 ? [{ ...leaf, points }] : []
    const own = this.#page(field, node, cost?.rows)
    const isList = isListType(getNullableType(field.type))
    const size = isList ? (own?.size ?? page?.size ?? cost?.rows ?? plainListSize) : 1
    return [
      {
        path: here,
        sizeFrom: isList ? (own?.from ?? page?.from ?? null) : null,
        size,
        points,
        isObject: true,
        conditions,
        below: this.of(sets, named, isList ? null : own, here),
      },
    ]
  }

  /** How many rows the arguments ask for; null for a field that takes no such argument. */
  #page(field: GraphQLField<unknown, unknown>, node: FieldNode, usually: number | undefined): Page | null {
    const takes = (name: string) => field.args.some((one) => one.name === name)
    if (!takes('first') && !takes('ids')) return null
    for (const name of ['first', 'last', 'ids']) {
      const value = takes(name) && node.arguments?.find((one) => one.name.value === name)?.value
      const size = value ? this.#size(value) : null
      if (size !== null) return { size, from: name }
    }
    const usual = field.args.find((one) => one.name === 'first')?.defaultValue ?? usually
    return { size: typeof usual === 'number' ? usual : pageSize, from: takes('first') ? 'first' : 'ids' }
  }

  #size(value: ValueNode): Size | null {
    if (value.kind === Kind.INT) return Number(value.value)
    if (value.kind === Kind.LIST) return value.values.length
    if (value.kind !== Kind.VARIABLE) return null
    const variable = value.name.value
    const otherwise = this.defaults.get(variable)
    const size = otherwise && this.#size(otherwise)
    return { variable, otherwise: typeof size === 'number' ? size : pageSize }
  }

  /** Null for what is never answered. */
  #conditions(directives: readonly DirectiveNode[] | undefined): readonly Condition[] | null {
    const conditions: Condition[] = []
    for (const { name, arguments: given } of directives ?? []) {
      if (name.value !== 'skip' && name.value !== 'include') continue
      const wanted = name.value === 'include'
      const value = given?.find((one) => one.name.value === 'if')?.value
      if (value?.kind === Kind.BOOLEAN && value.value !== wanted) return null
      if (value?.kind === Kind.VARIABLE && this.defaults.get(value.name.value) === undefined)
        conditions.push({ variable: value.name.value, wanted })
    }
    return conditions
  }
}
