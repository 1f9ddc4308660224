import {
  type ASTVisitor,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql'

/** How large one operation may be, over HTTP and over WebSocket alike. */
export const operationLimits = {
  /** Words and signs of the document; what a parser pays for. */
  tokens: 4_000,
  /** Levels of fields below the operation, fragments expanded; introspection asks for 13. */
  depth: 15,
  /** Fields of the query, mutation or subscription itself. */
  rootFields: 30,
  /** Fields that are given another name. */
  aliases: 60,
  directives: 50,
  /** Fields in all, every fragment counted wherever it is spread. */
  selections: 5_000,
} as const

export const parseOptions = { maxTokens: operationLimits.tokens }

interface Size {
  selections: number
  depth: number
  aliases: number
  directives: number
}

/**
 * Refuses documents that are small to send and endless to answer. Each fragment is measured once and its size added
 * wherever it is spread, so the check itself stays linear; a fragment that spreads itself is left to the rule that
 * forbids it.
 */
export const limitOperations: ValidationRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(operation) {
    const size = measure(operation.selectionSet, context, new Map(), new Set())
    const roots = operation.selectionSet.selections.length
    const over = [
      [roots, operationLimits.rootFields, 'root fields'],
      [size.depth, operationLimits.depth, 'levels'],
      [size.aliases, operationLimits.aliases, 'aliases'],
      [size.directives, operationLimits.directives, 'directives'],
      [size.selections, operationLimits.selections, 'fields'],
    ] as const
    for (const [actual, most, what] of over) {
      if (actual > most) {
        const told = Number.isSafeInteger(actual) && actual < 1e6 ? String(actual) : 'very many'
        context.reportError(
          new GraphQLError(
            `This operation has ${told} ${what}, fragments included; at most ${most} are answered. Ask in smaller parts.`,
            {
              nodes: operation,
            },
          ),
        )
        return
      }
    }
  },
})

function measure(
  set: SelectionSetNode,
  context: ValidationContext,
  known: Map<FragmentDefinitionNode, Size>,
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
      if (!fragment || open.has(fragment)) continue
      let size = known.get(fragment)
      if (!size) {
        open.add(fragment)
        size = measure(fragment.selectionSet, context, known, open)
        open.delete(fragment)
        known.set(fragment, size)
      }
      add(size, 0)
    }
  }
  return total
}
