import { randomUUID } from 'node:crypto'
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  NoSchemaIntrospectionCustomRule,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import { LoncaError } from '../../schema/index.ts'
import { firstErrors, formatError, isUnexpected } from '../format-error.ts'
import { reasonOf } from '../health-reason.ts'
import { type AskedOnce, askedOnce } from '../idempotency/asked-once.ts'
import { limitOperations } from '../limits/limit-operations.ts'
import { limitVariables } from '../limits/limit-variables.ts'
import { parseOptions } from '../limits/operation-limits.ts'
import { objectsIn } from '../limits/returned-objects.ts'
import type { Log } from '../log.ts'
import type { OperationContext } from '../operation-context.ts'
import { asksForPlan } from '../reads/explain.ts'
import { bodyOf, type JsonData } from '../reads/json-data.ts'
import { executed } from '../reads/written-down.ts'
import { bearerToken } from '../session-cookie.ts'
import { kindOf, operationName, outcomeOf } from '../telemetry/finished-operation.ts'
import { counted } from '../telemetry/operation-scope.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveSocket, OperationTrace } from './live-socket.ts'
import { SharedSubscriptions, type SubscriptionVoice } from './shared-subscriptions.ts'
import { Subscriber } from './subscriber.ts'
import { Listening } from './viewer-feed.ts'

/** What the protocol's server knows of a socket beside its messages. */
export interface SocketExtra {
  readonly live: LiveSocket
  readonly bearer: string | null
  readonly cookie: string | null
}

interface PreparedArguments extends ExecutionArgs {
  readonly definition: OperationDefinitionNode
}

interface LiveArguments extends PreparedArguments {
  readonly payload: SubscribePayload
  readonly live: LiveSocket
  readonly id: string
  /** Makes the protocol's server forget the operation; false when it is over already. */
  readonly release: () => boolean
  readonly contextValue: OperationContext
  /** Set for a mutation with `extensions.idempotencyKey`. */
  readonly asked: AskedOnce | null
  /** A context of the moment, for each event of a subscription. */
  readonly fresh: () => Promise<OperationContext>
  readonly interrupted: (error: unknown) => boolean
  readonly log: Log
  /** The feed's position is being asked for, and the query is asked together with it. */
  readonly isAskedWith: boolean
  /** Sends an answer whose data is text already. */
  readonly passOn: (data: JsonData) => Promise<void>
}

