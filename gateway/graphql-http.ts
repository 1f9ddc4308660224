import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLResponse,
  HeaderMap,
  type HTTPGraphQLResponse,
} from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FormattedExecutionResult } from 'graphql'
import type { BlueprintSet, LoncaError } from '../schema/index.ts'
import { AnswerTypes } from './answer-types.ts'
import { firstErrors, formatError, isUnexpected } from './format-error.ts'
import { HttpOperation, type HttpOperationParts, type HttpResult } from './http-operation.ts'
import { type AskedOperation, askedOnce } from './idempotency/asked-once.ts'
import type { Once } from './idempotency/once.ts'
import { limitOperations } from './limits/limit-operations.ts'
import { executionOptions, parseOptions, validationOptions } from './limits/operation-limits.ts'
import type { OperationContext } from './operation-context.ts'
import { bodyBytes, bodyOf } from './reads/json-data.ts'
import { RepeatedQueries } from './reads/repeated-queries.ts'
import { counted } from './telemetry/operation-scope.ts'

/** What one set of blueprints is served with, for those who may look around in its schema or for those who may not. */
interface Served {
  readonly apollo: ApolloServer<OperationContext>
  readonly repeated: RepeatedQueries
}

interface Executed {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Serves GraphQL over HTTP: one Apollo Server per blueprint set, made on first use. */
export class GraphqlHttp {
  readonly #served = new Map<string, Promise<Served>>()
  readonly #answerTypes = new AnswerTypes()

  constructor(
    private readonly parts: HttpOperationParts,
    private readonly once: Once,
  ) {}

  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: OperationContext,
  ): Promise<FastifyReply> {
    this.parts.admission.enter(context.principal)
    const asked = askedOnce(request.headers['idempotency-key'], (request.body ?? {}) as AskedOperation)
    if (!asked || !context.principal) {
      const { status, headers, body } = await this.#execute(request, context)
      return reply.code(status).headers(headers).send(body)
    }
    let headers: Executed['headers'] = { 'content-type': 'application/json; charset=utf-8' }
    const answer = await this.once.run(context, context.principal, asked, async () => {
      const executed = await this.#execute(request, context)
      headers = executed.headers
      return { ...executed, body: executed.body.toString() }
    })
    if (answer.isRepeated) reply.header('idempotency-replayed', 'true')
    return reply.status(answer.status).headers(headers).send(answer.body)
  }

  async #execute(request: FastifyRequest, context: OperationContext): Promise<Executed> {
    const { apollo, repeated } = await this.#servedFor(context)
    const { tally } = context
    const answer = await counted(tally, () => this.#repeat(repeated, request, context))
    return answer ?? counted(tally, () => this.#run(apollo, request, context))
  }

  /** Answers what was answered before in the same words without parsing and validating it again; null for all else. */
  async #repeat(
    repeated: RepeatedQueries,
    { method, headers, body }: FastifyRequest,
    context: OperationContext,
  ): Promise<Executed | null> {
    const type = this.#answerTypes.of(headers)
    if (method !== 'POST' || !type || !context.principal || !isPlainRequest(body)) return null
    const { query, operationName, variables, extensions } = body
    const known = repeated.find(query, operationName)
    if (!known) return null
    const operation = new HttpOperation(this.parts, context)
    const result: HttpResult = {}
    try {
      operation.admit({
        ...known,
        variables: variables ?? undefined,
        extensions: extensions ?? undefined,
        reason: headers['x-lonca-reason'],
      })
    } catch {
      // What is refused is refused in the words of whoever parsed it.
      return null
    }
    let http: FailedHttp = {}
    try {
      const data = await operation.read()
      if (!data) {
        operation.withdraw()
        return null
      }
      result.data = data
    } catch (error) {
      http = failed(error, result)
    }
    const status = await operation.finish(result, http.status)
    return { status, headers: { 'content-type': type, ...http.headers }, body: bodyBytes(result, '\n') }
  }

