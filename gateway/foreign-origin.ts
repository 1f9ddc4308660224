import type { IncomingHttpHeaders } from 'node:http'

/** Browsers say which site a call comes from, and send our cookie all the same: that must be our own site. */
export function isForeign({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return false
  if (!URL.canParse(origin) || !host) return true
  const own = `${new URL(origin).protocol}//${host}`
  return !URL.canParse(own) || new URL(own).host !== new URL(origin).host
}
