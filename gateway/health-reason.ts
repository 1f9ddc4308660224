import { LoncaError } from '../schema/index.ts'

const maxLength = 200

/**
 * Why somebody looks at health data, in their own words: `extensions.reason` of the request, or its header
 * `x-lonca-reason`, in which letters beyond ASCII are percent-encoded. Throws BAD_USER_INPUT for what is too long.
 */
export function reasonOf(extensions: unknown, header?: string | string[] | null): string | null {
  const said = (extensions as { reason?: unknown } | null | undefined)?.reason ?? decoded(header)
  if (said === undefined || said === null) return null
  if (typeof said !== 'string' || said.length > maxLength)
    throw LoncaError.badInput(`A reason is a text of at most ${maxLength} characters.`, {
      http: { status: 400 },
    })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return said.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim() || null
}

function decoded(header: string | string[] | null | undefined): string | null {
  const value = Array.isArray(header) ? header.join(', ') : header
  if (!value) return null
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
