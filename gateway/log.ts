import { type DestinationStream, pino } from 'pino'
import type { FinishedOperation } from './telemetry/finished-operation.ts'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/**
 * What is written down: an allow-list of facts, never bodies, names, numbers or tokens. Each function takes exactly the
 * facts of one kind of line and picks them one by one, so that an object with more in it cannot slip through.
 */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  /** One line for each operation that has ended: at info, or warn when it failed. */
  operation(finished: FinishedOperation): void
  /** One line for each other request over HTTP. */
  request(finished: FinishedRequest): void
  failure(requestId: string, error: unknown): void
  readonly plain: {
    debug(): void
    info(): void
    warn(message?: unknown): void
    error(message?: unknown): void
  }
}

export interface FinishedRequest {
  readonly requestId: string
  readonly method: string
  /** The pattern of the address, e.g. `/uploads/:place`; never the address itself. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
}

/**
 * A log of JSON lines; `level` is pino's, `silent` for tests.
 *
 * @param destination standard error unless told otherwise.
 */
export function createLog(level: LogLevel, destination: DestinationStream = standardError()): Log {
  const out = pino({ level, base: null }, destination)
  return {
    info: (message, facts = {}) => out.info(facts, message),
    warn: (message, facts = {}) => out.warn(facts, message),
    operation: ({ principal, ...finished }) => {
      const line = {
        requestId: finished.requestId,
        transport: finished.transport,
        kind: finished.kind,
        operation: finished.operation,
        outcome: finished.outcome,
        ...(finished.codes.length > 0 && { codes: finished.codes }),
        ...(finished.status !== null && { status: finished.status }),
        durationMs: finished.durationMs,
        statements: finished.statements,
        ...(principal && { tenantId: principal.tenantId, actor: principal.actor, role: principal.role }),
        ...(principal?.apiKeyId && { apiKeyId: principal.apiKeyId }),
      }
      if (finished.outcome === 'FAILED') out.warn(line, 'operation')
      else out.info(line, 'operation')
    },
    request: ({ requestId, method, route, status, durationMs }) =>
      out[status >= 500 ? 'warn' : 'debug']({ requestId, method, route, status, durationMs }, 'request'),
    failure: (requestId, error) => out.error({ requestId, ...causeOf(error) }, 'unexpected failure'),
    plain: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => out.warn('the GraphQL library warns'),
      error: (message) => out.error(causeOf(message), 'the GraphQL library reports an error'),
    },
  }
}

const batchBytes = 8_192
const longestMs = 200

let shared: DestinationStream | undefined

/**
 * Standard error, written in batches: a call into the system for each operation would cost as much as a tenth of a
 * small one. Warnings and errors are there at once, other lines after a moment, and all of them when the process ends.
 */
function standardError(): DestinationStream {
  if (shared) return shared
  const out = pino.destination({ dest: 2, sync: true, minLength: batchBytes, periodicFlush: longestMs })
  process.on('exit', () => out.flushSync())
  const stream = {
    // Asks pino to say the level of each line before it writes it.
    [pino.symbols.needsMetadataGsym]: true as const,
    lastLevel: 0,
    write(line: string) {
      out.write(line)
      if (stream.lastLevel >= pino.levels.values.warn!) out.flushSync()
    },
  }
  shared = stream
  return stream
}

/**
 * What is kept of an error. Its message is not: a database quotes values there. Of the stack only the places in code
 * are, because it begins with the message, on as many lines as that has.
 */
function causeOf(error: unknown): Readonly<Record<string, string>> {
  const { name, code, stack } = (error ?? {}) as { name?: unknown; code?: unknown; stack?: unknown }
  const places = typeof stack === 'string' ? stack.split('\n').filter((line) => placeShape.test(line)) : []
  return {
    ...(typeof name === 'string' && wordShape.test(name) && { name }),
    ...(typeof code === 'string' && wordShape.test(code) && { code }),
    ...(places.length > 0 && { place: tellingPlaces(places).join('\n') }),
  }
}

/** Where it was raised, and the way there through our own code; what lies between in libraries tells nothing. */
function tellingPlaces(places: readonly string[]): string[] {
  const own = places.slice(1).filter((place) => !place.includes('node_modules') && !place.includes('node:'))
  return [...places.slice(0, 1), ...own.slice(0, 6)]
}

const wordShape = /^[A-Za-z][A-Za-z0-9_]{0,59}$|^[0-9A-Z]{5}$/
/** `    at function (file:line:column)`, with nothing else on the line. */
const placeShape = /^\s+at (?:[\w$.#<>[\] ]+ \()?(?:async )?(?:file:\/\/)?[\w./@+~-]+:\d+(?::\d+)?\)?$/
