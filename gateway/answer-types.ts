import type { IncomingHttpHeaders } from 'node:http'

const maxKept = 50
const maxLength = 300

/** Content types that answers had for what their callers accept; a client asks for the same each time. */
export class AnswerTypes {
  readonly #types = new Map<string, string>()

  /** Null for what was not negotiated yet. */
  of({ accept = '' }: IncomingHttpHeaders): string | null {
    return this.#types.get(accept) ?? null
  }

  keep({ accept = '' }: IncomingHttpHeaders, type: string): void {
    if (this.#types.size < maxKept && accept.length <= maxLength) this.#types.set(accept, type)
  }
}
