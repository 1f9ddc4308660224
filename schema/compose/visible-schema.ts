import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils'
import type { GraphQLSchema } from 'graphql'
import type { Owners } from './owners.ts'

/**
 * The superset without what the given owners did not bring: types, fields, arguments, enum values and union members
 * alike, so that neither introspection nor an error text can name them.
 * Of `closed` owners only the mutations are left out.
 */
export function visibleSchema(
  superset: GraphQLSchema,
  owners: Owners,
  seen: ReadonlySet<string>,
  closed: ReadonlySet<string>,
): GraphQLSchema {
  const hidden = (coordinate: string) => {
    const owner = owners.of(coordinate)
    if (owner === undefined) return false
    return !seen.has(owner) || (closed.has(owner) && coordinate.startsWith('Mutation.'))
  }
  const keepType = <T extends { name: string }>(type: T) => (hidden(type.name) ? null : undefined)
  const filtered = mapSchema(superset, {
    [MapperKind.OBJECT_TYPE]: keepType,
    [MapperKind.INTERFACE_TYPE]: keepType,
    [MapperKind.INPUT_OBJECT_TYPE]: keepType,
    [MapperKind.ENUM_TYPE]: keepType,
    [MapperKind.UNION_TYPE]: keepType,
    [MapperKind.SCALAR_TYPE]: keepType,
    [MapperKind.OBJECT_FIELD]: (_config, field, type) => (hidden(`${type}.${field}`) ? null : undefined),
    [MapperKind.INTERFACE_FIELD]: (_config, field, type) => (hidden(`${type}.${field}`) ? null : undefined),
    [MapperKind.INPUT_OBJECT_FIELD]: (_config, field, type) =>
      hidden(`${type}.${field}`) ? null : undefined,
    [MapperKind.ENUM_VALUE]: (_config, type, _schema, value) =>
      hidden(`${type}.${value}`) ? null : undefined,
  })
  return pruneSchema(filtered)
}
