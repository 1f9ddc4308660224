import {
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { BlueprintSet, RecordMeta } from '../../schema/index.ts'
import { selectionOf } from './generated-operations.ts'

/** Ids of rows that exist, and the versions that they have now. */
export interface Rows {
  readonly ids: ReadonlyMap<string, string>
  versionOf(meta: RecordMeta): Promise<number>
}

/** A call of a mutation with everything that its types require, made of rows that exist. */
export async function soundCall(
  set: BlueprintSet,
  mutation: GraphQLField<unknown, unknown>,
  rows: Rows,
  more: Readonly<Record<string, unknown>> = {},
): Promise<{ document: string; variables: Record<string, unknown> }> {
  const [input] = mutation.args
  const record = recordOf(set, mutation)
  const filled: Record<string, unknown> = {}
  const type = input && getNamedType(input.type)
  if (input && isInputObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      if (field.name in more) filled[field.name] = more[field.name]
      else if (isNonNullType(field.type) && field.defaultValue === undefined)
        filled[field.name] =
          field.name === 'version' && record
            ? await rows.versionOf(record)
            : valueOf(set, field.type, field.name, rows, record)
    }
  }
  const header = input ? `($input: ${input.type})` : ''
  const call = input ? '(input: $input)' : ''
  return {
    document: `mutation ${header} { ${mutation.name}${call}${selectionOf(mutation.type, 1)} }`,
    variables: input ? { input: filled } : {},
  }
}

/** The record that a mutation answers with. */
function recordOf(set: BlueprintSet, mutation: GraphQLField<unknown, unknown>): RecordMeta | undefined {
  const payload = getNamedType(mutation.type)
  if (!isObjectType(payload)) return undefined
  const types = Object.values(payload.getFields()).map((field) => getNamedType(field.type).name)
  return types.flatMap((name) => set.relations.byName.get(name) ?? [])[0]
}

const byName: Readonly<Record<string, unknown>> = {
  email: 'new@business.test',
  phone: '+905321112233',
  currency: 'TRY',
  timeZone: 'Europe/Istanbul',
  provider: 'smtp',
  durationMinutes: 30,
  weekday: 2,
  opensAt: '09:00',
  closesAt: '19:00',
  plate: '34 ABC 123',
  tooth: '36',
  year: 2027,
  validFrom: '2027-01-01',
}

const byType: Readonly<Record<string, unknown>> = {
  String: 'text',
  Int: 1,
  Boolean: false,
  Float: 1,
  Long: '1',
  Decimal: '1',
  JSON: {},
  DateTime: '2026-11-23T07:00:00.000Z',
  LocalDate: '2026-11-24',
  LocalTime: '09:00',
}

function valueOf(
  set: BlueprintSet,
  type: GraphQLInputType,
  name: string,
  rows: Rows,
  record: RecordMeta | undefined,
): unknown {
  const nullable = isNonNullType(type) ? type.ofType : type
  if (isListType(nullable)) return [valueOf(set, nullable.ofType, name, rows, record)]
  const named = getNamedType(nullable)
  if (named.name === 'ID')
    return name === 'id' ? rows.ids.get(record?.name ?? '') : idFor(set, name, rows, record)
  if (name in byName) return byName[name]
  if (isEnumType(named)) return named.getValues()[0]?.name
  if (isInputObjectType(named))
    return Object.fromEntries(
      Object.values(named.getFields())
        .filter((field) => isNonNullType(field.type) && field.defaultValue === undefined)
        .map((field) => [field.name, valueOf(set, field.type, field.name, rows, record)]),
    )
  return byType[named.name]
}

/** `ownerId` of a vehicle is a customer's: the record's own reference says so, else the name does. */
function idFor(
  set: BlueprintSet,
  name: string,
  rows: Rows,
  record: RecordMeta | undefined,
): string | undefined {
  const attribute = record?.attributes.get(name.replace(/Ids?$/, ''))
  const target = attribute?.reference?.target().name
  const wanted = target ?? `${name[0]?.toUpperCase()}${name.slice(1).replace(/Ids?$/, '')}`
  const found = set.relations.records.find(
    (one) => one.name === wanted || one.singular === name.replace(/Ids?$/, ''),
  )
  return rows.ids.get(found?.name ?? '')
}
