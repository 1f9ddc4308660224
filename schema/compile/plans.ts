import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import { LoncaError } from '../errors.ts'
import type { Principal } from '../principal.ts'
import { RecentlyUsed } from '../recently-used.ts'
import { NotCompiled } from './not-compiled.ts'
import { compileOperation, type Plan } from './plan.ts'
import { permissionKey, variableShapes } from './plan-key.ts'

/** A filter that is larger than anyone writes is compiled for itself and not kept. */
const maxKeyLength = 2_000
const maxPlans = 2_000

interface KnownOperation {
  readonly number: number
  readonly fragments: Readonly<{ [name: string]: FragmentDefinitionNode }>
  readonly shapes: (variables: Readonly<{ [name: string]: unknown }>) => string
}

export interface PlannedQuery {
  readonly set: BlueprintSet
  readonly principal: Principal
  /** The same object for the same text: plans are found by it. */
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** Coerced. */
  readonly variables: Readonly<{ [name: string]: unknown }>
}

/** The plan of a query, or why graphql-js answers it. */
export type Planned =
  | { readonly plan: Plan; readonly reason?: undefined }
  | { readonly plan: null; readonly reason: string }

/** The plans of a process, those used last. */
export class Plans {
  readonly #operations = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, KnownOperation>>()
  readonly #plans = new RecentlyUsed<Planned>(maxPlans)
  #numbers = 0

  of(query: PlannedQuery): Planned {
    const operation = this.#operation(query)
    const shapes = operation.shapes(query.variables)
    const key = `${operation.number} ${shapes} ${permissionKey(query.principal)}`
    const known = this.#plans.get(key)
    if (known !== undefined) return known
    const plan = compiled({ ...query, fragments: operation.fragments })
    if (key.length <= maxKeyLength) this.#plans.set(key, plan)
    return plan
  }

  #operation({ set, document, operation }: PlannedQuery): KnownOperation {
    let operations = this.#operations.get(set.schema)
    if (!operations) {
      operations = new WeakMap()
      this.#operations.set(set.schema, operations)
    }
    let known = operations.get(operation)
    if (!known) {
      this.#numbers += 1
      known = {
        number: this.#numbers,
        fragments: fragmentsOf(document),
        shapes: variableShapes(set.schema, document, operation),
      }
      operations.set(operation, known)
    }
    return known
  }
}

function compiled(input: Parameters<typeof compileOperation>[0]): Planned {
  try {
    return { plan: compileOperation(input) }
  } catch (error) {
    // Arguments that are refused are refused by the resolver, in its words and at its place.
    if (error instanceof NotCompiled || error instanceof LoncaError)
      return { plan: null, reason: error.message }
    throw error
  }
}

function fragmentsOf(document: DocumentNode): { [name: string]: FragmentDefinitionNode } {
  return Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  )
}