/** Operations over a WebSocket: the same schema, rules, context, limits and errors as over HTTP. */
export function operationsOver(parts: LiveParts): ServerOptions<Record<string, unknown>, SocketExtra> {
  const shared = new SharedSubscriptions(parts, voiceOf(parts))
  return {
    connectionInitWaitTimeout: parts.limits.initMs,
    onConnect: ({ connectionParams, extra }) =>
      extra.live.admit(bearerToken(connectionParams?.authorization) ?? extra.bearer, extra.cookie),
    onSubscribe: async (socket, id, payload) => {
      const { extra } = socket
      const requestId = `req_${randomUUID()}`
      const running = Object.keys(socket.subscriptions).length + extra.live.subscribers
      const release = () => id in socket.subscriptions && delete socket.subscriptions[id]
      try {
        return { ...(await begin(parts, extra.live, { id, requestId, running }, payload)), release }
      } catch (error) {
        const errors = Array.isArray(error) ? (error as GraphQLError[]) : [asGraphqlError(error)]
        const shown = firstErrors(errors.map((one) => told(parts.telemetry.log, requestId, one)))
        const answer = { errors: shown.map((one) => one.toJSON()) }
        parts.admission.settle(extra.live.principal, null, answer)
        finished(parts, extra.live, requestId, null, answer)
        return shown
      }
    },
    execute: (args) => executeOnce(parts, args as LiveArguments) as Promise<ExecutionResult>,
    subscribe: (args) => subscribe(shared, args as LiveArguments),
    onNext: async ({ extra }, id, _payload, _args, result) => {
      const running = extra.live.operations.get(id)
      const { requestId, charge } = running ?? { requestId: '', charge: null }
      const position = (await running?.position) ?? null
      const isEvent = running?.definition.operation === 'subscription'
      const errors = result.errors?.map((error) => formatted(parts.telemetry.log, requestId, error))
      if (running && (errors || running.definition.operation !== 'subscription')) {
        finished(parts, extra.live, requestId, running, { errors, data: result.data })
      }
      return {
        ...result,
        ...(errors && { errors }),
        extensions: {
          ...result.extensions,
          requestId,
          ...placeOf(position),
          ...(running?.plan && !isEvent && { plan: running.plan }),
          ...(charge && !isEvent && { cost: charge.settle(objectsIn(result.data)) }),
        },
      } as ExecutionResult
    },
    onError: ({ extra }, id, _payload, errors) => {
      const running = extra.live.operations.get(id)
      extra.live.ended(id)
      // Errors of an operation that never ran were told by onSubscribe.
      if (!running) return errors.map((error) => error.toJSON())
      const { requestId } = running
      const shown = errors.map((error) => told(parts.telemetry.log, requestId, error).toJSON())
      finished(parts, extra.live, requestId, running, { errors: shown })
      return shown
    },
    onComplete: ({ extra }, id) => {
      const running = extra.live.operations.get(id)
      // It goes on without the protocol's server.
      if (running instanceof Subscriber) return
      if (running?.definition.operation === 'subscription') {
        finished(parts, extra.live, running.requestId, running, {})
      }
      extra.live.ended(id)
    },
  }
}

/** How subscriptions speak that the protocol's server has forgotten. */
function voiceOf(parts: LiveParts): SubscriptionVoice {
  return {
    payload: (live, trace, result) => {
      const { requestId } = trace
      const errors = result.errors?.map((error) => formatted(parts.telemetry.log, requestId, error))
      if (errors) finished(parts, live, requestId, trace, { errors, data: result.data })
      return JSON.stringify({
        ...result,
        ...(errors && { errors }),
        extensions: { ...result.extensions, requestId },
      })
    },
    failed: (live, subscriber, error) => {
      const { id, requestId } = subscriber
      live.interrupted(error)
      const shown = told(parts.telemetry.log, requestId, asGraphqlError(error)).toJSON()
      live.ended(id)
      finished(parts, live, requestId, subscriber, { errors: [shown] })
      void live.send(JSON.stringify({ id, type: 'error', payload: [shown] }))
    },
    ended: (live, subscriber, says) => {
      live.ended(subscriber.id)
      finished(parts, live, subscriber.requestId, subscriber, {})
      if (says) void live.send(JSON.stringify({ id: subscriber.id, type: 'complete' }))
    },
  }
}

