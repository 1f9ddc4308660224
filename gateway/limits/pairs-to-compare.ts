import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql'

/**
 * How often the rule that looks for fields of one name that ask for different things would have to compare two of
 * them: every two that end up in the same place of an answer. It gives up after half a million, which is half a second.
 * For documents whose fragments were measured: it goes through each wherever it is spread.
 */
export function pairsToCompare(document: DocumentNode, context: ValidationContext): number {
  let pairs = 0
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
      pairs += pairsIn([definition.selectionSet], context)
  }
  return pairs
}

function pairsIn(sets: readonly SelectionSetNode[], context: ValidationContext): number {
  const byName = new Map<string, FieldNode[]>()
  for (const set of sets) collect(set, context, byName)
  let pairs = 0
  for (const fields of byName.values()) {
    pairs += (fields.length * (fields.length - 1)) / 2
    const below = fields.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []))
    if (below.length > 0) pairs += pairsIn(below, context)
  }
  return pairs
}

function collect(set: SelectionSetNode, context: ValidationContext, byName: Map<string, FieldNode[]>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value
      const known = byName.get(name)
      if (known) known.push(selection)
      else byName.set(name, [selection])
      continue
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : context.getFragment(selection.name.value)
    if (fragment) collect(fragment.selectionSet, context, byName)
  }
}