  async #run(
    apollo: ApolloServer<OperationContext>,
    request: FastifyRequest,
    context: OperationContext,
  ): Promise<Executed> {
    const headers = new HeaderMap()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
    const response = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method.toUpperCase(),
        headers,
        search: new URL(request.url, 'http://localhost').search,
        body: request.body,
      },
      context: () => Promise.resolve(context),
    })
    const status = response.status ?? 200
    const type = response.headers.get('content-type')
    if (status === 200 && request.method === 'POST' && type) this.#answerTypes.keep(request.headers, type)
    return {
      status,
      headers: Object.fromEntries(response.headers),
      body: await completed(response, context.requestId),
    }
  }

  async close(): Promise<void> {
    for (const served of this.#served.values()) await (await served).apollo.stop()
  }

  #servedFor({ set, principal }: OperationContext): Promise<Served> {
    const introspection = this.parts.admission.showsSchema(principal)
    const key = `${introspection ? 'open' : 'closed'} ${set.key}`
    let served = this.#served.get(key)
    if (!served) {
      served = this.#start(set, introspection)
      this.#served.set(key, served)
    }
    return served
  }

  async #start(set: BlueprintSet, introspection: boolean): Promise<Served> {
    const repeated = new RepeatedQueries()
    const apollo = new ApolloServer<OperationContext>({
      schema: set.schema,
      // Who may not look around learns neither types nor, from suggestions, their names.
      introspection,
      hideSchemaDetailsFromClientErrors: !introspection,
      parseOptions,
      validationRules: [limitOperations],
      validationOptions: validationOptions(!introspection),
      executionOptions,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      persistedQueries: false,
      allowBatchedHttpRequests: false,
      csrfPrevention: { requestHeaders: ['x-lonca-client', 'apollo-require-preflight'] },
      formatError,
      stringifyResult: textOf,
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        this.#observed(repeated),
      ],
      logger: this.parts.telemetry.log.plain,
    })
    await apollo.start()
    return { apollo, repeated }
  }

  #observed(repeated: RepeatedQueries): ApolloServerPlugin<OperationContext> {
    return {
      requestDidStart: async ({ contextValue }) => {
        const asked = new HttpOperation(this.parts, contextValue)
        return {
          parsingDidStart: async () => async (error) => withoutStack(error),
          validationDidStart: async () => async (errors) => errors?.forEach(withoutStack),
          didResolveOperation: async ({ request, source, document, operation }) => {
            const { variables, extensions, http } = request
            const reason = http?.headers.get('x-lonca-reason')
            if (operation) asked.admit({ source, document, operation, variables, extensions, reason })
          },
          didEncounterErrors: async ({ errors }) => {
            for (const error of errors) {
              const formatted = formatError({ message: error.message, extensions: error.extensions }, error)
              if (isUnexpected(formatted))
                this.parts.telemetry.log.failure(contextValue.requestId, error.originalError ?? error)
            }
          },
          responseForOperation: async ({ source, document, operation, request }) => {
            try {
              const data = await asked.read()
              if (!data) return null
              repeated.keep({ source, document, operation }, request.operationName)
              return answeredWith({ data: data as never })
            } catch (error) {
              const result: HttpResult = {}
              const { status, headers } = failed(error, result)
              return answeredWith(result as never, status, headers)
            }
          },
          willSendResponse: async ({ response }) => {
            if (response.body.kind !== 'single') return
            const { singleResult } = response.body
            // Errors of fields stay beside the data that they explain; those of a document come alone.
            if (singleResult.errors && singleResult.data === undefined) {
              singleResult.errors = firstErrors(singleResult.errors)
            }
            response.http.status = await asked.finish(singleResult, response.http.status)
          },
        }
      },
    }
  }
}

/** Apollo would write out where in graphql-js a mistake of the caller was found, through source maps, for nobody. */
function withoutStack(error: Error | undefined): void {
  if (error) error.stack = ''
}

function textOf(result: HttpResult): string {
  return `${bodyOf(result)}\n`
}

interface PlainRequest {
  readonly query: string
  readonly operationName?: string | null
  readonly variables?: Readonly<Record<string, unknown>> | null
  readonly extensions?: Readonly<Record<string, unknown>> | null
}

/** A request in which nothing is amiss, and that asks for nothing out of the ordinary. */
function isPlainRequest(body: unknown): body is PlainRequest {
  if (!isRecord(body)) return false
  const { query, operationName, variables, extensions } = body
  return (
    typeof query === 'string' &&
    (operationName == null || typeof operationName === 'string') &&
    (variables == null || isRecord(variables)) &&
    (extensions == null || (isRecord(extensions) && !('persistedQuery' in extensions)))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface FailedHttp {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** Writes an error into an answer that has no data; what it says of HTTP is for the answer's head. */
function failed(error: unknown, result: HttpResult): FailedHttp {
  const { http } = ((error as Partial<LoncaError>).extensions ?? {}) as {
    http?: { status: number; headers?: ReadonlyMap<string, string> }
  }
  const { message, extensions } = formatError({ message: '' }, error)
  Object.assign(result, { errors: [{ message, extensions }], data: null })
  return { ...(http && { status: http.status, headers: Object.fromEntries(http.headers ?? []) }) }
}

function answeredWith(
  singleResult: FormattedExecutionResult,
  status?: number,
  headers: Readonly<Record<string, string>> = {},
): GraphQLResponse {
  const http = { ...(status && { status }), headers: new HeaderMap(Object.entries(headers)) }
  return { http, body: { kind: 'single', singleResult } }
}

/** Answers that Apollo gives before an operation exists lack the request id; every answer of ours carries it. */
async function completed(response: HTTPGraphQLResponse, requestId: string): Promise<string> {
  if (response.body.kind === 'chunked') {
    let text = ''
    for await (const chunk of response.body.asyncIterator) text += chunk
    return text
  }
  const { string } = response.body
  if ((response.status ?? 200) < 400 || string.includes('"requestId"') || !string.startsWith('{'))
    return string
  const body = JSON.parse(string) as { extensions?: object }
  return JSON.stringify({ ...body, extensions: { ...body.extensions, requestId } })
}
