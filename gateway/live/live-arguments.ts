import type { SubscribePayload } from 'graphql-ws'
import type { AskedOnce } from '../idempotency/asked-once.ts'
import type { Log } from '../log.ts'
import type { OperationContext } from '../operation-context.ts'
import type { JsonData } from '../reads/json-data.ts'
import type { LiveSocket } from './live-socket.ts'
import type { PreparedArguments } from './prepared-documents.ts'

/** What the protocol's server hands from the beginning of an operation to its execution. */
export interface LiveArguments extends PreparedArguments {
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
