import type { GraphQLFormattedError } from 'graphql'
import { kindOf, operationName, outcomeOf } from '../telemetry/finished-operation.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveSocket } from './live-socket.ts'
import type { OperationTrace } from './running-operation.ts'

/** Writes down how an operation ended; `running` is null for one that never began. */
export function finished(
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
