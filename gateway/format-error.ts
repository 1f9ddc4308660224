import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import type { ErrorCode } from '../schema/index.ts'
import { LoncaError } from '../schema/index.ts'
import { operationLimits } from './limits/operation-limits.ts'
import { translated } from './postgres-error.ts'

const aliases: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
}

/** What graphql says instead of the errors that follow; it carries no code. */
const tooManyErrors = /^Too many (validation )?errors/

/** Messages repeat what was sent; whoever sends much is not to get it back. */
const maxMessageLength = 400
const maxPlaces = 10
const maxErrorBytes = 8 * 1024
/** Extensions of the answer, and what is around the errors. */
const roomForOthers = 512

/**
 * What a caller is told of an error: our own errors as they are, what graphql found wrong as BAD_USER_INPUT, and
 * anything else as INTERNAL; the request id beside it leads to the log.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = (error as GraphQLError | null)?.originalError ?? error
  const known = original instanceof LoncaError ? original : translated(original)
  const place = {
    ...(formatted.locations && { locations: formatted.locations.slice(0, maxPlaces) }),
    ...(formatted.path && { path: formatted.path }),
  }
  if (known instanceof LoncaError) {
    const { http: _http, ...extensions } = known.extensions
    return { message: shortened(known.message), ...place, extensions }
  }
  const code = tooManyErrors.test(formatted.message)
    ? 'BAD_USER_INPUT'
    : aliases[String(formatted.extensions?.code)]
  if (code) return { message: shortened(formatted.message), ...place, extensions: { code } }
  return {
    message:
      'Something went wrong on our side. Nothing was changed; the request id in the extensions leads to the log.',
    ...place,
    extensions: { code: 'INTERNAL' },
  }
}

/** The first of many errors of one document: whoever mends these sees the next ones. */
export function firstErrors<T>(errors: readonly T[]): readonly T[] {
  const first: T[] = []
  let bytes = 0
  for (const error of errors.slice(0, operationLimits.errors)) {
    bytes += Buffer.byteLength(JSON.stringify(error)) + 1
    if (first.length > 0 && bytes > maxErrorBytes - roomForOthers) break
    first.push(error)
  }
  return first
}

function shortened(message: string): string {
  if (message.length <= maxMessageLength) return message
  const half = maxMessageLength / 2
  return `${message.slice(0, half)} … ${message.slice(-half)}`
}

/** True for what nobody expected: it belongs in the log. */
export function isUnexpected(formatted: GraphQLFormattedError): boolean {
  return formatted.extensions?.code === 'INTERNAL'
}
