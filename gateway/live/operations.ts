import { randomUUID } from 'node:crypto'
import type { ExecutionResult, GraphQLError } from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import { LoncaError } from '../../schema/index.ts'
import { firstErrors } from '../format-error.ts'
import { reasonOf } from '../health-reason.ts'
import { askedOnce } from '../idempotency/asked-once.ts'
import { objectsIn } from '../limits/returned-objects.ts'
import type { OperationContext } from '../operation-context.ts'
import { asksForPlan } from '../reads/explain.ts'
import { bodyOf } from '../reads/json-data.ts'
import { bearerToken } from '../session-cookie.ts'
import { counted } from '../telemetry/operation-scope.ts'
import { executeOnce } from './execute-once.ts'
import { finished } from './finished.ts'
import type { LiveArguments } from './live-arguments.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveSocket } from './live-socket.ts'
import type { MessageBudget } from './message-rate.ts'
import { PreparedDocuments } from './prepared-documents.ts'
import { SharedSubscriptions } from './shared-subscriptions.ts'
import { subscribe } from './subscribe.ts'
import { Subscriber } from './subscriber.ts'
import { voiceOf } from './subscription-voice.ts'
import { asGraphqlError, formatted, told } from './told-errors.ts'

/** What the protocol's server knows of a socket beside its messages. */
export interface SocketExtra {
  readonly live: LiveSocket
  readonly budget: MessageBudget
  readonly bearer: string | null
  readonly cookie: string | null
}

/** Operations over a WebSocket: the same schema, rules, context, limits and errors as over HTTP. */
export function operationsOver(parts: LiveParts): ServerOptions<Record<string, unknown>, SocketExtra> {
  const shared = new SharedSubscriptions(parts, voiceOf(parts))
  const documents = new PreparedDocuments()
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
        return {
          ...(await begin(parts, documents, extra.live, { id, requestId, running }, payload)),
          release,
        }
      } catch (error) {
        if (!extra.budget.takeRefusal()) extra.live.tooMany()
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

async function begin(
  parts: LiveParts,
  documents: PreparedDocuments,
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
  const args = documents.prepared(context, payload, !parts.admission.showsSchema(context.principal))
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
