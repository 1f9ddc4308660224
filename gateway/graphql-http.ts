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
import { type BlueprintSet, LoncaError, type Reader } from '../schema/index.ts'
import { firstErrors, formatError, isUnexpected } from './format-error.ts'
import { reasonOf } from './health-reason.ts'
import { type AskedOperation, askedOnce } from './idempotency/asked-once.ts'
import type { Once } from './idempotency/once.ts'
import type { Admission, Charge } from './limits/admission.ts'
import { limitOperations } from './limits/limit-operations.ts'
import { limitVariables } from './limits/limit-variables.ts'
import { parseOptions } from './limits/operation-limits.ts'
import type { OperationContext } from './operation-context.ts'
import { asksForPlan, type ReadPlan } from './reads/explain.ts'
import { bodyOf, type JsonData } from './reads/json-data.ts'
import { notWrittenDown } from './reads/written-down.ts'
import { kindOf, operationName, outcomeOf } from './telemetry/finished-operation.ts'
import { counted } from './telemetry/operation-scope.ts'
import type { Telemetry } from './telemetry/telemetry.ts'

/** Serves GraphQL over HTTP: one Apollo Server per blueprint set, made on first use. */
export class GraphqlHttp {
  readonly #servers = new Map<string, Promise<ApolloServer<OperationContext>>>()

