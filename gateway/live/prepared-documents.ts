import {
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { SubscribePayload } from 'graphql-ws'
import { type BlueprintSet, LoncaError } from '../../schema/index.ts'
import { limitOperations } from '../limits/limit-operations.ts'
import { limitVariables } from '../limits/limit-variables.ts'
import { operationLimits, parseOptions, validationOptions } from '../limits/operation-limits.ts'
import type { OperationContext } from '../operation-context.ts'
import { RepeatedQueries, type RepeatedQuery } from '../reads/repeated-queries.ts'

export interface PreparedArguments extends ExecutionArgs {
  readonly definition: OperationDefinitionNode
}

/** What sockets ask, ready to be executed; what was asked before in the same words is not looked at again. */
export class PreparedDocuments {
  readonly #known = new Map<string, RepeatedQueries>()

  /**
   * Parses, measures, validates and reads the variables. Throws a list of errors that the caller can mend.
   *
   * @param hidesSchema for those who may not look around in it.
   */
  prepared(
    { set, principal }: OperationContext,
    payload: SubscribePayload,
    hidesSchema: boolean,
  ): PreparedArguments {
    limitVariables(payload.variables)
    const known = this.#knownOf(set, hidesSchema)
    let asked = known.find(payload.query, payload.operationName)
    if (!asked) {
      asked = validated(set.schema, payload, hidesSchema)
      // Nobody fills the memory without a name.
      if (principal) known.keep(asked, payload.operationName)
    }
    const { document, operation } = asked
    const given = payload.variables ?? {}
    const variables = readVariables(set.schema, operation.variableDefinitions ?? [], given, hidesSchema)
    if (variables.errors) throw variables.errors.map(asBadInput)
    return {
      schema: set.schema,
      document,
      definition: operation,
      operationName: payload.operationName ?? null,
      variableValues: given,
      hideSuggestions: hidesSchema,
    } as PreparedArguments
  }

  #knownOf({ key }: BlueprintSet, hidesSchema: boolean): RepeatedQueries {
    const name = hidesSchema ? `${key} hidden` : key
    const known = this.#known.get(name) ?? new RepeatedQueries()
    this.#known.set(name, known)
    return known
  }
}

function validated(schema: GraphQLSchema, payload: SubscribePayload, hidesSchema: boolean): RepeatedQuery {
  const document = mendable(() => parse(payload.query, parseOptions))
  const rules = hidesSchema ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules
  const errors = validate(schema, document, [...rules, limitOperations], validationOptions(hidesSchema))
  if (errors.length > 0) throw errors.map(asBadInput)
  const operation = getOperationAST(document, payload.operationName)
  if (!operation)
    throw LoncaError.badInput('Which operation? Name one that the document has in "operationName".')
  return { source: payload.query, document, operation }
}

function readVariables(
  schema: GraphQLSchema,
  definitions: Parameters<typeof getVariableValues>[1],
  given: Record<string, unknown>,
  hideSuggestions: boolean,
) {
  return getVariableValues(schema, definitions, given, {
    maxErrors: operationLimits.errors,
    hideSuggestions,
  } as {
    maxErrors: number
  })
}

function mendable<T>(step: () => T): T {
  try {
    return step()
  } catch (error) {
    throw error instanceof GraphQLError ? [asBadInput(error)] : error
  }
}

function asBadInput(error: GraphQLError): GraphQLError {
  const { message, nodes, source, positions, path } = error
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { code: 'BAD_USER_INPUT' } })
}
