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
import { CompiledReads, type ReadPath } from '../../gateway/reads/compiled-reads.ts'
import type { PreparedStatements } from '../../gateway/reads/prepared.ts'
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
  readonly ran: ReadPath | 'reference'
}

/** A way to answer questions about a business of one set. */
export type Path = (question: Question) => Promise<PathAnswer>

/** graphql-js over the rows of the reader: what every other path has to be equal to. */
export function referencePath(setting: OperationSetting, set: BlueprintSet): Path {
  const plain = { ...setting, reads: null }
  return async ({ document, variables, principal }) => {
    const parsed = parse(document)
    return (
      refused(set, parsed, variables) ??
      executed(contextOf(plain, set, principal), parsed, variables, 'reference')
    )
  }
}

/** The gateway's own way: one statement where that is possible, else graphql-js with statements for parts. */
export class CompiledPath {
  /** What plans failed with: none should. */
  readonly failures: unknown[] = []
  readonly #setting: OperationSetting
  /** A plan belongs to a parsed document, and is kept for the next who asks with the same one. */
  readonly #parsed = new Map<string, DocumentNode>()
  #asked = 0

  constructor(
    setting: OperationSetting,
    private readonly set: BlueprintSet,
    statements: PreparedStatements = setting.statements,
  ) {
    const planFailed = (_requestId: string, error: unknown) => void this.failures.push(error)
    const reads = new CompiledReads(statements, { read: () => undefined, planFailed })
    this.#setting = { ...setting, statements, reads }
  }

  readonly answer: Path = async ({ document, variables, principal }) => {
    const { set } = this
    const parsed = this.#parsed.get(document) ?? parse(document)
    this.#parsed.set(document, parsed)
    const operation = getOperationAST(parsed)
    if (!operation) throw new Error('A document has one operation.')
    const invalid = refused(set, parsed, variables)
    if (invalid) return invalid
    const context = contextOf(this.#setting, set, principal)
    // Over HTTP the place in the feed is asked for in the same statement.
    this.#asked += 1
    const isAskedWith = this.#asked % 2 === 0
    const asked = { document: parsed, operation, variables, isAskedWith }
    const data = await context.compiled(asked).catch((error: unknown) => void this.failures.push(error))
    if (data) return { data: data.bytes.toString(), errors: [], ran: 'compiled' }
    return executed(context, parsed, variables, 'executed')
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
  return errors ? answerOf({ errors }, 'reference') : null
}

async function executed(
  context: OperationContext,
  document: DocumentNode,
  variables: Question['variables'],
  ran: PathAnswer['ran'],
): Promise<PathAnswer> {
  const { schema } = context.set
  return answerOf(await execute({ schema, document, variableValues: variables, contextValue: context }), ran)
}

function contextOf(setting: OperationSetting, set: BlueprintSet, principal: Principal): OperationContext {
  const requestId = `req_${randomUUID()}`
  return new OperationContext(setting, { requestId, principal, set, locale: principal.locale })
}

function answerOf({ data, errors = [] }: ExecutionResult, ran: PathAnswer['ran']): PathAnswer {
  return { data: JSON.stringify(data ?? null), errors: errors.map(shown).sort(), ran }
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
