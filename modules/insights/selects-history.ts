import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

/** Fields of a key figure that are computed from other days than its own. */
const historyFields = ['previous', 'delta', 'deltaPct', 'deltaDirection', 'trend']

/** Whether the fields that are selected of key figures look at more than their day; days that nobody asks for are not read. */
export function selectsHistory(selected: ReadonlySet<string>): boolean {
  return historyFields.some((field) => selected.has(field))
}

/** Names of all fields that an operation may ask of what a resolver answers. */
export function selectedFields({ fieldNodes, fragments }: GraphQLResolveInfo): Set<string> {
  const names = new Set<string>()
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value)
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet)
      else {
        const fragment = fragments[selection.name.value]
        if (fragment) collect(fragment.selectionSet)
      }
    }
  }
  for (const { selectionSet } of fieldNodes) if (selectionSet) collect(selectionSet)
  return names
}
