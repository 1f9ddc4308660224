import type { DocumentNode, GraphQLFormattedError, OperationDefinitionNode } from 'graphql'
import { LoncaError, type Reader } from '../schema/index.ts'
import { formatError } from './format-error.ts'
import { reasonOf } from './health-reason.ts'
import type { Admission, Charge } from './limits/admission.ts'
import { limitVariables } from './limits/limit-variables.ts'
import type { OperationContext } from './operation-context.ts'
import type { AskedQuery } from './reads/compiled-reads.ts'
import { asksForPlan, type ReadPlan } from './reads/explain.ts'
import type { JsonData } from './reads/json-data.ts'
import { notWrittenDown } from './reads/written-down.ts'
import { kindOf, operationName, outcomeOf } from './telemetry/finished-operation.ts'
import type { Telemetry } from './telemetry/telemetry.ts'

/** What operations over HTTP work with. */
export interface HttpOperationParts {
  readonly telemetry: Telemetry
  readonly admission: Admission
  /** The tenant's place in its feed, for answers to say what they include. */
  readonly position: (read: Reader) => Promise<number> | number
}

/** What was sent, understood. */
export interface UnderstoodOperation {
  readonly source: string
  readonly document: DocumentNode
  readonly operation: OperationDefinitionNode
  readonly variables: Readonly<{ [name: string]: unknown }> | undefined
  readonly extensions: Readonly<{ [name: string]: unknown }> | undefined
  /** The header `x-lonca-reason`. */
  readonly reason: string | string[] | undefined
}

/** An answer before it is text. */
export interface HttpResult {
  data?: object | null
  errors?: readonly GraphQLFormattedError[]
  extensions?: { readonly [name: string]: unknown }
}

/** One operation over HTTP, from its arrival to its line in the log. */
export class HttpOperation {
  readonly #began = performance.now()
  #asked: UnderstoodOperation | null = null
  #position: Promise<number | null> | number | null = null
  #charge: Charge | null = null
  #plan: ReadPlan | undefined

  constructor(
    private readonly parts: HttpOperationParts,
    private readonly context: OperationContext,
  ) {}

  /**
   * Lets it in.
   *
   * @throws LoncaError BAD_USER_INPUT, COST_EXCEEDED or THROTTLED; then nothing was taken.
   */
  admit(asked: UnderstoodOperation): void {
    const { context } = this
    const { document, operation, variables } = asked
    this.#asked = asked
    limitVariables(variables)
    context.document = { text: asked.source, reason: reasonOf(asked.extensions, asked.reason) }
    context.tally.isRead = operation.operation === 'query'
    if (operation.operation === 'subscription') {
      throw LoncaError.badInput('Subscriptions are answered over WebSocket, at the same address.', {
        http: { status: 400 },
      })
    }
    this.#charge = this.parts.admission.admit(context, document, operation, variables)
    // The first to be asked: what comes after this position may be in the answer, what came before it is.
    if (context.tally.isRead && context.principal) this.#position = this.#positionNow()
  }

  /** The data of a query that one statement answers; null for what is to be executed. */
  read(): Promise<JsonData | null> {
    if (!this.#asked) return Promise.resolve(null)
    const { document, operation, variables, extensions } = this.#asked
    const asked = { document, operation, variables, isAskedWith: this.#position instanceof Promise }
    return asksForPlan(extensions) ? this.#explained(asked) : this.context.compiled(asked)
  }

  async #explained(asked: AskedQuery): Promise<JsonData | null> {
    this.#plan = await this.context.explain(asked)
    return this.context.compiled(asked)
  }

  /** It is answered in another way, which lets it in anew. */
  withdraw(): void {
    this.#charge?.withdraw()
  }

  /** Says in `result` what goes out beside the data, and writes down how it ended. Returns the status. */
  async finish(result: HttpResult, given = 200): Promise<number> {
    const { context, parts } = this
    const withheld = context.seenHealth.isEmpty ? null : await notWrittenDown(context, parts.telemetry.log)
    if (withheld) {
      result.data = null
      result.errors = [formatError({ message: '' }, withheld)]
    }
    const status = withheld ? 503 : given
    const { requestId, principal, tally } = context
    const reached = this.#position instanceof Promise ? await this.#position : this.#position
    const cost = parts.admission.settle(principal, this.#charge, result)
    const operation = this.#asked?.operation
    parts.telemetry.operation({
      requestId,
      transport: 'http',
      kind: kindOf(operation),
      operation: operationName(operation),
      ...outcomeOf(result.errors, result.data),
      status,
      durationMs: Math.round(performance.now() - this.#began),
      statements: tally.statements,
      principal,
    })
    result.extensions = {
      ...result.extensions,
      requestId,
      ...(this.#plan && { plan: this.#plan }),
      ...(reached !== null && { position: String(reached) }),
      ...(cost && { cost }),
    }
    return status
  }

  /** An answer that does not say where the feed stands is still an answer. */
  #positionNow(): Promise<number | null> | number {
    const { read, requestId } = this.context
    const position = this.parts.position(read)
    if (typeof position === 'number') return position
    return position.catch((error) => {
      this.parts.telemetry.log.failure(requestId, error)
      return null
    })
  }
}
