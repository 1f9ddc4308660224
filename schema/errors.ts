import { GraphQLError } from 'graphql'
import type { Words } from './words.ts'

/** The closed list of top-level codes (`extensions.code`). */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'MODULE_DISABLED'
  | 'TENANT_SUSPENDED'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'THROTTLED'
  | 'COST_EXCEEDED'
  | 'IDEMPOTENCY_MISMATCH'
  | 'PERSISTED_QUERY_ONLY'
  | 'UNAVAILABLE'
  | 'TIMEOUT'
  | 'RESYNC_REQUIRED'
  | 'INTERNAL'

/** A failure that the whole operation, or the field that raised it, ends with. */
export class LoncaError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { ...extensions, code } })
    this.name = 'LoncaError'
  }

  static unauthenticated(): LoncaError {
    return new LoncaError(
      'UNAUTHENTICATED',
      'Sign in first: call signIn and send its token as "Authorization: Bearer …".',
    )
  }

  static forbidden(what: string): LoncaError {
    return new LoncaError('FORBIDDEN', `Your role does not allow this: ${what}.`)
  }

  /** For whoever has to wait: over HTTP it is 429 with Retry-After. */
  static throttled(
    message: string,
    retryAfterSeconds: number,
    extensions: Record<string, unknown> = {},
  ): LoncaError {
    return new LoncaError('THROTTLED', message, {
      ...extensions,
      retryAfterSeconds,
      http: { status: 429, headers: new Map([['retry-after', String(retryAfterSeconds)]]) },
    })
  }

  static badInput(message: string, extensions: Record<string, unknown> = {}): LoncaError {
    return new LoncaError('BAD_USER_INPUT', message, extensions)
  }
}

/** One thing that is wrong with what a person entered; a mutation's payload carries a list of these. */
export interface UserError {
  readonly code: string
  readonly field: readonly string[] | null
  readonly message: string
  readonly docsUrl: string | null
}

/**
 * Raised inside a verb to roll its transaction back and answer with `userErrors`.
 * `current` is the record as it stands now, for a conflict.
 */
export class Refusal extends Error {
  constructor(
    readonly reasons: readonly RefusalReason[],
    readonly current: unknown = null,
  ) {
    super(reasons.map((reason) => reason.code).join(', '))
    this.name = 'Refusal'
  }
}

export interface RefusalReason {
  readonly code: string
  readonly field?: readonly string[]
  /** Fills `{name}` in the code's message. */
  readonly with?: Readonly<Record<string, string | number>>
}

export function refuse(code: string, field?: readonly string[], values?: RefusalReason['with']): never {
  throw new Refusal([{ code, ...(field && { field }), ...(values && { with: values }) }])
}

/** What every module may answer; modules and blueprints add their own codes beside these. */
export const commonRefusals: Readonly<Record<string, Words>> = {
  REQUIRED: { en: 'This is required.', tr: 'Bu alan gerekli.' },
  REQUIRED_BY_TENANT: { en: 'Your business requires this.', tr: 'İşletmeniz bu alanı zorunlu tutuyor.' },
  INVALID: { en: 'This is not valid.', tr: 'Geçerli değil.' },
  TOO_LONG: { en: 'At most {max} characters.', tr: 'En fazla {max} karakter.' },
  TOO_SMALL: { en: 'At least {min}.', tr: 'En az {min}.' },
  TOO_LARGE: { en: 'At most {max}.', tr: 'En fazla {max}.' },
  NOT_FOUND: { en: 'There is no such record.', tr: 'Böyle bir kayıt yok.' },
  DUPLICATE: { en: 'Another record already has this.', tr: 'Bu değer başka bir kayıtta var.' },
  CONFLICT: {
    en: 'Someone else changed this in the meantime. Look at the current state and try again.',
    tr: 'Bu kayıt siz bakarken değişti. Güncel hâline bakıp yeniden deneyin.',
  },
  FORBIDDEN: { en: 'Your role does not allow this.', tr: 'Rolünüz buna izin vermiyor.' },
}
