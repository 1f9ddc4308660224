import type { RequestContext } from '../context.ts'
import { commonRefusals, Refusal, type RefusalReason, type UserError } from '../errors.ts'
import { Lookup } from '../read/lookup.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import type { Locale, Words } from '../words.ts'
import { Conflict, type Work } from './work.ts'
import type { Written } from './write-statement.ts'

const refusals = new Map<string, Words>(Object.entries(commonRefusals))

/** Adds the refusal codes of a module or blueprint, with their messages; `{name}` is filled from the reason. */
export function registerRefusals(codes: Readonly<Record<string, Words>>): void {
  for (const [code, words] of Object.entries(codes)) refusals.set(code, words)
}

export function refusalCodes(): string[] {
  return [...refusals.keys()]
}

/** What a refusal says, in both languages. Throws for a code that nobody declared. */
export function refusalWords(code: string): Words {
  const words = refusals.get(code)
  if (!words) throw new Error(`No module declares the refusal ${code}.`)
  return words
}

export function userErrors(reasons: readonly RefusalReason[], locale: Locale): UserError[] {
  return reasons.map(({ code, field, with: values }) => {
    const message = refusalWords(code)[locale].replace(/\{(\w+)\}/g, (_, name: string) =>
      String(values?.[name] ?? ''),
    )
    return { code, field: field ? [...field] : null, message, docsUrl: `/docs/errors#${code}` }
  })
}

export interface Payload {
  readonly userErrors: readonly UserError[]
  readonly [record: string]: unknown
}

/**
 * Runs a verb that changes one record and answers in the shape of `payloadOf`: the record as it reads after the
 * commit, or why nothing was done. A conflict carries the current record.
 *
 * @param atOnce the same as one statement, for verbs that are called often; `verb` is what happens when it wrote nothing.
 */
export async function recordPayload(
  context: RequestContext,
  record: RecordClass,
  verb: (work: Work) => Promise<{ readonly id: string }>,
  atOnce: () => Promise<Written | null> = async () => null,
): Promise<Payload> {
  const meta = recordMeta(record)
  return answered(context, meta.singular, async () => {
    const written = await atOnce()
    if (written) return written.row && Lookup.known(record, written.row)
    const { id } = await context.write(verb)
    return context.read.byId(meta, id)
  })
}

/** The same for verbs whose result is not one record: `field` of the payload holds what `verb` returns. */
export async function answered(
  context: RequestContext,
  field: string,
  verb: () => Promise<unknown>,
): Promise<Payload> {
  try {
    return { [field]: await verb(), userErrors: [] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const current = error instanceof Conflict ? await context.read.byId(error.meta, error.id) : error.current
    return { [field]: current, userErrors: userErrors(error.reasons, context.locale) }
  }
}
