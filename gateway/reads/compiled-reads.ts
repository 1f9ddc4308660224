import {
  type DocumentNode,
  type FieldNode,
  type GraphQLResolveInfo,
  getArgumentValues,
  getVariableValues,
  isLeafType,
  isNonNullType,
  type OperationDefinitionNode,
} from 'graphql'
import {
  type ErrorCode,
  joined,
  LoncaError,
  type Moment,
  type Plan,
  Plans,
  type Spliced,
  splice,
} from '../../schema/index.ts'
import type { OperationContext } from '../operation-context.ts'
import { translated } from '../postgres-error.ts'
import { explained, type ReadPlan, refuseExplaining } from './explain.ts'
import { JsonData } from './json-data.ts'
import type { PreparedStatements } from './prepared.ts'

/** How a query was answered: by one statement, or by graphql-js. */
export type ReadPath = 'compiled' | 'executed'

export interface ReadWatcher {
  /** A query is about to be answered. */
  read(path: ReadPath): void
  /** A plan did not lead to an answer, which graphql-js then gives. */
  planFailed(requestId: string, error: unknown): void
}

export interface AskedQuery {
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  /** As they were sent. */
  readonly variables: Readonly<{ [name: string]: unknown }> | undefined
  /** The operation asks for something else besides, and all of it goes out together. */
  readonly isAskedWith: boolean
}

/** Nothing is gained by asking again in another way. */
const final: readonly ErrorCode[] = ['UNAVAILABLE', 'TIMEOUT']

/** Answers queries with one statement each, where that gives the same answer as graphql-js would. */
export class CompiledReads {
  readonly #plans = new Plans()

  constructor(
    private readonly statements: PreparedStatements,
    readonly watcher: ReadWatcher,
  ) {}

  /** The data of the answer; null for what graphql-js has to answer. Throws UNAVAILABLE and TIMEOUT. */
  async answer(context: OperationContext, asked: AskedQuery): Promise<JsonData | null> {
    const data = await this.#answer(context, asked)
    this.watcher.read(data ? 'compiled' : 'executed')
    return data
  }

  /** The statement that answers a query, or why there is none. Throws FORBIDDEN for those whom it is not for. */
  async explain(context: OperationContext, asked: AskedQuery): Promise<ReadPlan> {
    refuseExplaining(context.principal)
    const found = this.#find(context, asked)
    if (!found?.plan) return { path: 'executed', ...(found && { reason: found.reason }) }
    const { message, health } = found.plan
    const values = message.valuesAt(momentOf(context, found.moment, health.size > 0))
    return explained(this.statements, message.sql, values)
  }

  #find({ principal, set, clock, locale }: OperationContext, { operation, document, variables }: AskedQuery) {
    if (!principal || operation.operation !== 'query') return null
    const definitions = operation.variableDefinitions ?? []
    // What is wrong with them is told by graphql-js: that there is anything is enough.
    const { coerced } = getVariableValues(set.schema, definitions, variables ?? {}, { maxErrors: 1 })
    if (!coerced) return null
    const found = this.#plans.of({ set, principal, document, operation, variables: coerced })
    return { ...found, moment: { principal, variables: coerced, asked: { now: clock.now(), locale } } }
  }

  async #answer(context: OperationContext, asked: AskedQuery): Promise<JsonData | null> {
    const found = this.#find(context, asked)
    if (!found?.plan) return null
    const { plan, moment } = found
    let answer: Buffer | undefined
    try {
      answer = await this.#send(context, plan, moment, asked.isAskedWith)
      const spliced = splice(answer)
      for (const { piece, number } of spliced.written)
        spliced.pieces[piece] = plan.written[number]?.write(spliced.sources, moment) ?? 'null'
      if (spliced.open.length > 0) await compute(plan, spliced, moment.variables, context)
      return new JsonData(joined(spliced.pieces))
    } catch (error) {
      if (error instanceof LoncaError && final.includes(error.code)) throw error
      if (!(error instanceof LoncaError)) {
        this.watcher.planFailed(context.requestId, error)
        context.readStepByStep()
      }
      if (answer && plan.health.size > 0) {
        // Rows are compared with what was written down; other statements would write it down again.
        context.seenHealth.writtenWith(answer.toString('latin1'))
        context.readStepByStep()
      }
      return null
    }
  }

  async #send(
    context: OperationContext,
    { name, message, plan, health }: Plan,
    moment: Moment,
    isAskedWith: boolean,
  ): Promise<Buffer> {
    if (isAskedWith) {
      const answer = await context.read.ask({ values: plan.valuesAt(moment) }, plan.sql, health)
      return Buffer.from(answer as string)
    }
    const values = message.valuesAt(momentOf(context, moment, health.size > 0))
    // What shows health data writes down that it does.
    const answer = await this.statements
      .bytes(name, message.sql, values, health.size === 0)
      .catch((error) => {
        throw translated(error)
      })
    if (!answer) throw new Error('A plan has answered null.')
    return answer
  }
}

/** What shows health data also says who looks at it. */
function momentOf(context: OperationContext, moment: Moment, showsHealth: boolean): Moment {
  return showsHealth ? { ...moment, viewing: context.viewing() } : moment
}

/** Calls the resolvers of code fields, all at once, and writes what they return into the answer. */
async function compute(
  plan: Plan,
  { pieces, open }: Spliced,
  variables: Moment['variables'],
  context: OperationContext,
): Promise<void> {
  const rows = JSON.parse(`[${open.map(({ row }) => row).join()}]`) as object[]
  const fields = plan.spliced.map((field) => computing(field, variables, context))
  const late: Promise<void>[] = []
  for (const [index, { piece, number }] of open.entries()) {
    const { resolve, written } = fields[number] as Computing
    try {
      const value = resolve(rows[index] as object)
      if (value instanceof Promise) {
        const set = (found: unknown) => {
          pieces[piece] = written(found)
        }
        late.push(value.then(set))
      } else pieces[piece] = written(value)
    } catch (error) {
      late.push(Promise.reject(error))
    }
  }
  await Promise.all(late)
}

interface Computing {
  readonly resolve: (row: object) => unknown
  /** A value as JSON. Throws for null where the schema promises more. */
  readonly written: (value: unknown) => string
}

/** A code field of an operation: what is the same for every row is found out once. */
function computing(
  { field, nodes }: Plan['spliced'][number],
  variables: Moment['variables'],
  context: OperationContext,
): Computing {
  const info = { fieldName: field.name, fieldNodes: nodes, returnType: field.type } as GraphQLResolveInfo
  const args = getArgumentValues(field, nodes[0] as FieldNode, { ...variables })
  const isRequired = isNonNullType(field.type)
  const type = isNonNullType(field.type) ? field.type.ofType : field.type
  return {
    resolve: (row) => field.resolve?.(row, args, context, info),
    written: (value) => {
      if (value == null && isRequired) throw LoncaError.badInput(`${field.name} has no value.`)
      return value == null || !isLeafType(type) ? 'null' : JSON.stringify(type.serialize(value))
    },
  }
}
