import {
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  type ValueNode,
} from 'graphql'
import { type Moment, Slot } from '../read/statement.ts'
import { NotCompiled } from './not-compiled.ts'

type Variables = Readonly<{ [name: string]: unknown }>

/**
 * Arguments of a field as its resolver would get them, with a slot wherever a variable's value stands: numbers, texts,
 * instants, lists of them. What decides how a statement reads is taken as it is: which keys are given, null, booleans
 * and enums; `shapeOf` says all of that of a variable.
 */
export function slottedArguments(
  field: { readonly args: readonly GraphQLArgument[] },
  node: FieldNode,
  variables: Variables,
): { [name: string]: unknown } {
  const given = new Map(node.arguments?.map((argument) => [argument.name.value, argument.value]))
  return slottedFields(field.args, given, variables)
}

type Field = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>

function slottedFields(
  fields: readonly Field[],
  given: ReadonlyMap<string, ValueNode>,
  variables: Variables,
): { [name: string]: unknown } {
  const values: { [name: string]: unknown } = {}
  for (const { name, type, defaultValue } of fields) {
    const node = given.get(name)
    const isAbsent = !node || (node.kind === Kind.VARIABLE && !(node.name.value in variables))
    if (!isAbsent) values[name] = slottedLiteral(node, type, variables)
    else if (defaultValue !== undefined) values[name] = defaultValue
  }
  return values
}

function slottedLiteral(node: ValueNode, type: GraphQLInputType, variables: Variables): unknown {
  if (isNonNullType(type)) {
    const value = slottedLiteral(node, type.ofType, variables)
    if (value === null || value === undefined)
      throw new NotCompiled(`${type} was expected, and null was given.`)
    return value
  }
  if (node.kind === Kind.NULL) return null
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value
    return slottedValue(variables[name], type, (moment) => moment.variables[name])
  }
  if (isListType(type)) {
    const items = node.kind === Kind.LIST ? node.values : [node]
    return joined(items.map((item) => slottedLiteral(item, type.ofType, variables)))
  }
  if (isInputObjectType(type)) {
    if (node.kind !== Kind.OBJECT) throw new TypeError(`An object of ${type.name} was expected.`)
    const given = new Map(node.fields.map((field) => [field.name.value, field.value]))
    return slottedFields(Object.values(type.getFields()), given, variables)
  }
  return type.parseLiteral(node, variables as { [name: string]: unknown })
}

function slottedValue(value: unknown, type: GraphQLInputType, read: (moment: Moment) => unknown): unknown {
  if (isNonNullType(type)) return slottedValue(value, type.ofType, read)
  if (value === null || value === undefined) return value
  if (isListType(type)) {
    if (isLeaf(type.ofType)) return new Slot(read, value)
    return (value as unknown[]).map((item, index) =>
      slottedValue(item, type.ofType, (moment) => (read(moment) as unknown[])[index]),
    )
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        slottedValue(
          item,
          (fields[name] as { type: GraphQLInputType }).type,
          (moment) => (read(moment) as { [name: string]: unknown })[name],
        ),
      ]),
    )
  }
  return isShape(value, type) ? value : new Slot(read, value)
}

/** A list with slots in it is a slot of the whole list. */
function joined(items: readonly unknown[]): unknown {
  if (!items.some((item) => item instanceof Slot)) return items
  const at = (moment: Moment) => items.map((item) => (item instanceof Slot ? item.read(moment) : item))
  const sample = items.map((item) => (item instanceof Slot ? item.sample : item))
  return new Slot(at, sample)
}

/** What of a variable's value decides how a statement reads. Two values of one shape share a statement. */
export function shapeOf(value: unknown, type: GraphQLInputType): string {
  if (isNonNullType(type)) return shapeOf(value, type.ofType)
  if (value === undefined) return 'u'
  if (value === null) return 'n'
  if (isListType(type)) {
    if (isLeaf(type.ofType)) return 'l'
    return `[${(value as unknown[]).map((item) => shapeOf(item, type.ofType)).join()}]`
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields()
    const members = Object.entries(value).map(
      ([name, item]) => `${name}:${shapeOf(item, (fields[name] as { type: GraphQLInputType }).type)}`,
    )
    return `{${members.join()}}`
  }
  return isShape(value, type) ? String(value) : 'v'
}

function isShape(value: unknown, type: GraphQLInputType): boolean {
  return typeof value === 'boolean' || isEnumType(type)
}

function isLeaf(type: GraphQLInputType): boolean {
  return isLeafType(isNonNullType(type) ? type.ofType : type)
}
