import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql'

/** Fields of a key figure that are computed from other days than its own. */
const historyFields = new Set(['previous', 'delta', 'deltaPct', 'deltaDirection', 'trend'])

/** Whether an operation may ask key figures for more than their day; days that nobody asks for are not read. */
export function selectsHistory({ fieldNodes, fragments }: GraphQLResolveInfo): boolean {
  const selects = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return historyFields.has(selection.name.value)
      if (selection.kind === Kind.INLINE_FRAGMENT) return selects(selection.selectionSet)
      const fragment = fragments[selection.name.value]
      return fragment !== undefined && selects(fragment.selectionSet)
    })
  return fieldNodes.some(({ selectionSet }) => selectionSet !== undefined && selects(selectionSet))
}
