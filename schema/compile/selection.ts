import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { NotCompiled } from './not-compiled.ts'

/** What a document selects, for one set of variables. */
export class Selection {
  constructor(
    readonly schema: GraphQLSchema,
    private readonly fragments: Readonly<{ [name: string]: FragmentDefinitionNode }>,
    readonly variables: Readonly<{ [name: string]: unknown }>,
  ) {}

  /** The fields selected of an object of `type`, by response key, in the order in which they are answered. */
  fields(type: GraphQLObjectType, nodes: readonly FieldNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>()
    const visited = new Set<string>()
    for (const { selectionSet } of nodes) {
      if (selectionSet) this.#collect(type, selectionSet, fields, visited)
    }
    return fields
  }

  /** The same for the selection set of an operation. */
  rootFields(type: GraphQLObjectType, selectionSet: SelectionSetNode): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>()
    this.#collect(type, selectionSet, fields, new Set())
    return fields
  }

  #collect(
    type: GraphQLObjectType,
    set: SelectionSetNode,
    fields: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void {
    for (const node of set.selections) {
      if (!this.#isIncluded(node.directives)) continue
      if (node.kind === Kind.FIELD) {
        const key = node.alias?.value ?? node.name.value
        const known = fields.get(key)
        if (known) known.push(node)
        else fields.set(key, [node])
        continue
      }
      if (node.kind === Kind.INLINE_FRAGMENT) {
        if (this.#applies(type, node.typeCondition?.name.value))
          this.#collect(type, node.selectionSet, fields, visited)
        continue
      }
      const name = node.name.value
      const fragment = this.fragments[name]
      if (visited.has(name) || !fragment) continue
      visited.add(name)
      if (this.#applies(type, fragment.typeCondition.name.value))
        this.#collect(type, fragment.selectionSet, fields, visited)
    }
  }

  #isIncluded(directives: readonly DirectiveNode[] | undefined): boolean {
    return (directives ?? []).every((directive) => {
      const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value
      const value =
        condition?.kind === Kind.VARIABLE
          ? this.variables[condition.name.value]
          : condition?.kind === Kind.BOOLEAN && condition.value
      if (directive.name.value !== 'skip' && directive.name.value !== 'include') return true
      if (typeof value !== 'boolean') throw new NotCompiled('A condition that is null is refused.')
      return value === (directive.name.value === 'include')
    })
  }

  #applies(type: GraphQLObjectType, condition: string | undefined): boolean {
    if (condition === undefined || condition === type.name) return true
    const named = this.schema.getType(condition)
    return isAbstractType(named) && this.schema.isSubType(named, type)
  }
}
