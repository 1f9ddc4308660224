import { type FieldNode, type GraphQLField, isLeafType, isNonNullType } from 'graphql'
import { mayRead } from '../read/columns.ts'
import { type Attribute, valueKind } from '../record/attribute.ts'
import { attributeOf } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { plainText } from './attribute-text.ts'
import type { Compilation } from './compilation.ts'
import { JsonText, jsonObject } from './json-text.ts'
import { closeMark, firstNumber, codeMark as mark } from './marks.ts'
import { NotCompiled } from './not-compiled.ts'
import type { Scope } from './scope.ts'

/** A field of a record that a resolver computes. `requires`: the attributes it looks at; null: it did not say. */
export interface CodeField {
  readonly requires: readonly string[] | null
}

/** By coordinate, `Type.field`. */
export type CodeFields = ReadonlyMap<string, CodeField>

const required = new Map<unknown, Map<string, readonly string[]>>()

/**
 * Says which attributes of its record a field resolver looks at; it may look at `id` besides, and at nothing else of
 * the row. Lists with such a field are then still read in one statement, and the values are put into its answer.
 */
export function Requires(...attributes: readonly string[]): MethodDecorator {
  return (prototype, method) => {
    const methods = required.get(prototype.constructor) ?? new Map<string, readonly string[]>()
    methods.set(String(method), attributes)
    required.set(prototype.constructor, methods)
  }
}

export function requirementsOf(resolver: unknown, method: string): readonly string[] | null {
  return required.get(resolver)?.get(method) ?? null
}

/** Attributes about health that a field of the record shows; one that does not say what it looks at may show them all. */
export function healthBehind(meta: RecordMeta, field: string, codeFields: CodeFields): Attribute[] {
  const codeField = codeFields.get(`${meta.name}.${field}`)
  const looksAt = codeField ? (codeField.requires ?? [...meta.attributes.keys()]) : [field]
  return looksAt.flatMap((name) => {
    const attribute = meta.attributes.get(name)
    return attribute?.privacy === 'health' ? [attribute] : []
  })
}

/** A code field of an operation, with what its resolver is called with. */
export interface SplicedField {
  readonly field: GraphQLField<unknown, unknown>
  readonly nodes: readonly FieldNode[]
  readonly meta: RecordMeta
}

/** Leaves a mark with the values that a code field requires, where its value is to stand. */
export function codeMark(
  compilation: Compilation,
  { meta, codeField, field, nodes }: SplicedField & { readonly codeField: CodeField },
  scope: Scope,
): JsonText {
  const isLeaf = isLeafType(isNonNullType(field.type) ? field.type.ofType : field.type)
  if (!codeField.requires || !isLeaf)
    throw new NotCompiled(`${meta.name}.${field.name} does not say what it is computed from.`)
  const number = compilation.spliced.push({ meta, field, nodes }) - 1
  const row = jsonObject([
    [
      'id',
      new JsonText()
        .literal('"')
        .sql(scope.read((alias) => `${alias}.id`))
        .literal('"'),
    ],
    ...codeField.requires.map(
      (name) => [name, requiredText(attributeOf(meta, name), scope, compilation)] as const,
    ),
  ])
  return new JsonText()
    .literal(`${mark}${String.fromCharCode(firstNumber + number)}`)
    .append(row)
    .literal(closeMark)
}

/** As a row of the reader has it: references are raw, and nothing is marked. */
function requiredText(attribute: Attribute, scope: Scope, { setting }: Compilation): JsonText {
  const isRaw = attribute.reference || valueKind(attribute) === 'translated'
  if (!isRaw || !mayRead(attribute, setting.principal)) return plainText(attribute, scope, setting.principal)
  const value = scope.read((row) => `${row}.${attribute.column}`)
  return new JsonText().sql(`coalesce(to_json(${value})::text, 'null')`)
}
