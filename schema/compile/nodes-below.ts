import { type FieldNode, type GraphQLResolveInfo, getNamedType, isObjectType } from 'graphql'
import { Selection } from './selection.ts'

/** The places of a document where a field below the one that is being resolved is selected, each with its nodes. */
export function nodesBelow(info: GraphQLResolveInfo, path: readonly string[]): readonly FieldNode[][] {
  const selection = new Selection(info.schema, info.fragments, info.variableValues)
  let type = getNamedType(info.returnType)
  let places: readonly FieldNode[][] = [[...info.fieldNodes]]
  for (const name of path) {
    if (!isObjectType(type)) return []
    const parent = type
    places = places.flatMap((nodes) =>
      [...selection.fields(parent, nodes).values()].filter(([node]) => node?.name.value === name),
    )
    const field = parent.getFields()[name]
    if (!field || places.length === 0) return []
    type = getNamedType(field.type)
  }
  return places
}
