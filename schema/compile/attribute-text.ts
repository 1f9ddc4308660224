import type { Principal } from '../principal.ts'
import { mayRead, valueSql, wireForm } from '../read/columns.ts'
import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import { JsonText } from './json-text.ts'
import { closeMark, instantMark, instantPad, jsonMark } from './marks.ts'
import type { Scope } from './scope.ts'

/** The value of a plain attribute as JSON; null where the viewer may not read it. */
export function plainText(attribute: Attribute, scope: Scope, principal: Principal): JsonText {
  if (!mayRead(attribute, principal)) return new JsonText().literal('null')
  const value = scope.read((row) => valueSql(attribute, row))
  const text = new JsonText()
  switch (valueKind(attribute)) {
    case 'text':
    case 'email':
    case 'phone':
    case 'tags':
    case 'json':
      return text.sql(attribute.optional ? `coalesce(to_json(${value})::text, 'null')` : `to_json(${value})`)
    case 'integer':
      return text.sql(attribute.optional ? `coalesce(${value}::text, 'null')` : value)
    case 'flag':
      return text.sql(`case ${value} when true then 'true' when false then 'false' else 'null' end`)
    default: {
      const wire = wireForm(valueKind(attribute), value)
      return attribute.optional
        ? text.sql(`coalesce('"' || ${wire} || '"', 'null')`)
        : text.literal('"').sql(wire).literal('"')
    }
  }
}

/** The same where the process finishes what PostgreSQL would take longer for, or cannot write as JavaScript does. */
export function attributeText(attribute: Attribute, scope: Scope, principal: Principal): JsonText {
  const marks = marksAround(valueKind(attribute))
  if (!marks || !mayRead(attribute, principal)) return plainText(attribute, scope, principal)
  const value = scope.read((row) => valueSql(attribute, row))
  const [before, after] = marks
  const text = valueKind(attribute) === 'instant' ? `(${value} at time zone 'UTC')::text` : `${value}::text`
  return attribute.optional
    ? new JsonText().sql(`coalesce('${before}' || ${text} || '${after}', 'null')`)
    : new JsonText().literal(before).sql(text).literal(after)
}

function marksAround(kind: AttributeKind): readonly [before: string, after: string] | null {
  if (kind === 'instant') return [`"${instantMark}`, `${instantPad}"`]
  return kind === 'json' ? [jsonMark, closeMark] : null
}
