import { type GraphQLResolveInfo, getNamedType, isLeafType, isObjectType } from 'graphql'
import { Selection } from './selection.ts'

/** Whether all that is selected of a record are values of its own: nothing of other records, and no object. */
export function selectsOwnValues(info: GraphQLResolveInfo): boolean {
  const type = getNamedType(info.returnType)
  if (!isObjectType(type)) return false
  const selection = new Selection(info.schema, info.fragments, info.variableValues)
  const known = type.getFields()
  return [...selection.fields(type, info.fieldNodes).values()].every(([node]) => {
    const name = node?.name.value ?? ''
    const field = known[name]
    return field ? isLeafType(getNamedType(field.type)) : name === '__typename'
  })
}
