import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql'

/**
 * Scalars pass what PostgreSQL already wrote: reading is free, and what comes in is checked here so that a bad
 * value never reaches SQL.
 */
function textScalar<T>(
  name: string,
  description: string,
  parse: (text: string) => T | null,
  write?: (value: unknown) => unknown,
) {
  const read = (value: unknown): T => {
    const parsed = typeof value === 'string' ? parse(value) : null
    if (parsed === null) {
      throw new GraphQLError(`${name} cannot represent ${JSON.stringify(value)}: ${description}`, {
        extensions: { code: 'BAD_USER_INPUT' },
      })
    }
    return parsed
  }
  return new GraphQLScalarType({
    name,
    description,
    serialize: write ?? ((value) => value),
    parseValue: read,
    parseLiteral: (node: ValueNode) =>
      read(node.kind === Kind.STRING || (name === 'Long' && node.kind === Kind.INT) ? node.value : null),
  })
}

const isoInstant = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

/** `2026-11-20T11:20:00.000Z`; read with any offset, always sent in UTC with milliseconds. */
export const DateTime = textScalar(
  'DateTime',
  'A point in time in ISO 8601 with an offset, within the years 1 to 9999.',
  (text) => {
    if (!isoInstant.test(text) || !isDay(text.slice(0, 10))) return null
    const instant = new Date(text)
    return Number.isNaN(instant.getTime()) || text.startsWith('0000') ? null : instant
  },
  (value) => (value instanceof Date ? value.toISOString() : value),
)

export const LocalDate = textScalar('LocalDate', 'A calendar day, YYYY-MM-DD.', (text) =>
  isDay(text) ? text : null,
)

export const LocalTime = textScalar('LocalTime', 'A time of day, HH:mm.', (text) =>
  /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? text : null,
)

/** 64-bit integers do not fit JSON numbers, so they travel as text. */
export const Long = textScalar(
  'Long',
  'A 64-bit integer as text.',
  (text) => (/^-?\d{1,18}$/.test(text) ? String(BigInt(text)) : null),
  (value) => (value === null || value === undefined ? value : String(value)),
)

export const Decimal = textScalar(
  'Decimal',
  'An exact decimal number as text.',
  (text) => (/^-?\d{1,20}(\.\d{1,10})?$/.test(text) ? text : null),
  (value) => (value === null || value === undefined ? value : String(value)),
)

export const JsonValue = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
})

function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)
  if (!match || match[1] === '0000') return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
