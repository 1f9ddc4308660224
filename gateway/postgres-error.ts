import { LoncaError, Refusal } from '../schema/index.ts'

/** SQLSTATE of a PostgreSQL error, wherever it is wrapped; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

const unreachable = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|57P0[123]|08\w{3}|53300)$/
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|timeout expired/i

/**
 * What a database failure means to a caller: the server cannot be reached, the work took too long, a value is taken.
 * Returns the error itself when it means none of these.
 */
export function translated(error: unknown): unknown {
  const { code, message, constraint, table } = (error ?? {}) as {
    code?: string
    message?: string
    constraint?: string
    table?: string
  }
  if (error instanceof Refusal || error instanceof LoncaError) return error
  if ((code && unreachable.test(code)) || (message && lost.test(message))) {
    return new LoncaError(
      'UNAVAILABLE',
      'The database cannot be reached right now. Nothing was changed; try again shortly.',
      {
        http: { status: 503, headers: new Map([['retry-after', '2']]) },
      },
    )
  }
  // Class 22, data exceptions: a NUL character, a number out of range, a date that does not exist.
  if (code && /^22[0-9A-Z]{3}$/.test(code)) {
    return LoncaError.badInput(
      'A value in the request cannot be stored or compared: check numbers, dates and control characters.',
    )
  }
  if (code === '57014')
    return new LoncaError('TIMEOUT', 'This took too long and was stopped. Ask for less at a time.')
  if (code === '23505') {
    // `<table>_<column>_unique`; tables have underscores too.
    const column = new RegExp(`^${table}_(\\w+)_unique$`).exec(constraint ?? '')?.[1]
    const field = column?.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    return new Refusal([{ code: 'DUPLICATE', ...(field && { field: [field.split('.').at(-1) ?? field] }) }])
  }
  if (code === '23503') return new Refusal([{ code: 'NOT_FOUND' }])
  if (code === '55P03' || code === '40P01' || code === '40001') return new Refusal([{ code: 'CONFLICT' }])
  if ((error as { name?: string } | null)?.name === 'OptimisticLockError')
    return new Refusal([{ code: 'CONFLICT', field: ['version'] }])
  return error
}
