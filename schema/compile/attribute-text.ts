import type { Principal } from '../principal.ts'
import { mayRead, valueSql, wireForm } from '../read/columns.ts'
import { type Attribute, valueKind } from '../record/attribute.ts'
import { JsonText } from './json-text.ts'
import { closeMark, jsonLetter, openMark } from './marks.ts'
import type { Scope } from './scope.ts'

/** The value of a plain attribute as JSON; null where the viewer may not read it. */
export function attributeText(attribute: Attribute, scope: Scope, principal: Principal): JsonText {
  if (!mayRead(attribute, principal)) return new JsonText().literal('null')
  const value = scope.read((row) => valueSql(attribute, row))
  const text = new JsonText()
  switch (valueKind(attribute)) {
    case 'text':
    case 'email':
    case 'phone':
    case 'tags':
      return text.sql(attribute.optional ? `coalesce(to_json(${value})::text, 'null')` : `to_json(${value})`)
    case 'integer':
      return text.sql(attribute.optional ? `coalesce(${value}::text, 'null')` : value)
    case 'flag':
      return text.sql(`case ${value} when true then 'true' when false then 'false' else 'null' end`)
    case 'json':
      // Numbers and keys are written as JavaScript writes them.
      return text.sql(`coalesce('${openMark}${jsonLetter}' || ${value}::text || '${closeMark}', 'null')`)
    default: {
      const wire = wireForm(valueKind(attribute), value)
      return attribute.optional
        ? text.sql(`coalesce('"' || ${wire} || '"', 'null')`)
        : text.literal('"').sql(wire).literal('"')
    }
  }
}
