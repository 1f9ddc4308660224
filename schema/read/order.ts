import { createHash } from 'node:crypto'
import { LoncaError } from '../errors.ts'
import type { Principal } from '../principal.ts'
import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { mayRead, valueSql } from './columns.ts'
import { columnType } from './filter.ts'
import { mapped, Slot, type Statement } from './statement.ts'

export type Direction = 'ASC' | 'DESC'

export interface OrderInput {
  readonly field: string
  readonly direction: Direction
}

interface Key {
  readonly name: string
  /** What the key is read from; null for the id. */
  readonly attribute: Attribute | null
  readonly sql: string
  readonly type: string
  readonly direction: Direction
  readonly nullable: boolean
}

/** Kinds that have an order a person would expect. */
export const orderableKinds: readonly AttributeKind[] = [
  'text', 'integer', 'decimal', 'money', 'flag', 'choice', 'instant', 'date', 'time', 'email', 'phone',
] // biome-ignore format: one glance

const maxKeys = 5

/** A total order over a record's rows, and the cursors that mark places in it. */
export class Order {
  readonly #keys: readonly Key[]

  constructor(
    meta: RecordMeta,
    input: readonly OrderInput[] | null | undefined,
    row: string,
    principal: Principal,
  ) {
    const asked = input?.length ? input : meta.order
    if (asked.length > maxKeys) throw LoncaError.badInput(`A list is ordered by at most ${maxKeys} fields.`)
    const keys = asked.map(({ field, direction }) => {
      const attribute = meta.attributes.get(field)
      if (!attribute) throw LoncaError.badInput(`${meta.plural} cannot be ordered by "${field}".`)
      if (!mayRead(attribute, principal)) throw LoncaError.forbidden(`order ${meta.plural} by ${field}`)
      return keyOf(attribute, row, direction)
    })
    const last = keys.at(-1)?.direction ?? 'DESC'
    this.#keys = [
      ...keys,
      { name: 'id', attribute: null, sql: `${row}.id`, type: 'uuid', direction: last, nullable: false },
    ]
  }

  /** `order by` terms; backwards for the pages that are asked for from the end. */
  sql(backwards: boolean): string {
    return this.#keys
      .map((key) => {
        const ascending = (key.direction === 'ASC') !== backwards
        return `${key.sql} ${ascending ? 'asc nulls last' : 'desc nulls first'}`
      })
      .join(', ')
  }

  /** Attributes whose values a cursor holds, after `signature` and before the id. */
  get attributes(): readonly Attribute[] {
    return this.#keys.flatMap(({ attribute }) => attribute ?? [])
  }

  cursor(row: Readonly<{ [name: string]: unknown }>): string {
    const values = this.#keys.map((key) => row[key.name] ?? null)
    return Buffer.from(JSON.stringify([this.signature, ...values])).toString('base64url')
  }

  /** The rows behind (or, backwards, before) a cursor, as a predicate. Throws BAD_USER_INPUT for a foreign cursor. */
  beyond(cursor: string | Slot, backwards: boolean, statement: Statement): string {
    const values = this.#read(cursor instanceof Slot ? cursor.sample : cursor)
    const valueAt = (index: number) =>
      mapped(cursor, (text) => this.#read(text, nullPattern(values))[index] ?? null)
    const ways: string[] = []
    const equal: string[] = []
    this.#keys.forEach((key, index) => {
      const given = values[index] ?? null
      const ascending = (key.direction === 'ASC') !== backwards
      const placeholder = given === null ? null : collated(statement.value(valueAt(index), key.type), key)
      const past = pastSql(key, placeholder, ascending)
      if (past) ways.push([...equal, past].join(' and '))
      equal.push(placeholder === null ? `${key.sql} is null` : `${key.sql} = ${placeholder}`)
    })
    return `(${ways.map((way) => `(${way})`).join(' or ')})`
  }

  /** Names the order, so that a cursor of another one is told apart. */
  get signature(): string {
    const shape = this.#keys.map((key) => `${key.name}:${key.direction}`).join(',')
    return createHash('sha256').update(shape).digest('base64url').slice(0, 8)
  }

  /** The values of a cursor; `pattern` says which of them are null, where a statement was written for such cursors. */
  #read(cursor: unknown, pattern?: string): unknown[] {
    const wrong = () =>
      LoncaError.badInput('This cursor does not belong to this list and order: start from the first page.')
    let parsed: unknown
    try {
      parsed = JSON.parse(Buffer.from(String(cursor), 'base64url').toString('utf8'))
    } catch {
      throw wrong()
    }
    if (!Array.isArray(parsed) || parsed.length !== this.#keys.length + 1) throw wrong()
    const [signature, ...values] = parsed
    if (signature !== this.signature) throw wrong()
    values.forEach((value, index) => {
      if (!fits(value, this.#keys[index]?.type)) throw wrong()
    })
    if (pattern !== undefined && nullPattern(values) !== pattern) throw wrong()
    return values
  }
}

/** Which values of a cursor are null: the predicate behind it depends on nothing else of it. */
export function nullPattern(values: readonly unknown[]): string {
  return values.map((value) => (value === null ? 0 : 1)).join('')
}

function keyOf(attribute: Attribute, row: string, direction: Direction): Key {
  const kind = valueKind(attribute)
  // Turkish letters sort as Turkish readers expect: Ç after C, ı before i.
  const collation = kind === 'text' ? ' collate "tr-x-icu"' : ''
  return {
    name: attribute.name,
    attribute,
    sql: `${valueSql(attribute, row)}${collation}`,
    type: columnType[kind],
    direction,
    nullable: attribute.optional,
  }
}

function collated(placeholder: string, key: Key): string {
  return key.sql.endsWith('"tr-x-icu"') ? `${placeholder} collate "tr-x-icu"` : placeholder
}

function pastSql(key: Key, placeholder: string | null, ascending: boolean): string | null {
  if (placeholder === null) return ascending ? null : `${key.sql} is not null`
  if (!ascending) return `${key.sql} < ${placeholder}`
  return key.nullable ? `(${key.sql} > ${placeholder} or ${key.sql} is null)` : `${key.sql} > ${placeholder}`
}

/** Cursors come back from outside: a value that PostgreSQL would choke on is refused here. */
function fits(value: unknown, type: string | undefined): boolean {
  if (value === null) return type !== 'uuid'
  switch (type) {
    case 'int':
      return Number.isSafeInteger(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'uuid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    case 'bigint':
      return typeof value === 'string' && /^-?\d{1,18}$/.test(value)
    case 'numeric':
      return typeof value === 'string' && /^-?\d{1,30}(\.\d{1,30})?$/.test(value)
    case 'timestamptz':
      return (
        typeof value === 'string' &&
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
        !Number.isNaN(Date.parse(value))
      )
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
    default:
      return typeof value === 'string' && !value.includes('\u0000')
  }
}
