import { LoncaError } from '../errors.ts'
import { decodeId } from '../ids.ts'
import type { Principal } from '../principal.ts'
import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { mayRead, valueSql } from './columns.ts'
import { mapped, type Statement } from './statement.ts'

/** What the generated `…Filter` input carries: attribute names, and `and`, `or`, `not`. Compared values may be slots. */
export type Filter = Readonly<{ [name: string]: unknown }>

const maxConditions = 60
const maxListed = 200

/** A filter as an SQL predicate over `row`. Throws FORBIDDEN for an attribute that the viewer may not read. */
export function filterSql(
  meta: RecordMeta,
  filter: Filter | null | undefined,
  row: string,
  principal: Principal,
  statement: Statement,
): string {
  let left = maxConditions
  const walk = (node: Filter): string => {
    const parts: string[] = []
    for (const [name, condition] of Object.entries(node)) {
      if (condition === null || condition === undefined) continue
      left -= 1
      if (left < 0) throw LoncaError.badInput(`A filter has at most ${maxConditions} conditions.`)
      if (name === 'and') parts.push(...(condition as Filter[]).map(walk))
      else if (name === 'or') parts.push(anyOf((condition as Filter[]).map(walk)))
      else if (name === 'not') parts.push(`not coalesce(${walk(condition as Filter)}, false)`)
      else parts.push(...conditions(readable(meta, name, principal), condition as Filter, row, statement))
    }
    return parts.length > 0 ? `(${parts.join(' and ')})` : 'true'
  }
  return filter ? walk(filter) : 'true'
}

/** True when the filter speaks of archived rows itself, so that the default "not archived" stays away. */
export function mentions(filter: Filter | null | undefined, name: string): boolean {
  if (!filter) return false
  return Object.entries(filter).some(([key, value]) => {
    if (key === name) return true
    if (key === 'and' || key === 'or')
      return (value as Filter[] | null)?.some((part) => mentions(part, name)) ?? false
    return key === 'not' && mentions(value as Filter, name)
  })
}

function anyOf(parts: string[]): string {
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false'
}

function readable(meta: RecordMeta, name: string, principal: Principal): Attribute {
  const attribute = name === 'id' ? identifier(meta) : meta.attributes.get(name)
  if (!attribute) throw LoncaError.badInput(`${meta.name} cannot be filtered by "${name}".`)
  if (!mayRead(attribute, principal)) throw LoncaError.forbidden(`filter ${meta.plural} by ${name}`)
  return attribute
}

/** The id as an attribute: written with its prefix, stored as a UUID, like a reference to the record itself. */
function identifier(meta: RecordMeta): Attribute {
  return {
    name: 'id',
    kind: 'reference',
    column: 'id',
    label: { en: 'Id', tr: 'Kimlik' },
    privacy: 'none',
    optional: false,
    writable: 'never',
    list: false,
    unique: true,
    reference: { target: () => meta.class, carriesReach: false },
  }
}

function conditions(attribute: Attribute, condition: Filter, row: string, statement: Statement): string[] {
  const value = valueSql(attribute, row)
  const kind = valueKind(attribute)
  const parts: string[] = []
  for (const [operator, given] of Object.entries(condition)) {
    if (given === undefined) continue
    if (operator === 'isNull') {
      if (given !== null) parts.push(`${value} is ${given ? '' : 'not '}null`)
      continue
    }
    if (given === null) {
      if (operator === 'eq') parts.push(`${value} is null`)
      continue
    }
    parts.push(comparison(attribute, kind, operator, value, given, statement))
  }
  return parts
}

function comparison(
  attribute: Attribute,
  kind: AttributeKind,
  operator: string,
  value: string,
  given: unknown,
  statement: Statement,
): string {
  const type = columnType[kind]
  switch (operator) {
    case 'eq':
      return `${value} = ${statement.value(
        mapped(given, (one) => storedValue(attribute, one)),
        type,
      )}`
    case 'in':
      return `${value} = any(${statement.value(
        mapped(given, (listed) => storedValues(attribute, listed as unknown[])),
        `${type}[]`,
      )})`
    case 'gte':
      return `${value} >= ${statement.value(given, type)}`
    case 'lte':
      return `${value} <= ${statement.value(given, type)}`
    case 'contains':
      if (kind === 'tags') return `${value} @> array[${statement.value(given, 'text')}]`
      return `lonca_fold(${value}) like '%' || lonca_fold(${statement.value(mapped(given, escapeLike), 'text')}) || '%'`
    default:
      throw LoncaError.badInput(`"${operator}" is not an operator of ${attribute.name}.`)
  }
}

function storedValue(attribute: Attribute, given: unknown): unknown {
  if (!attribute.reference) return given
  const decoded = decodeId(String(given))
  const wanted = recordMeta(attribute.reference.target()).prefix
  // An id of another kind matches nothing, exactly as an unknown one does.
  if (decoded?.prefix !== wanted) return '00000000-0000-0000-0000-000000000000'
  return decoded.uuid
}

function storedValues(attribute: Attribute, listed: readonly unknown[]): unknown[] {
  if (listed.length > maxListed) throw LoncaError.badInput(`"in" takes at most ${maxListed} values.`)
  return listed.map((one) => storedValue(attribute, one))
}

function escapeLike(text: unknown): string {
  return String(text).replace(/[\\%_]/g, (character) => `\\${character}`)
}

/** PostgreSQL's type for parameters that are compared with an attribute of the kind. */
export const columnType: Readonly<{ [kind in AttributeKind]: string }> = {
  text: 'text',
  translated: 'jsonb',
  integer: 'int',
  decimal: 'numeric',
  money: 'bigint',
  flag: 'boolean',
  choice: 'text',
  instant: 'timestamptz',
  date: 'date',
  time: 'time',
  email: 'text',
  phone: 'text',
  tags: 'text[]',
  json: 'jsonb',
  reference: 'uuid',
  derived: 'text',
}
