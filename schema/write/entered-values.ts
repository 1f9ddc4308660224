import { inputName } from '../derive/write-inputs.ts'
import type { RefusalReason } from '../errors.ts'
import { type Attribute, valueKind } from '../record/attribute.ts'
import type { RecordMeta } from '../record/record-meta.ts'

const maxTags = 50
const maxJsonBytes = 64 * 1024

export interface EnteredValues {
  /** Checked values by attribute name, references excluded. */
  readonly values: { [name: string]: unknown }
  /** References that were given: the attribute and the caller's id, or null to clear it. */
  readonly references: readonly { attribute: Attribute; id: string | null }[]
  readonly reasons: readonly RefusalReason[]
}

/**
 * Checks and normalises what a caller entered for a record. `create` wants every required attribute, `update` takes
 * what is there. Collects every reason at once, so that a form can show them together.
 */
export function enteredValues(
  meta: RecordMeta,
  input: Readonly<{ [name: string]: unknown }>,
  mode: 'create' | 'update',
): EnteredValues {
  const values: { [name: string]: unknown } = {}
  const references: { attribute: Attribute; id: string | null }[] = []
  const reasons: RefusalReason[] = []
  for (const attribute of meta.attributes.values()) {
    if (attribute.writable === 'never') {
      if (mode === 'create' && attribute.default !== undefined) values[attribute.name] = attribute.default
      continue
    }
    if (mode === 'update' && attribute.writable === 'create') continue
    const field = inputName(attribute)
    const given = input[field]
    if (given === undefined && (mode === 'update' || attribute.default !== undefined)) {
      if (mode === 'create') values[attribute.name] = attribute.default
      continue
    }
    if (given === null || given === undefined || given === '') {
      if (!attribute.optional) reasons.push({ code: 'REQUIRED', field: [field] })
      else if (attribute.reference) references.push({ attribute, id: null })
      else values[attribute.name] = null
      continue
    }
    if (attribute.reference) {
      references.push({ attribute, id: String(given) })
      continue
    }
    const checked = checkedValue(attribute, given)
    if ('reason' in checked) reasons.push({ ...checked.reason, field: [field] })
    else values[attribute.name] = checked.value
  }
  return { values, references, reasons }
}

/** References to the member who creates a row: nobody enters them. */
export function filledWithViewer(meta: RecordMeta) {
  return [...meta.attributes.values()].flatMap(({ name, column, reference }) =>
    reference?.fill === 'viewer' ? [{ name, column, reference }] : [],
  )
}

type Checked = { readonly value: unknown } | { readonly reason: Omit<RefusalReason, 'field'> }

function checkedValue(attribute: Attribute, given: unknown): Checked {
  switch (valueKind(attribute)) {
    case 'text':
    case 'email':
    case 'phone':
      return checkedText(attribute, String(given))
    case 'integer':
    case 'money':
    case 'decimal':
      return checkedNumber(attribute, given)
    case 'tags':
      return checkedTags(given as string[])
    case 'json':
    case 'translated':
      return JSON.stringify(given).length > maxJsonBytes
        ? { reason: { code: 'TOO_LONG', with: { max: maxJsonBytes } } }
        : { value: given }
    default:
      return { value: given }
  }
}

function checkedText(attribute: Attribute, given: string): Checked {
  const text = given.normalize('NFC').trim()
  // PostgreSQL cannot store a NUL character in text.
  if (text.includes('\u0000')) return { reason: { code: 'INVALID' } }
  if (text === '' && !attribute.optional) return { reason: { code: 'REQUIRED' } }
  if (attribute.maxLength !== undefined && text.length > attribute.maxLength) {
    return { reason: { code: 'TOO_LONG', with: { max: attribute.maxLength } } }
  }
  if (!attribute.normalise || text === '') return { value: text === '' ? null : text }
  const normal = attribute.normalise(text)
  return normal === null ? { reason: { code: 'INVALID' } } : { value: normal }
}

function checkedNumber(attribute: Attribute, given: unknown): Checked {
  const amount = Number(given)
  if (attribute.min !== undefined && amount < attribute.min) {
    return { reason: { code: 'TOO_SMALL', with: { min: attribute.min } } }
  }
  if (attribute.max !== undefined && amount > attribute.max) {
    return { reason: { code: 'TOO_LARGE', with: { max: attribute.max } } }
  }
  return { value: given }
}

function checkedTags(given: readonly string[]): Checked {
  const tags = [...new Set(given.map((tag) => tag.normalize('NFC').trim()).filter((tag) => tag !== ''))]
  if (tags.some((tag) => tag.includes('\u0000'))) return { reason: { code: 'INVALID' } }
  if (tags.length > maxTags) return { reason: { code: 'TOO_LARGE', with: { max: maxTags } } }
  if (tags.some((tag) => tag.length > 60)) return { reason: { code: 'TOO_LONG', with: { max: 60 } } }
  return { value: tags }
}
