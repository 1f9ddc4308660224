import {
  type Attribute,
  type BlueprintDeclaration,
  type BlueprintSet,
  type OverrideValue,
  type RecordMeta,
  refuse,
  requiredFieldsOf,
  type Words,
} from '../../schema/index.ts'
import { nearest } from './nearest.ts'
import type { SetBlueprintOverrideInput } from './overrides.types.ts'

const mostCards = 8
const longestWord = 60

/**
 * What an input says, checked against the blueprint and the schema that it is about. Refuses a target that does not
 * exist, with the nearest that does, and a value that the target cannot have.
 */
export function overrideValue(
  set: BlueprintSet,
  blueprint: BlueprintDeclaration,
  input: SetBlueprintOverrideInput,
): OverrideValue {
  switch (input.kind) {
    case 'FIELD':
      return fieldValue(set, input)
    case 'KPI':
      return cardsValue(set, input)
    case 'MODULE':
      return placeValue(blueprint, input)
    case 'WORD':
      return wordValue(blueprint, input)
  }
}

function fieldValue(set: BlueprintSet, input: SetBlueprintOverrideInput): OverrideValue {
  const { meta, attribute } = fieldAt(set, input.target)
  const value: OverrideValue = {
    ...(typeof input.hidden === 'boolean' && { hidden: input.hidden }),
    ...(typeof input.required === 'boolean' && { required: input.required }),
    ...(input.label && { label: sound(input.label, 'label') }),
  }
  if (Object.keys(value).length === 0) refuse('OVERRIDE_SAYS_NOTHING', ['hidden'])
  const isMandatory = !attribute.optional && attribute.default === undefined && attribute.writable !== 'never'
  const canBeFilled = meta.crud.length > 0 && attribute.writable !== 'never'
  if (value.required && !canBeFilled) refuse('OVERRIDE_NOT_FILLED', ['required'])
  if (value.required === false && isMandatory) refuse('OVERRIDE_RECORD_NEEDS', ['required'])
  const required = requiredFieldsOf(set, [{ blueprint: '', kind: 'FIELD', target: input.target, value }])
  if (value.hidden && (isMandatory || required.has(input.target)))
    refuse('OVERRIDE_HIDES_REQUIRED', ['hidden'])
  return value
}

function fieldAt(set: BlueprintSet, target: string): { meta: RecordMeta; attribute: Attribute } {
  const [type = '', name = ''] = target.split('.')
  const shown = set.relations.records.filter((meta) => !meta.internal)
  const meta = shown.find((one) => one.name === type)
  const attribute = meta?.attributes.get(name)
  if (meta && attribute && attribute.privacy !== 'secret') return { meta, attribute }
  const all = (meta ? [meta] : shown).flatMap((one) =>
    [...one.attributes.keys()].map((attributeName) => `${one.name}.${attributeName}`),
  )
  return unknown(target, all)
}

function cardsValue(set: BlueprintSet, { target, cards }: SetBlueprintOverrideInput): OverrideValue {
  if (target !== 'cards') unknown(target, ['cards'])
  const chosen = [...new Set(cards ?? [])]
  if (chosen.length === 0) refuse('OVERRIDE_SAYS_NOTHING', ['cards'])
  if (chosen.length > mostCards) refuse('TOO_LARGE', ['cards'], { max: mostCards })
  const known = set.kpis.map((kpi) => kpi.id)
  for (const id of chosen) if (!known.includes(id)) unknown(id, known, 'cards')
  return { cards: chosen }
}

function placeValue(
  { panel }: BlueprintDeclaration,
  { target, hidden }: SetBlueprintOverrideInput,
): OverrideValue {
  const places = panel.navigation.map((item) => item.key)
  if (!places.includes(target)) unknown(target, places)
  if (typeof hidden !== 'boolean') refuse('OVERRIDE_SAYS_NOTHING', ['hidden'])
  if (hidden && target === 'today') refuse('OVERRIDE_FIRST_PLACE', ['target'])
  return { hidden }
}

function wordValue(
  { words }: BlueprintDeclaration,
  { target, one, many }: SetBlueprintOverrideInput,
): OverrideValue {
  if (!words[target]) unknown(target, Object.keys(words))
  if (!one || !many) refuse('REQUIRED', [one ? 'many' : 'one'])
  return { one: sound(one, 'one'), many: sound(many, 'many') }
}

function sound({ tr, en }: Words, field: string): Words {
  const words = { tr: tr.normalize('NFC').trim(), en: en.normalize('NFC').trim() }
  for (const [locale, text] of Object.entries(words)) {
    if (text === '') refuse('REQUIRED', [field, locale])
    if (text.length > longestWord) refuse('TOO_LONG', [field, locale], { max: longestWord })
    if (text.includes('\u0000')) refuse('INVALID', [field, locale])
  }
  return words
}

function unknown(given: string, known: readonly string[], field = 'target'): never {
  return refuse('OVERRIDE_UNKNOWN', [field], { given: given.slice(0, 80), nearest: nearest(given, known) })
}
