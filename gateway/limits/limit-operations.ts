import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'
import { operationLimits } from './operation-limits.ts'

interface Size {
  selections: number
  depth: number
  aliases: number
  directives: number
}

/**
 * Refuses documents that are small to send and endless to answer. It measures the whole document before any rule has
 * looked into it, and takes one that is too large out of the others' hands: some of them would take very long.
 */
export const limitOperations: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  Document(document) {
    const excess = excessOf(document, context)
    if (!excess) return undefined
    context.reportError(excess)
    return null
  },
})

/**
 * Each fragment is measured once and its size added wherever it is spread, so this stays linear; a fragment that
 * spreads itself is left to the rule that forbids it. Operations of one document count together, and fragments that
 * none of them uses as if one did: every rule looks at them all.
 */
function excessOf(document: DocumentNode, context: ValidationContext): GraphQLError | null {
  const known = new Map<FragmentDefinitionNode, Size>()
  let roots = 0
  const all: Size = { selections: 0, depth: 0, aliases: 0, directives: 0 }
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const size = measure(definition.selectionSet, context, known, new Set())
      roots += definition.selectionSet.selections.length
      all.selections += size.selections
      all.aliases += size.aliases
      all.directives += size.directives + (definition.directives?.length ?? 0)
      all.depth = Math.max(all.depth, size.depth)
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      const size = fragmentSize(definition, context, known, new Set())
      for (const what of ['selections', 'depth', 'aliases', 'directives'] as const)
        all[what] = Math.max(all[what], size[what])
    }
  }
  const over = [
    [roots, operationLimits.rootFields, 'root fields'],
    [all.depth, operationLimits.depth, 'levels'],
    [all.aliases, operationLimits.aliases, 'aliases'],
    [all.directives, operationLimits.directives, 'directives'],
    [all.selections, operationLimits.selections, 'fields'],
  ] as const
  for (const [actual, most, what] of over) {
    if (actual <= most) continue
    const told = Number.isSafeInteger(actual) && actual < 1e6 ? String(actual) : 'very many'
    return new GraphQLError(
      `This operation has ${told} ${what}, fragments included; at most ${most} are answered. Ask in smaller parts.`,
      { nodes: document.definitions[0] },
    )
  }
  return null
}

type Known = Map<FragmentDefinitionNode, Size>

function fragmentSize(
  fragment: FragmentDefinitionNode,
  context: ValidationContext,
  known: Known,
  open: Set<FragmentDefinitionNode>,
): Size {
  let size = known.get(fragment)
  if (!size) {
    open.add(fragment)
    size = measure(fragment.selectionSet, context, known, open)
    size.directives += fragment.directives?.length ?? 0
    open.delete(fragment)
    known.set(fragment, size)
  }
  return size
}

function measure(
  set: SelectionSetNode,
  context: ValidationContext,
  known: Known,
  open: Set<FragmentDefinitionNode>,
): Size {
  const total: Size = { selections: 0, depth: 0, aliases: 0, directives: 0 }
  const add = (size: Size, levels: number) => {
    total.selections += size.selections
    total.aliases += size.aliases
    total.directives += size.directives
    total.depth = Math.max(total.depth, size.depth + levels)
  }
  for (const selection of set.selections) {
    total.directives += selection.directives?.length ?? 0
    if (selection.kind === Kind.FIELD) {
      total.selections += 1
      if (selection.alias) total.aliases += 1
      total.depth = Math.max(total.depth, 1)
      if (selection.selectionSet) add(measure(selection.selectionSet, context, known, open), 1)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(measure(selection.selectionSet, context, known, open), 0)
    } else {
      const fragment = context.getFragment(selection.name.value)
      if (fragment && !open.has(fragment)) add(fragmentSize(fragment, context, known, open), 0)
    }
  }
  return total
}
