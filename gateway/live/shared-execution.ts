import type { ExecutionArgs, ExecutionResult } from 'graphql'
import { type DocumentNode, execute, Kind, type OperationDefinitionNode, visit } from 'graphql'
import type { Change } from '../../modules/audit/index.ts'
import type { AskedDocument } from '../operation-context.ts'
import type { SignedInContext, Wanted } from './feed-walk.ts'

/** What a client asked for with a subscription, without anything of the client. */
export interface SubscriptionRequest {
  readonly args: ExecutionArgs
  readonly definition: OperationDefinitionNode
  readonly asked: AskedDocument
  readonly variables: Readonly<Record<string, unknown>>
  readonly wanted: Wanted
}

/** A subscription's document with its variables: what becomes of a change depends on it and on who is listening. */
export class SharedExecution {
  /** Equal for all requests that make the same of each change, whichever position they began at. */
  readonly key: string
  readonly wanted: Wanted
  readonly definition: OperationDefinitionNode

  constructor(private readonly request: SubscriptionRequest) {
    const { args, definition, asked, variables, wanted } = request
    const beginning = beginningVariable(args.document, definition)
    const given = Object.keys(variables).sort()
    const kept = given.filter((name) => name !== beginning).map((name) => [name, variables[name]])
    this.key = JSON.stringify([asked, args.operationName ?? null, kept])
    this.wanted = wanted
    this.definition = definition
  }

  /** Throws where it cannot be written down whose health data the answer shows: nobody is told then. */
  async answer(change: Change, context: SignedInContext): Promise<ExecutionResult> {
    context.document = this.request.asked
    const result = await execute({ ...this.request.args, rootValue: change, contextValue: context })
    await context.writeDownSeenHealth()
    return result
  }
}

/** The variable that says where to begin, when it says nothing else: once there, it makes no difference. */
function beginningVariable(document: DocumentNode, definition: OperationDefinitionNode): string | null {
  const [root] = definition.selectionSet.selections
  if (root?.kind !== Kind.FIELD) return null
  const value = root.arguments?.find(({ name }) => name.value === 'after')?.value
  if (value?.kind !== Kind.VARIABLE) return null
  let uses = 0
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      if (name.value === value.name.value) uses += 1
    },
  })
  return uses === 1 ? value.name.value : null
}
