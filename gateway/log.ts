import sonicBoom from 'sonic-boom'
import type { FinishedOperation } from './telemetry/finished-operation.ts'

/** Numbers of levels as log readers know them from pino. */
const levels = { debug: 20, info: 30, warn: 40, error: 50, silent: Number.POSITIVE_INFINITY } as const

export type LogLevel = keyof typeof levels

/** Where lines go. */
export interface LogDestination {
  /** `line` with its line end; `isUrgent`: somebody should see it at once. */
  write(line: string, isUrgent?: boolean): void
}

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
 * A log of JSON lines; `silent` for tests.
 *
 * @param destination standard error unless told otherwise.
 */
export function createLog(level: LogLevel, destination: LogDestination = standardError()): Log {
  const write = (of: Exclude<LogLevel, 'silent'>, facts: object, msg: string) => {
    if (levels[of] < levels[level]) return
    // What is undefined is left out; every line begins with the same three.
    const rest = JSON.stringify(facts).slice(1)
    const start = `{"level":${levels[of]},"time":${Date.now()},"msg":${JSON.stringify(msg)}`
    destination.write(`${start}${rest === '}' ? '' : ','}${rest}\n`, levels[of] >= levels.warn)
  }
  return {
    info: (message, facts = {}) => write('info', facts, message),
    warn: (message, facts = {}) => write('warn', facts, message),
    operation: (finished) => {
      const { principal } = finished
      const line = {
        requestId: finished.requestId,
        transport: finished.transport,
        kind: finished.kind,
        operation: finished.operation,
        outcome: finished.outcome,
        codes: finished.codes.length > 0 ? finished.codes : undefined,
        status: finished.status ?? undefined,
        durationMs: finished.durationMs,
        statements: finished.statements,
        tenantId: principal?.tenantId,
        actor: principal?.actor,
        role: principal?.role,
        apiKeyId: principal?.apiKeyId ?? undefined,
      }
      write(finished.outcome === 'FAILED' ? 'warn' : 'info', line, 'operation')
    },
    request: ({ requestId, method, route, status, durationMs }) =>
      write(status >= 500 ? 'warn' : 'debug', { requestId, method, route, status, durationMs }, 'request'),
    failure: (requestId, error) => write('error', { requestId, ...causeOf(error) }, 'unexpected failure'),
    plain: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => write('warn', {}, 'the GraphQL library warns'),
      error: (message) => write('error', causeOf(message), 'the GraphQL library reports an error'),
    },
  }
}

const batchBytes = 8_192
const longestMs = 200

let shared: LogDestination | undefined

/**
 * Standard error, written in batches: a call into the system for each operation would cost as much as a tenth of a
 * small one. Warnings and errors are there at once, other lines after a moment, and all of them when the process ends.
 */
function standardError(): LogDestination {
  if (shared) return shared
  const out = new sonicBoom.SonicBoom({ fd: 2, sync: true, minLength: batchBytes, periodicFlush: longestMs })
  process.on('exit', () => out.flushSync())
  shared = {
    write(line, isUrgent) {
      out.write(line)
      if (isUrgent) out.flushSync()
    },
  }
  return shared
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