async function begin(
  parts: LiveParts,
  live: LiveSocket,
  operation: { id: string; requestId: string; running: number },
  payload: SubscribePayload,
): Promise<Omit<LiveArguments, 'release'>> {
  const began = performance.now()
  const { maxOperations } = parts.limits
  if (operation.running > maxOperations) {
    throw new LoncaError('THROTTLED', `A socket runs at most ${maxOperations} operations at a time.`)
  }
  if (live.isOfPanel) parts.panelDocuments?.assertKnown(payload.query)
  const context = await live.context(operation.requestId, true)
  parts.admission.enter(context.principal)
  const args = prepared(context, payload, !parts.admission.showsSchema(context.principal))
  const document = { text: payload.query, reason: reasonOf(payload.extensions) }
  context.document = document
  const charge = parts.admission.admit(context, args.document, args.definition, payload.variables)
  const { principal } = context
  const { requestId } = operation
  const isRead = args.definition.operation === 'query'
  context.tally.isRead = isRead
  const position = isRead && principal ? positionFor(parts, context) : null
  const isAskedWith = position instanceof Promise
  const plan = asksForPlan(payload.extensions)
    ? await context.explain({
        document: args.document,
        operation: args.definition,
        variables: payload.variables ?? {},
        isAskedWith,
      })
    : null
  live.operations.set(operation.id, {
    requestId,
    plan,
    definition: args.definition,
    tally: context.tally,
    began,
    position,
    charge,
  })
  return {
    ...args,
    payload,
    live,
    id: operation.id,
    contextValue: context,
    asked: askedOnce(payload.extensions?.idempotencyKey, payload),
    fresh: async () => Object.assign(await live.context(operation.requestId, false), { document }),
    interrupted: (error) => live.interrupted(error),
    log: parts.telemetry.log,
    isAskedWith,
    passOn: async (data) => {
      const extensions = {
        requestId,
        ...placeOf(await position),
        ...(charge && { cost: charge.settle(objectsIn(data)) }),
        ...(plan && { plan }),
      }
      await live.send(
        `{"id":${JSON.stringify(operation.id)},"type":"next","payload":${bodyOf({ data, extensions })}}`,
      )
      finished(parts, live, requestId, live.operations.get(operation.id) ?? null, {})
    },
  }
}

function placeOf(position: number | null): { position?: string } {
  return position === null ? {} : { position: String(position) }
}

/** An answer that does not say where the feed stands is still an answer. */
function positionFor(
  { feed, telemetry }: LiveParts,
  { read, requestId, tally }: OperationContext,
): Promise<number | null> | number {
  const position = counted(tally, () => feed.position(read))
  if (typeof position === 'number') return position
  return position.catch((error) => {
    telemetry.log.failure(requestId, error)
    return null
  })
}

/** Queries are answered by one statement where that is possible. A mutation with a key is carried out once, as over HTTP. */
async function executeOnce(
  parts: LiveParts,
  args: LiveArguments,
): Promise<ExecutionResult | AsyncIterable<never>> {
  const { contextValue: context, asked } = args
  const perform = async () => counted(context.tally, () => executed(args, parts.telemetry.log))
  try {
    const { document, definition: operation, variableValues, isAskedWith } = args
    const query = { document, operation, variables: variableValues ?? {}, isAskedWith }
    const data = await counted(context.tally, () => context.compiled(query))
    if (data) return passedOn(args.passOn(data))
  } catch (error) {
    return { errors: [asGraphqlError(error)] }
  }
  if (!asked || !context.principal) return perform()
  let result: ExecutionResult = {}
  try {
    const answer = await parts.once.run(context, context.principal, asked, async () => {
      result = await perform()
      const { requestId } = context
      return { status: 200, body: `${JSON.stringify({ ...result, extensions: { requestId } })}\n` }
    })
    return answer.isRepeated ? (JSON.parse(answer.body) as ExecutionResult) : result
  } catch (error) {
    return { errors: [asGraphqlError(error)] }
  }
}

/** The protocol's server only adds that the operation is complete. */
function passedOn(sent: Promise<void>): AsyncIterable<never> {
  const next = () => sent.then(() => ({ done: true as const, value: undefined }))
  return { [Symbol.asyncIterator]: () => ({ next }) }
}

/** Parses, measures, validates and reads the variables. Throws a list of errors that the caller can mend. */
function prepared(
  context: OperationContext,
  payload: SubscribePayload,
  hidesSchema: boolean,
): PreparedArguments {
  const { schema } = context.set
  limitVariables(payload.variables)
  const document = mendable(() => parse(payload.query, parseOptions))
  const rules = hidesSchema ? [...specifiedRules, NoSchemaIntrospectionCustomRule] : specifiedRules
  const errors = validate(schema, document, [...rules, limitOperations], { hideSuggestions: hidesSchema })
  if (errors.length > 0) throw errors.map(asBadInput)
  const operation = getOperationAST(document, payload.operationName)
  if (!operation)
    throw LoncaError.badInput('Which operation? Name one that the document has in "operationName".')
  const variables = readVariables(
    schema,
    operation.variableDefinitions ?? [],
    payload.variables ?? {},
    hidesSchema,
  )
  if (variables.errors) throw variables.errors.map(asBadInput)
  return {
    schema,
    document,
    definition: operation,
    operationName: payload.operationName ?? null,
    variableValues: payload.variables ?? {},
    hideSuggestions: hidesSchema,
  } as PreparedArguments
}

