import type { ErrorCode } from '../../schema/index.ts'
import type { LeakFinder } from './leaks.ts'
import type { Outcome } from './send.ts'

/** An answer to an attack is small: it must not pay to ask for errors. */
export const maxBodyBytes = 8 * 1024

/** How an attack may be refused; INTERNAL is none of them, for nobody meant it. */
const refusals: readonly ErrorCode[] = [
  'BAD_USER_INPUT',
  'COST_EXCEEDED',
  'THROTTLED',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'NOT_FOUND',
  'PERSISTED_QUERY_ONLY',
  'TIMEOUT',
]

/** What is wrong with the answer to a hostile operation or request, in words; empty when it is refused as it should be. */
export function flawsOf(outcome: Outcome, leaks: LeakFinder): string[] {
  const flaws = leaks.in(outcome.body).map((leak) => `tells ${leak}`)
  const bytes = Buffer.byteLength(outcome.body)
  if (bytes > maxBodyBytes) flaws.push(`answers with ${bytes} bytes`)
  if (outcome.status !== null && outcome.status >= 500) flaws.push(`answers ${outcome.status}`)
  const codes = codesIn(outcome.body)
  if (codes.length === 0) flaws.push(`names no code: ${outcome.status} ${outcome.body.slice(0, 200)}`)
  const unknown = codes.filter((code) => !refusals.includes(code as ErrorCode))
  if (unknown.length > 0) flaws.push(`answers ${unknown.join(', ')}`)
  return flaws
}

/** Codes of the errors in an answer over HTTP or in a message of a socket. */
function codesIn(body: string): string[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return []
  }
  const { errors, payload } = parsed as { errors?: unknown; payload?: unknown }
  const list =
    errors ?? (Array.isArray(payload) ? payload : (payload as { errors?: unknown } | undefined)?.errors)
  if (!Array.isArray(list)) return []
  return list.map((error: { extensions?: { code?: unknown } }) => String(error.extensions?.code))
}
