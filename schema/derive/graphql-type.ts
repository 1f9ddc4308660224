import type { GraphQLScalarType } from 'graphql'
import { Int, registerEnumType } from 'type-graphql'
import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import { DateTime, Decimal, JsonValue, LocalDate, LocalTime, Long } from '../scalars.ts'
import { generated } from './generated.ts'
import { TranslatedText, TranslatedTextInput } from './shared-types.ts'

// biome-ignore lint/complexity/noBannedTypes: type-graphql takes constructors such as String
export type GraphQLTypeValue = GraphQLScalarType | Function | object

const scalars: Readonly<Partial<{ [kind in AttributeKind]: GraphQLTypeValue }>> = {
  text: String,
  integer: Int,
  decimal: Decimal,
  money: Long,
  flag: Boolean,
  instant: DateTime,
  date: LocalDate,
  time: LocalTime,
  email: String,
  phone: String,
  json: JsonValue,
}

/** The GraphQL type of an attribute's value; references are handled where they are declared. */
export function graphqlType(attribute: Attribute, direction: 'output' | 'input'): GraphQLTypeValue {
  if (attribute.choice) return choiceEnum(attribute)
  const kind = valueKind(attribute)
  if (kind === 'tags') return [String]
  if (kind === 'translated') return direction === 'output' ? TranslatedText : TranslatedTextInput
  const scalar = scalars[kind]
  if (!scalar) throw new Error(`${attribute.name}: "${kind}" has no GraphQL type.`)
  return scalar
}

/** The enum of a Choice; its values equal the stored text. */
export function choiceEnum(attribute: Attribute): object {
  const { name, values } = attribute.choice ?? { name: '', values: {} }
  return generated(name, () => {
    const enumObject = Object.fromEntries(Object.keys(values).map((value) => [value, value]))
    registerEnumType(enumObject, {
      name,
      description: attribute.description ?? attribute.label.en,
      valuesConfig: Object.fromEntries(
        Object.entries(values).map(([value, words]) => [value, { description: words.en }]),
      ),
    })
    return enumObject
  })
}
