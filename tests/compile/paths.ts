import { randomUUID } from 'node:crypto'
import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLError,
  getOperationAST,
  getVariableValues,
  parse,
} from 'graphql'
import { formatError } from '../../gateway/format-error.ts'
import { OperationContext, type OperationSetting } from '../../gateway/operation-context.ts'
import type { BlueprintSet, Principal } from '../../schema/index.ts'

/** What a document is asked with, by whom. */
export interface Question {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly principal: Principal
}

/** What is compared: the text of `data`, and of each error what a caller builds on. */
export interface PathAnswer {
  readonly data: string
  readonly errors: readonly string[]
}

/** A way to answer questions about a business of one set. */
export type Path = (question: Question) => Promise<PathAnswer>

/** graphql-js over the rows of the reader: what every other path has to be equal to. */
export function referencePath(setting: OperationSetting, set: BlueprintSet): Path {
  return async ({ document, variables, principal }) => {
    const parsed = parse(document)
    return refused(set, parsed, variables) ?? executed(contextOf(setting, set, principal), parsed, variables)
  }
}

/** Variables that do not fit are refused before anything is read, on every path. */
function refused(
  set: BlueprintSet,
  document: DocumentNode,
  variables: Question['variables'],
): PathAnswer | null {
  const definitions = getOperationAST(document)?.variableDefinitions ?? []
  const { errors } = getVariableValues(set.schema, definitions, variables)
  return errors ? answerOf({ errors }) : null
}

async function executed(
  context: OperationContext,
  document: DocumentNode,
  variables: Question['variables'],
): Promise<PathAnswer> {
  const { schema } = context.set
  return answerOf(await execute({ schema, document, variableValues: variables, contextValue: context }))
}

function contextOf(setting: OperationSetting, set: BlueprintSet, principal: Principal): OperationContext {
  const requestId = `req_${randomUUID()}`
  return new OperationContext(setting, { requestId, principal, set, locale: principal.locale })
}

function answerOf({ data, errors = [] }: ExecutionResult): PathAnswer {
  return { data: JSON.stringify(data ?? null), errors: errors.map(shown).sort() }
}

function shown(error: GraphQLError): string {
  const { message, path, extensions } = formatError(error.toJSON(), error)
  return JSON.stringify([message, path ?? null, extensions?.code])
}

/** Where two answers part, in a sentence; null when they are equal byte by byte. */
export function difference(one: PathAnswer, other: PathAnswer): string | null {
  if (JSON.stringify(one.errors) !== JSON.stringify(other.errors))
    return `The errors are ${one.errors.join(' ') || 'none'} and ${other.errors.join(' ') || 'none'}.`
  if (one.data === other.data) return null
  let at = 0
  while (one.data[at] === other.data[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  return `From character ${at} on the data are …${around(one.data)}… and …${around(other.data)}….`
}
