import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
  visit,
} from 'graphql'
import {
  type BlueprintSet,
  compiledField,
  type Principal,
  type RecordMeta,
  Statement,
} from '../../schema/index.ts'
import { type Filter, filterSql } from '../../schema/read/filter.ts'
import { type PageArguments, windowOf } from '../../schema/read/list.ts'
import { Order } from '../../schema/read/order.ts'
import { pagedRecord } from './document/selections.ts'
import type { PathAnswer, Question } from './paths.ts'

/** Told of a document with a field that only graphql-js can answer. */
export const executedOnly = 'field that is executed'

/** Told of a document with something that is an error as soon as there is a row for it. */
export const refusedThere = 'argument or module that is refused'

/** What a document makes use of, read from the document itself and not from what wrote it. */
export function featuresOf(
  set: BlueprintSet,
  { document, variables, principal }: Question,
  answer: PathAnswer,
): Set<string> {
  const parsed = parse(document)
  const features = new Set<string>()
  documentFeatures(parsed, variables, features)
  const operation = getOperationAST(parsed)
  const query = set.schema.getQueryType()
  if (!operation || !query) return features
  const coerced = getVariableValues(set.schema, operation.variableDefinitions ?? [], variables).coerced
  if (coerced) new Walk(set, principal, parsed, coerced, features).selections(query, operation.selectionSet)
  if (/[:[,]null\b/.test(answer.data)) features.add('null in the answer')
  if (answer.errors.length > 0) features.add('error')
  return features
}

function documentFeatures(
  parsed: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
  features: Set<string>,
): void {
  visit(parsed, {
    VariableDefinition({ variable, defaultValue }) {
      const { value: name } = variable.name
      if (defaultValue) features.add('variable with a default')
      if (!(name in variables))
        features.add(defaultValue ? 'variable left to its default' : 'variable left out')
      else if (variables[name] === null) features.add('variable that is null')
    },
    Field({ alias, name }) {
      if (alias) features.add('alias')
      if (name.value === '__typename') features.add('__typename')
    },
    FragmentSpread: () => void features.add('named fragment'),
    Directive({ name, arguments: [condition] = [] }) {
      features.add(`@${name.value} by ${condition?.value.kind === Kind.VARIABLE ? 'variable' : 'literal'}`)
    },
    NullValue: () => void features.add('null written out'),
    OperationDefinition({ selectionSet }) {
      if (selectionSet.selections.length > 1) features.add('several root fields')
    },
  })
}

/** Follows the document along the types, with the values that the variables have. */
class Walk {
  constructor(
    private readonly set: BlueprintSet,
    private readonly principal: Principal,
    private readonly document: DocumentNode,
    private readonly variables: Readonly<Record<string, unknown>>,
    private readonly features: Set<string>,
  ) {}

  selections(parent: GraphQLNamedType, { selections }: SelectionSetNode): void {
    const keys = new Map<string, FieldNode>()
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        if (keys.has(key) && node.selectionSet) this.features.add('repeated field that merges')
        keys.set(key, node)
        this.#field(parent, node)
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const type = node.typeCondition ? this.set.schema.getType(node.typeCondition.name.value) : parent
        this.features.add(
          `inline fragment ${node.typeCondition ? `on ${isInterfaceType(type) ? 'interface' : 'object'}` : 'alone'}`,
        )
        if (isInterfaceType(parent) && isObjectType(type)) this.features.add(`Node as ${type.name}`)
        if (type) this.selections(type, node.selectionSet)
      } else {
        const fragment = this.document.definitions.find(
          (one): one is FragmentDefinitionNode =>
            one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === node.name.value,
        )
        const type = fragment && this.set.schema.getType(fragment.typeCondition.name.value)
        if (type) this.selections(type, fragment.selectionSet)
      }
    }
  }

  #field(parent: GraphQLNamedType, node: FieldNode): void {
    if (!isObjectType(parent) && !isInterfaceType(parent)) return
    const field = parent.getFields()[node.name.value]
    if (!field) return
    if (node.alias && node.alias.value in parent.getFields() && node.alias.value !== field.name)
      this.features.add('alias that is another field’s name')
    const named = getNamedType(field.type)
    if (parent === this.set.schema.getQueryType()) this.#root(field, node)
    else if (isObjectType(parent) && this.set.relations.byName.has(parent.name)) this.#below(parent, field)
    if (isLeafType(named)) this.features.add(isEnumType(named) ? 'an enum' : `a ${named.name}`)
    if (/^(totalCount|pageInfo|edges|nodes|cursor)$/.test(field.name)) this.features.add(field.name)
    this.#arguments(field, node)
    if (node.selectionSet) this.selections(named, node.selectionSet)
  }

  #root(field: GraphQLField<unknown, unknown>, node: FieldNode): void {
    const rule = this.set.rules.get(`Query.${field.name}`)
    const isDerived = rule !== undefined && 'record' in rule
    if (/^nodes?$/.test(field.name)) this.features.add(`root ${field.name}`)
    else if (isDerived) this.features.add(`Query.${field.name}`)
    else if (compiledField(field)) this.features.add('root field by hand that is compiled')
    else this.features.add('root field by hand')
    const isCompiled = isDerived || compiledField(field) || /^nodes?$/.test(field.name)
    if (!isCompiled || this.#mayFail(field, node)) this.features.add(executedOnly)
  }

  /** Among odd rows the occupancy of a day may fail; then each figure is asked for by itself. */
  #mayFail(field: GraphQLField<unknown, unknown>, node: FieldNode): boolean {
    if (field.name !== 'kpis') return false
    const { ids } = this.#values(field, node)
    return !Array.isArray(ids) || ids.includes('fill_rate_pct')
  }

  #below(parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): void {
    const named = getNamedType(field.type)
    if (pagedRecord(field, this.set.relations)) this.features.add('nested list')
    else if (this.set.relations.byName.has(named.name)) {
      this.features.add('nested reference')
      const { module } = this.set.relations.byName.get(named.name) as RecordMeta
      if (this.principal.switchedOff.has(module)) this.features.add(refusedThere)
    }
    const codeField = this.set.codeFields.get(`${parent.name}.${field.name}`)
    if (codeField?.requires) this.features.add('code field that is spliced')
    else if (codeField) this.features.add(executedOnly)
  }

  #arguments(field: GraphQLField<unknown, unknown>, node: FieldNode): void {
    for (const { value } of node.arguments ?? []) {
      if (value.kind === Kind.VARIABLE) this.features.add('whole argument in a variable')
      else visit(value, { Variable: () => void this.features.add('part of an argument in a variable') })
    }
    const record = pagedRecord(field, this.set.relations)
    if (!record) return
    const values = this.#values(field, node)
    if (this.#isRefused(record, values)) this.features.add(refusedThere)
    for (const name of ['first', 'last', 'after', 'before'])
      if (values[name] !== null && values[name] !== undefined) this.features.add(name)
    if (typeof values.after === 'string' && holdsNull(values.after)) this.features.add('cursor at a null')
    const orderBy = (values.orderBy ?? []) as { field: string; direction: string }[]
    for (const { field: by, direction } of orderBy)
      this.features.add(`order ${record.name}.${by} ${direction}`)
    if (orderBy.length > 1) this.features.add('order by several fields')
    const filter = field.args.find(({ name }) => name === 'filter')
    if (filter && values.filter) this.#filter(filter.type, values.filter as object, record.name)
  }

  #isRefused(record: RecordMeta, values: PageArguments): boolean {
    const { principal } = this
    const statement = new Statement(principal.tenantId)
    try {
      const { cursor, backwards } = windowOf(values)
      const order = new Order(record, values.orderBy, 't', principal)
      if (cursor !== null) order.beyond(cursor, backwards, statement)
      filterSql(record, values.filter as Filter | null, 't', principal, statement)
      return principal.switchedOff.has(record.module)
    } catch {
      return true
    }
  }

  #values(field: GraphQLField<unknown, unknown>, node: FieldNode): Record<string, unknown> {
    try {
      return getArgumentValues(field, node, { ...this.variables })
    } catch {
      return {}
    }
  }

  #filter(type: GraphQLInputType, filter: object, record: string): void {
    const named = getNamedType(type)
    if (!isInputObjectType(named)) return
    for (const [name, value] of Object.entries(filter)) {
      const field = named.getFields()[name]
      if (!field) continue
      if (/^(and|or|not)$/.test(name)) {
        this.features.add(`filter ${name}`)
        for (const one of [value].flat()) if (one) this.#filter(type, one, record)
        continue
      }
      this.features.add(`filter ${record}.${name}`)
      const condition = getNamedType(field.type)
      for (const [operator, operand] of Object.entries(value ?? {}))
        this.features.add(`${kindOf(condition)}.${operator}${operand === null ? ' null' : ''}`)
    }
  }
}