function readVariables(
  schema: GraphQLSchema,
  definitions: Parameters<typeof getVariableValues>[1],
  given: Record<string, unknown>,
  hideSuggestions: boolean,
) {
  return getVariableValues(schema, definitions, given, { maxErrors: 10, hideSuggestions } as {
    maxErrors: number
  })
}

/** As graphql's own, but each event is answered in a context of its own: what was read for one is not kept for the next. */
async function subscribe(
  shared: SharedSubscriptions,
  args: LiveArguments,
): Promise<AsyncGenerator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args)
  if (!(Symbol.asyncIterator in source)) return source
  if (source instanceof Listening && args.release()) {
    handOver(shared, args, source)
    return nothingMore()
  }
  const events = source[Symbol.asyncIterator]() as AsyncIterator<unknown>
  const results: AsyncGenerator<ExecutionResult> = {
    async next() {
      try {
        const event = await events.next()
        if (event.done) return { value: undefined, done: true }
        const moment = { ...args, rootValue: event.value, contextValue: await args.fresh() }
        return { value: await executed(moment, args.log), done: false }
      } catch (error) {
        args.interrupted(error)
        throw error
      }
    },
    async return() {
      await events.return?.()
      return { value: undefined, done: true }
    },
    async throw(error) {
      await events.return?.()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
    async [Symbol.asyncDispose]() {
      await this.return(undefined)
    },
  }
  return results
}

function handOver(
  shared: SharedSubscriptions,
  { live, id, payload, definition, schema, document, operationName, variableValues }: LiveArguments,
  listening: Listening,
): void {
  const args = {
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variableValues ?? {},
  }
  const asked = { text: payload.query, reason: reasonOf(payload.extensions) }
  const request = { args, definition, asked, variables: payload.variables ?? {}, wanted: listening.wanted }
  shared.begin(live, id, request, listening)
}

/** For the protocol's server, which says nothing of the end of an operation that it has forgotten. */
async function* nothingMore(): AsyncGenerator<never> {}

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

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  return new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) })
}

function formatted(log: Log, requestId: string, error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions } = error
  const shown = formatError(
    { message, ...(locations && { locations }), ...(path && { path }), extensions },
    error,
  )
  if (isUnexpected(shown)) log.failure(requestId, error.originalError ?? error)
  return shown
}

/** An error message of the protocol has no place for extensions of the whole, so each error carries the request id. */
function told(log: Log, requestId: string, error: GraphQLError): GraphQLError {
  const { message, locations, path, extensions } = formatted(log, requestId, error)
  const { nodes, source, positions } = error
  const place = locations ? { nodes, source, positions } : {}
  return new GraphQLError(message, { ...place, path, extensions: { ...extensions, requestId } })
}

/** Writes down how an operation ended; `running` is null for one that never began. */
function finished(
  parts: LiveParts,
  live: LiveSocket,
  requestId: string,
  running: OperationTrace | null,
  answer: {
    errors?: readonly GraphQLFormattedError[] | undefined
    data?: Readonly<Record<string, unknown>> | null | undefined
  },
): void {
  parts.telemetry.operation({
    requestId,
    transport: 'websocket',
    kind: kindOf(running?.definition),
    operation: operationName(running?.definition),
    ...outcomeOf(answer.errors, answer.data),
    status: null,
    durationMs: running ? Math.round(performance.now() - running.began) : 0,
    statements: running?.tally.statements ?? 0,
    principal: live.principal,
  })
}
