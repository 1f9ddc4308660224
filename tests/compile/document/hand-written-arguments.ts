import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import type { RecordMeta } from '../../../schema/index.ts'
import { oddValue } from '../odd-values.ts'
import type { Surroundings } from './selections.ts'

/** Arguments whose sound values only their name tells. */
const known: Readonly<Record<string, readonly unknown[]>> = {
  query: ['ay', 'Çiğ', 'kes', '0532', ''],
  year: [2026, 2027],
  id: ['revenue_today', 'no_show_rate_pct', 'cancellation_rate_pct', 'at_risk_customers'],
  ids: [
    ['revenue_today', 'no_show_rate_pct'],
    ['at_risk_customers', 'revenue_today'],
    ['fill_rate_pct', 'cancellation_rate_pct', 'fill_rate_pct'],
    ['no_such_figure'],
    [],
  ],
  first: [1, 3, 10],
  day: ['2026-11-20', '2026-11-23', '2026-10-15'],
  from: ['2026-10-01', '2026-11-01'],
  to: ['2026-11-20', '2026-11-30'],
  sector: ['hair-salon', 'dental', 'auto-service'],
  blueprint: ['hair-salon', 'dental', 'auto-service', 'generic'],
  type: ['Customer'],
  types: [['Customer'], ['Customer', 'Appointment'], []],
}

/** A value for an argument of a field that somebody wrote by hand, or of `node` and `nodes`. */
export function argumentValue(
  around: Surroundings,
  field: GraphQLField<unknown, unknown>,
  argument: Pick<GraphQLArgument, 'name' | 'type'>,
): unknown {
  const { draw, relations, harvest } = around
  const type: GraphQLInputType = isNonNullType(argument.type) ? argument.type.ofType : argument.type
  if (isListType(type) && argument.name === 'ids' && getNamedType(type).name === 'ID')
    return Array.from({ length: draw.chance(3) ? 0 : draw.between(1, 5) }, () => idOfAny(around))
  const named = getNamedType(type)
  if (named.name === 'ID') {
    if (field.name === 'node') return idOfAny(around)
    const record =
      recordFor(relations.records, argument.name) ??
      relations.records.find((one) => one.singular === field.name)
    const ids = record ? harvest.ids(record) : []
    return ids.length > 0 && draw.chance(90) ? draw.oneOf(ids) : oddValue('ID', draw)
  }
  const options = known[argument.name]
  const soundOptions = options?.filter((value) => Array.isArray(value) === isListType(type))
  if (soundOptions?.length && named.name !== 'JSON') return draw.oneOf(soundOptions)
  if (isListType(type)) return []
  if (isEnumType(named)) return draw.oneOf(named.getValues()).name
  if (isInputObjectType(named)) return requiredFields(around, field, named.getFields())
  return oddValue(named.name, draw)
}

function requiredFields(
  around: Surroundings,
  field: GraphQLField<unknown, unknown>,
  fields: Readonly<Record<string, { name: string; type: GraphQLInputType; defaultValue?: unknown }>>,
): Record<string, unknown> {
  const required = Object.values(fields).filter(
    (one) => isNonNullType(one.type) && one.defaultValue === undefined,
  )
  return Object.fromEntries(required.map((one) => [one.name, argumentValue(around, field, one)]))
}

/** Each record has its turn; now and then the id of nothing. */
function idOfAny({ draw, relations, harvest }: Surroundings): unknown {
  const found = relations.records.filter((one) => !one.internal && harvest.rows(one).length > 0)
  const record = draw.inTurn('node', found, ({ name }) => name)
  return draw.chance(92) ? draw.oneOf(harvest.ids(record)) : oddValue('ID', draw)
}

/** `serviceId` is a service's, `staffId` a staff member's. */
function recordFor(records: readonly RecordMeta[], argument: string): RecordMeta | undefined {
  const name = argument.replace(/Ids?$/, '')
  if (name === argument) return undefined
  if (name === 'moving') return records.find((one) => one.singular === 'appointment')
  return (
    records.find((one) => one.singular === name) ?? records.find((one) => one.singular === `${name}Member`)
  )
}