  constructor(
    private readonly telemetry: Telemetry,
    private readonly once: Once,
    private readonly admission: Admission,
    private readonly position: (read: Reader) => Promise<number> | number,
  ) {}

  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    context: OperationContext,
  ): Promise<FastifyReply> {
    this.admission.enter(context.principal)
    const asked = askedOnce(request.headers['idempotency-key'], (request.body ?? {}) as AskedOperation)
    if (!asked || !context.principal) {
      const { status, headers, body } = await this.#execute(request, context)
      return reply.status(status).headers(headers).send(body)
    }
    let headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
    const answer = await this.once.run(context, context.principal, asked, async () => {
      const executed = await this.#execute(request, context)
      headers = executed.headers
      return executed
    })
    if (answer.isRepeated) reply.header('idempotency-replayed', 'true')
    return reply.status(answer.status).headers(headers).send(answer.body)
  }

  async #execute(
    request: FastifyRequest,
    context: OperationContext,
  ): Promise<{ status: number; headers: Record<string, string>; body: string }> {
    const server = await this.#serverFor(context.set, this.admission.showsSchema(context.principal))
    const headers = new HeaderMap()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
    const response = await counted(context.tally, () =>
      server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: request.method.toUpperCase(),
          headers,
          search: new URL(request.url, 'http://localhost').search,
          body: request.body,
        },
        context: () => Promise.resolve(context),
      }),
    )
    return {
      status: response.status ?? 200,
      headers: Object.fromEntries(response.headers),
      body: await completed(response, context.requestId),
    }
  }

  async close(): Promise<void> {
    for (const server of this.#servers.values()) await (await server).stop()
  }

  #serverFor(set: BlueprintSet, introspection: boolean): Promise<ApolloServer<OperationContext>> {
    const key = `${introspection ? 'open' : 'closed'} ${set.key}`
    let server = this.#servers.get(key)
    if (!server) {
      server = this.#start(set, introspection)
      this.#servers.set(key, server)
    }
    return server
  }

  async #start(set: BlueprintSet, introspection: boolean): Promise<ApolloServer<OperationContext>> {
    const server = new ApolloServer<OperationContext>({
      schema: set.schema,
      // Who may not look around learns neither types nor, from suggestions, their names.
      introspection,
      hideSchemaDetailsFromClientErrors: !introspection,
      parseOptions,
      validationRules: [limitOperations],
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      persistedQueries: false,
      allowBatchedHttpRequests: false,
      csrfPrevention: { requestHeaders: ['x-lonca-client', 'apollo-require-preflight'] },
      formatError,
      stringifyResult: (result) => `${bodyOf(result)}\n`,
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        this.#observed(),
      ],
      logger: this.telemetry.log.plain,
    })
    await server.start()
    return server
  }

  /** An answer that does not say where the feed stands is still an answer. */
  #position({ read, requestId }: OperationContext): Promise<number | null> | number {
    const position = this.position(read)
    if (typeof position === 'number') return position
    return position.catch((error) => {
      this.telemetry.log.failure(requestId, error)
      return null
    })
  }

  #observed(): ApolloServerPlugin<OperationContext> {
    return {
      requestDidStart: async () => {
        const began = performance.now()
        let position: Promise<number | null> | number | undefined
        let charge: Charge | null = null
        let plan: ReadPlan | undefined
        return {
          didResolveOperation: async ({ request, source, document, operation, contextValue }) => {
            limitVariables(request.variables)
            const reason = reasonOf(request.extensions, request.http?.headers.get('x-lonca-reason'))
            contextValue.document = { text: source, reason }
            contextValue.tally.isRead = operation?.operation === 'query'
            if (operation?.operation === 'subscription') {
              throw LoncaError.badInput('Subscriptions are answered over WebSocket, at the same address.', {
                http: { status: 400 },
              })
            }
            if (operation) charge = this.admission.admit(contextValue, document, operation, request.variables)
            // The first to be asked: what comes after this position may be in the answer, what came before it is.
            if (operation?.operation === 'query' && contextValue.principal) {
              position = this.#position(contextValue)
            }
          },
          didEncounterErrors: async ({ errors, contextValue }) => {
            for (const error of errors) {
              const formatted = formatError({ message: error.message, extensions: error.extensions }, error)
              if (isUnexpected(formatted))
                this.telemetry.log.failure(contextValue.requestId, error.originalError ?? error)
            }
          },
          responseForOperation: async ({ document, operation, request, contextValue }) => {
            const isAskedWith = position instanceof Promise
            const asked = { document, operation, variables: request.variables, isAskedWith }
            try {
              if (asksForPlan(request.extensions)) plan = await contextValue.explain(asked)
              return answeredBy(await contextValue.compiled(asked))
            } catch (error) {
              return failedBy(error)
            }
          },
          willSendResponse: async ({ response, contextValue, operation }) => {
            if (response.body.kind !== 'single') return
            const { singleResult } = response.body
            const withheld = await notWrittenDown(contextValue, this.telemetry.log)
            if (withheld) {
              singleResult.data = null
              singleResult.errors = [formatError({ message: '' }, withheld)]
              response.http.status = 503
            }
            // Errors of fields stay beside the data that they explain; those of a document come alone.
            if (singleResult.errors && singleResult.data === undefined) {
              singleResult.errors = firstErrors(singleResult.errors)
            }
            const { requestId, principal, tally } = contextValue
            const reached = (await position) ?? null
            const cost = this.admission.settle(principal, charge, singleResult)
            this.telemetry.operation({
              requestId,
              transport: 'http',
              kind: kindOf(operation),
              operation: operationName(operation),
              ...outcomeOf(singleResult.errors, singleResult.data),
              status: response.http.status ?? 200,
              durationMs: Math.round(performance.now() - began),
              statements: tally.statements,
              principal,
            })
            singleResult.extensions = {
              ...singleResult.extensions,
              requestId,
              ...(plan && { plan }),
              ...(reached !== null && { position: String(reached) }),
              ...(cost && { cost }),
            }
          },
        }
      },
    }
  }
}

function answeredBy(data: JsonData | null): GraphQLResponse | null {
  if (!data) return null
  return {
    http: { headers: new HeaderMap() },
    body: { kind: 'single', singleResult: { data: data as never } },
  }
}

/** The hook's own errors would be nobody's: they are answered here. */
function failedBy(error: unknown): GraphQLResponse {
  const { http } = ((error as Partial<LoncaError>).extensions ?? {}) as {
    http?: { status: number; headers: HeaderMap }
  }
  const { message, extensions } = formatError({ message: '' }, error)
  return {
    http: { status: http?.status, headers: new HeaderMap(http?.headers) },
    body: { kind: 'single', singleResult: { errors: [{ message, extensions }], data: null } },
  }
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
