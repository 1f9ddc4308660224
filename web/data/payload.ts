import type { Answer } from './client.ts'
import type { PanelError } from './errors.ts'

/** One thing that is wrong with what was entered, said in the viewer's language. */
export interface UserError {
  code: string
  field?: string[] | null
  message: string
}

/** What became of a mutation: done with its record, refused with reasons, or failed on the way. */
export type Outcome<Result> =
  | { is: 'done'; result: Result }
  | { is: 'refused'; errors: UserError[]; result?: Result }
  | { is: 'failed'; error: PanelError }

/** Reads the payload named `name` of a mutation's answer. A refusal may still carry the record as it stands now. */
export function outcome<Payload extends { userErrors: UserError[] }>(
  answer: Answer<Record<string, Payload>>,
  name: string,
): Outcome<Payload> {
  const payload = answer.data?.[name]
  if (!payload)
    return { is: 'failed', error: answer.error ?? { code: 'INTERNAL', message: `No ${name} in the answer.` } }
  if (payload.userErrors.length > 0) return { is: 'refused', errors: payload.userErrors, result: payload }
  return { is: 'done', result: payload }
}

/** The message for one field of a form, if something is wrong with it. */
export function errorOf(errors: readonly UserError[], field: string): string | undefined {
  return errors.find((error) => error.field?.at(-1) === field)?.message
}
