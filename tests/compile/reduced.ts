import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  print,
  specifiedRules,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { WrittenValues } from './document/written-values.ts'
import { Draw } from './draw.ts'

interface Case {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}

const mostTries = 400

/**
 * The smallest document that still shows a difference, found by taking parts away and writing variables out; it stays
 * valid all the way.
 */
export async function reduced<T extends Case>(
  found: T,
  schema: GraphQLSchema,
  stillDiffers: (smaller: T) => Promise<boolean>,
): Promise<T> {
  let smallest = found
  let tries = 0
  for (let isSmaller = true; isSmaller && tries < mostTries; ) {
    isSmaller = false
    for (const smaller of smallerOnes(smallest, schema)) {
      tries += 1
      if (tries > mostTries) break
      const candidate = { ...smallest, ...smaller }
      if (!(await stillDiffers(candidate))) continue
      smallest = candidate
      isSmaller = true
      break
    }
  }
  return smallest
}

function* smallerOnes({ document, variables }: Case, schema: GraphQLSchema): Generator<Case> {
  const parsed = parse(document)
  const tried = new Set<string>()
  for (const edit of [...removals(parsed), ...unwrapped(parsed), ...writtenOut(parsed, variables, schema)]) {
    const smaller = withoutUnused(edit, variables)
    if (!smaller || tried.has(smaller.document) || smaller.document === print(parsed)) continue
    tried.add(smaller.document)
    if (validate(schema, parse(smaller.document), specifiedRules).length === 0) yield smaller
  }
}

/** The document without each of its parts in turn, the large ones first. */
function removals(parsed: DocumentNode): DocumentNode[] {
  const parts: ASTNode[] = []
  visit(parsed, {
    enter(node) {
      if (removable.has(node.kind)) parts.push(node)
    },
  })
  return parts
    .sort((one, other) => sizeOf(other) - sizeOf(one))
    .map((part) => visit(parsed, { enter: (node) => (node === part ? null : undefined) }))
}

const removable: ReadonlySet<string> = new Set([
  Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.ARGUMENT, Kind.DIRECTIVE, Kind.OBJECT_FIELD,
]) // biome-ignore format: one glance

function sizeOf({ loc }: ASTNode): number {
  return loc ? loc.end - loc.start : 0
}

/** Without an alias, with what a fragment holds in place of the fragment, with each item of a list taken out. */
function unwrapped(parsed: DocumentNode): DocumentNode[] {
  const edits: DocumentNode[] = []
  visit(parsed, {
    Field(field) {
      if (field.alias) edits.push(replaced(parsed, field, { ...field, alias: undefined }))
    },
    InlineFragment(fragment) {
      const { selections } = fragment.selectionSet
      edits.push(
        visit(parsed, {
          SelectionSet: {
            leave: (set) => ({
              ...set,
              selections: set.selections.flatMap((one) => (same(one, fragment) ? selections : [one])),
            }),
          },
        }),
      )
    },
    ListValue(list) {
      for (const item of list.values)
        edits.push(replaced(parsed, list, { ...list, values: list.values.filter((one) => one !== item) }))
    },
  })
  return edits
}

function same(one: ASTNode, other: ASTNode): boolean {
  return one.kind === other.kind && one.loc?.start === other.loc?.start && one.loc?.end === other.loc?.end
}

function replaced(parsed: DocumentNode, old: ASTNode, by: ASTNode): DocumentNode {
  return visit(parsed, { enter: (node) => (node === old ? by : undefined) })
}

/** With the value of each variable in its place. */
function writtenOut(
  parsed: DocumentNode,
  variables: Case['variables'],
  schema: GraphQLSchema,
): DocumentNode[] {
  const edits: DocumentNode[] = []
  const types = new TypeInfo(schema)
  const plain = new WrittenValues(new Draw([][Symbol.iterator]()))
  visit(
    parsed,
    visitWithTypeInfo(types, {
      VariableDefinition: () => false,
      Variable(variable) {
        const type = types.getInputType()
        const { value: name } = variable.name
        if (!type || !(name in variables)) return
        const text = plain.literal(type, variables[name], false)
        const [operation] = parse(`{ x(y: ${text}) }`).definitions
        const [field] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : []
        const literal = field?.kind === Kind.FIELD ? field.arguments?.[0]?.value : undefined
        if (literal) edits.push(replaced(parsed, variable, literal))
      },
    }),
  )
  return edits
}

/** Without fragments, variables and values that nothing needs any more; null for a document that has become none. */
function withoutUnused(document: DocumentNode, variables: Case['variables']): Case | null {
  let parsed: DocumentNode
  try {
    parsed = parse(print(document))
  } catch {
    return null
  }
  for (let before = -1; before !== parsed.definitions.length; ) {
    before = parsed.definitions.length
    const spread = new Set<string>()
    visit(parsed, { FragmentSpread: ({ name }) => void spread.add(name.value) })
    const definitions = parsed.definitions.filter(
      (one) => one.kind !== Kind.FRAGMENT_DEFINITION || spread.has(one.name.value),
    )
    parsed = { ...parsed, definitions }
  }
  if (!getOperationAST(parsed)) return null
  const used = new Set<string>()
  visit(parsed, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) })
  parsed = visit(parsed, {
    VariableDefinition: ({ variable }) => (used.has(variable.name.value) ? undefined : null),
  })
  return {
    document: print(parsed),
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name))),
  }
}
