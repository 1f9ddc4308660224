import {
  type FieldNode,
  type GraphQLOutputType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Compilation } from './compilation.ts'
import { NotCompiled } from './not-compiled.ts'

/** Writes a value as the JSON of what is selected of it. Throws where the answer would have an error. */
export type WriteValue = (value: unknown) => string

/** The writer of a selection: what graphql-js would answer for values whose fields need no resolver. */
export function valueWriter(
  compilation: Compilation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): WriteValue {
  if (isNonNullType(type)) {
    const write = valueWriter(compilation, type.ofType, nodes)
    return (value) => {
      if (value === null || value === undefined) throw new Error(`A ${type.ofType} has no value.`)
      return write(value)
    }
  }
  const write = presentWriter(compilation, type, nodes)
  return (value) => (value === null || value === undefined ? 'null' : write(value))
}

function presentWriter(
  compilation: Compilation,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
): WriteValue {
  if (isLeafType(type)) return (value) => JSON.stringify(type.serialize(value))
  if (isListType(type)) {
    const write = valueWriter(compilation, type.ofType, nodes)
    return (value) => {
      let text = '['
      for (const item of value as readonly unknown[]) text += text === '[' ? write(item) : `,${write(item)}`
      return `${text}]`
    }
  }
  if (!isObjectType(type)) throw new NotCompiled(`${type} may be of several types.`)
  const fields = type.getFields()
  const members = [...compilation.selection.fields(type, nodes)].map(([key, fieldNodes]) => {
    const name = fieldNodes[0]?.name.value ?? ''
    if (name === '__typename') return { start: `${JSON.stringify(key)}:"${type.name}"`, name, write: null }
    const field = fields[name]
    // The texts of a TranslatedText are read of compiled answers, too.
    if (!field || (field.resolve && type.name !== 'TranslatedText'))
      throw new NotCompiled(`${type.name}.${name} has a resolver.`)
    return { start: `${JSON.stringify(key)}:`, name, write: valueWriter(compilation, field.type, fieldNodes) }
  })
  return (value) => {
    let text = '{'
    for (const { start, name, write } of members) {
      if (text !== '{') text += ','
      text += write ? start + write((value as { readonly [name: string]: unknown })[name]) : start
    }
    return `${text}}`
  }
}
