import { createSourceEventStream, type ExecutionResult } from 'graphql'
import { reasonOf } from '../health-reason.ts'
import { executed } from '../reads/written-down.ts'
import type { LiveArguments } from './live-arguments.ts'
import type { SharedSubscriptions } from './shared-subscriptions.ts'
import { Listening } from './viewer-feed.ts'

/** As graphql's own, but each event is answered in a context of its own: what was read for one is not kept for the next. */
export async function subscribe(
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
