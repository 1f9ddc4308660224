import { pino } from 'pino'

/** What is written down: an allow-list of facts, never bodies, names, numbers or tokens. */
export interface Log {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean>>): void
  failure(requestId: string, error: unknown): void
  readonly plain: {
    debug(): void
    info(): void
    warn(message?: unknown): void
    error(message?: unknown): void
  }
}

/** A log of JSON lines on standard error; `level` is pino's, `silent` for tests. */
export function createLog(level: 'info' | 'warn' | 'silent'): Log {
  const out = pino({ level, base: null }, pino.destination({ dest: 2, sync: true }))
  return {
    info: (message, facts = {}) => out.info(facts, message),
    failure: (requestId, error) => {
      const { name, code, stack } = (error ?? {}) as { name?: string; code?: string; stack?: string }
      // Messages of a database may quote values, so only the place in our code is kept.
      const place = stack?.split('\n').slice(1, 6).join('\n')
      out.error({ requestId, name, code, place }, 'unexpected failure')
    },
    plain: {
      debug: () => undefined,
      info: () => undefined,
      warn: (message) => out.warn(String(message)),
      error: (message) => out.error(String(message)),
    },
  }
}
