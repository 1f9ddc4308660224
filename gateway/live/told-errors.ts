import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { formatError, isUnexpected } from '../format-error.ts'
import type { Log } from '../log.ts'

export function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error
  return new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) })
}

/** As clients read it; what nobody expected is logged. */
export function formatted(log: Log, requestId: string, error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path, extensions } = error
  const shown = formatError(
    { message, ...(locations && { locations }), ...(path && { path }), extensions },
    error,
  )
  if (isUnexpected(shown)) log.failure(requestId, error.originalError ?? error)
  return shown
}

/** An error message of the protocol has no place for extensions of the whole, so each error carries the request id. */
export function told(log: Log, requestId: string, error: GraphQLError): GraphQLError {
  const { message, locations, path, extensions } = formatted(log, requestId, error)
  const { nodes, source, positions } = error
  const place = locations ? { nodes, source, positions } : {}
  return new GraphQLError(message, { ...place, path, extensions: { ...extensions, requestId } })
}