/** Filters of enums are all alike. */
function kindOf(condition: GraphQLNamedType): string {
  const eq = isInputObjectType(condition) ? condition.getFields().eq : undefined
  return eq && isEnumType(getNamedType(eq.type)) ? 'EnumFilter' : condition.name
}

function holdsNull(cursor: string): boolean {
  try {
    return (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]).includes(null)
  } catch {
    return false
  }
}

/** How many documents of a run make use of each thing. */
export class Census {
  readonly #counts = new Map<string, number>()

  add(features: Iterable<string>): void {
    for (const feature of features) this.#counts.set(feature, (this.#counts.get(feature) ?? 0) + 1)
  }

  count(feature: string): number {
    return this.#counts.get(feature) ?? 0
  }

  /** Of the wanted ones, those that too few documents make use of, with how many do. */
  tooSeldom(wanted: Readonly<Record<string, number>>): string[] {
    return Object.entries(wanted)
      .filter(([feature, least]) => this.count(feature) < least)
      .map(([feature, least]) => `${feature}: ${this.count(feature)} of ${least}`)
  }

  toString(): string {
    return [...this.#counts]
      .sort(([, one], [, other]) => other - one)
      .map(([feature, count]) => `${feature} ${count}`)
      .join(', ')
  }
}

/** How many documents at least make use of each thing that the set has, in a run of so many documents. */
export function wantedFeatures(
  { relations, schema }: BlueprintSet,
  documents: number,
): Record<string, number> {
  const wanted: Record<string, number> = {}
  const want = (share: number, ...features: string[]) => {
    for (const feature of features) wanted[feature] = Math.max(1, Math.floor(documents * share))
  }
  want(0.05, ...often)
  want(0.005, ...seldom)
  const types = relations.records.flatMap(({ name }) => {
    const type = schema.getType(name)
    return isObjectType(type) ? Object.values(type.getFields()).map((field) => getNamedType(field.type)) : []
  })
  for (const type of types) if (isLeafType(type) && !isEnumType(type)) want(0.002, `a ${type.name}`)
  for (const record of relations.records) {
    if (record.internal) continue
    const filter = schema.getType(`${record.name}Filter`)
    const order = schema.getType(`${record.name}OrderField`)
    want(0, `Query.${record.singular}`, `Query.${record.plural}`, `Node as ${record.name}`)
    for (const { name } of isEnumType(order) ? order.getValues() : [])
      want(0, `order ${record.name}.${name} ASC`, `order ${record.name}.${name} DESC`)
    for (const { name, type } of isInputObjectType(filter) ? Object.values(filter.getFields()) : []) {
      if (/^(and|or|not)$/.test(name)) continue
      want(0, `filter ${record.name}.${name}`)
      const condition = getNamedType(type)
      const operators = isInputObjectType(condition) ? Object.keys(condition.getFields()) : []
      want(0.002, ...operators.map((operator) => `${kindOf(condition)}.${operator}`))
    }
  }
  return wanted
}

const often = [
  'alias', 'named fragment', '__typename', 'several root fields', 'nested reference', 'nested list', 'totalCount', 'pageInfo',
  'edges', 'nodes', 'cursor', 'first', 'last', 'after', 'root node', 'root nodes', 'inline fragment on object',
  'whole argument in a variable', 'part of an argument in a variable', 'null in the answer', 'an enum', '@skip by literal', '@skip by variable', '@include by literal', '@include by variable',
] // biome-ignore format: one glance

const seldom = [
  'before', 'cursor at a null', 'filter and', 'filter or', 'filter not', 'order by several fields', 'inline fragment on interface',
  'inline fragment alone', 'repeated field that merges', 'alias that is another field’s name', 'variable with a default',
  'variable left to its default', 'variable left out', 'variable that is null', 'null written out', 'root field by hand', 'root field by hand that is compiled', 'error',
  'hidden row', 'owner', 'manager', 'staff', 'API key', 'grant none',
  'grant own', 'grant team', 'grant all', 'module switched off', 'without a column',
] // biome-ignore format: one glance
