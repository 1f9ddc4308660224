import {
  type ArgumentNode,
  type ASTVisitor,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  TokenKind,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql'
import { operationLimits } from './operation-limits.ts'
import { pairsToCompare } from './pairs-to-compare.ts'

interface Size {
  selections: number
  /** Of fields. */
  depth: number
  /** Of whatever is in brackets of any kind. */
  nesting: number
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

/** Operations of one document count together, and fragments that none of them uses as if one did: rules look at all. */
function excessOf(document: DocumentNode, context: ValidationContext): GraphQLError | null {
  const tooLong = tooLongIn(document)
  if (tooLong) return tooLong
  const measuring = new Measuring(context)
  const all: Size = { selections: 0, depth: 0, nesting: 0, aliases: 0, directives: 0 }
  let roots = 0
  let fragments = 0
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) {
      const size = measuring.set(definition.selectionSet)
      roots += definition.selectionSet.selections.length
      all.selections += size.selections
      all.aliases += size.aliases
      all.directives += size.directives + (definition.directives?.length ?? 0)
      all.depth = Math.max(all.depth, size.depth)
      all.nesting = Math.max(all.nesting, size.nesting)
    } else if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments += 1
      const size = measuring.fragment(definition)
      for (const what of ['selections', 'depth', 'nesting', 'aliases', 'directives'] as const)
        all[what] = Math.max(all[what], size[what])
    }
  }
  const { inItself } = measuring
  if (inItself) {
    return new GraphQLError(`Cannot spread fragment "${inItself.name.value}" within itself.`, {
      nodes: inItself,
    })
  }
  const over = [
    [fragments, operationLimits.fragments, 'fragments'],
    [roots, operationLimits.rootFields, 'root fields'],
    [all.depth, operationLimits.depth, 'levels'],
    [all.nesting, operationLimits.nesting, 'levels of brackets'],
    [all.aliases, operationLimits.aliases, 'aliases'],
    [all.directives, operationLimits.directives, 'directives'],
    [all.selections, operationLimits.selections, 'fields'],
  ] as const
  for (const [actual, most, what] of over) {
    if (actual > most) return tooMany(document, actual, most, what)
  }
  const pairs = pairsToCompare(document, context)
  const { repeats } = operationLimits
  return pairs > repeats ? tooMany(document, pairs, repeats, 'repetitions of the same fields') : null
}

const readLetterByLetter: readonly string[] = [TokenKind.NAME, TokenKind.INT, TokenKind.FLOAT]

/** Names are compared with every name that they could have meant, and numbers repeated in what is said of them. */
function tooLongIn({ loc }: DocumentNode): GraphQLError | null {
  const { letters } = operationLimits
  for (let token = loc?.startToken ?? null; token; token = token.next) {
    if (token.end - token.start <= letters || !readLetterByLetter.includes(token.kind)) continue
    const what = token.kind === TokenKind.NAME ? 'A name' : 'A number'
    return new GraphQLError(
      `${what} in this operation is ${token.end - token.start} characters long; at most ${letters} are read.`,
      { source: loc?.source ?? null, positions: [token.start] },
    )
  }
  return null
}

function tooMany(document: DocumentNode, actual: number, most: number, what: string): GraphQLError {
  const told = Number.isSafeInteger(actual) && actual < 1e6 ? String(actual) : 'very many'
  return new GraphQLError(
    `This operation has ${told} ${what}, fragments included; at most ${most} are answered. Ask in smaller parts.`,
    { nodes: document.definitions[0] },
  )
}

/** Each fragment is measured once and its size added wherever it is spread, so this stays linear. */
class Measuring {
  /** A fragment that contains itself, if there is one. */
  inItself: FragmentDefinitionNode | null = null
  readonly #known = new Map<FragmentDefinitionNode, Size>()
  readonly #open = new Set<FragmentDefinitionNode>()

  constructor(private readonly context: ValidationContext) {}

  fragment(fragment: FragmentDefinitionNode): Size {
    let size = this.#known.get(fragment)
    if (!size) {
      this.#open.add(fragment)
      size = this.set(fragment.selectionSet)
      size.directives += fragment.directives?.length ?? 0
      this.#open.delete(fragment)
      this.#known.set(fragment, size)
    }
    return size
  }

  set(set: SelectionSetNode): Size {
    const total: Size = { selections: 0, depth: 0, nesting: 1, aliases: 0, directives: 0 }
    const add = (size: Size, levels: number) => {
      total.selections += size.selections
      total.aliases += size.aliases
      total.directives += size.directives
      total.depth = Math.max(total.depth, size.depth + levels)
      total.nesting = Math.max(total.nesting, size.nesting + 1)
    }
    for (const selection of set.selections) {
      total.selections += 1
      total.directives += selection.directives?.length ?? 0
      total.nesting = Math.max(total.nesting, 1 + nestingOf(selection.directives))
      if (selection.kind === Kind.FIELD) {
        if (selection.alias) total.aliases += 1
        total.depth = Math.max(total.depth, 1)
        total.nesting = Math.max(total.nesting, 1 + nestingOfArguments(selection.arguments))
        if (selection.selectionSet) add(this.set(selection.selectionSet), 1)
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        add(this.set(selection.selectionSet), 0)
      } else {
        const fragment = this.context.getFragment(selection.name.value)
        if (!fragment) continue
        if (this.#open.has(fragment)) this.inItself = fragment
        else add(this.fragment(fragment), 0)
      }
    }
    return total
  }
}

function nestingOf(directives: readonly DirectiveNode[] | undefined): number {
  let most = 0
  for (const directive of directives ?? []) most = Math.max(most, nestingOfArguments(directive.arguments))
  return most
}

function nestingOfArguments(given: readonly ArgumentNode[] | undefined): number {
  let most = 0
  for (const { value } of given ?? []) most = Math.max(most, nestingOfValue(value))
  return most
}

function nestingOfValue(value: ValueNode): number {
  if (value.kind !== Kind.LIST && value.kind !== Kind.OBJECT) return 0
  let most = 0
  const parts = value.kind === Kind.LIST ? value.values : value.fields.map((field) => field.value)
  for (const part of parts) most = Math.max(most, nestingOfValue(part))
  return most + 1
}
