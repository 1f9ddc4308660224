import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import type { ErrorCode } from '../schema/index.ts'
import { LoncaError } from '../schema/index.ts'
import { translated } from './postgres-error.ts'

const aliases: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
}

/**
 * What a caller is told of an error: our own errors as they are, what graphql found wrong as BAD_USER_INPUT, and
 * anything else as INTERNAL; the request id beside it leads to the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = (error as GraphQLError | null)?.originalError ?? error
  const known = original instanceof LoncaError ? original : translated(original)
  const place = {
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
  }
  if (known instanceof LoncaError) {
    const { http: _http, ...extensions } = known.extensions
    return { message: known.message, ...place, extensions }
  }
  const code = aliases[String(formatted.extensions?.code)]
  if (code) return { message: formatted.message, ...place, extensions: { code } }
  return {
    message:
      'Something went wrong on our side. Nothing was changed; the request id in the extensions leads to the log.',
    ...place,
    extensions: { code: 'INTERNAL' },
  }
}

/** True for what nobody expected: it belongs in the log. */
export function isUnexpected(formatted: GraphQLFormattedError): boolean {
  return formatted.extensions?.code === 'INTERNAL'
}
