import type { IncomingHttpHeaders } from 'node:http'
import type { Locale } from '../schema/index.ts'

/** The language that a request asks for by its first choice; null when we do not speak it or none is named. */
export function acceptedLocale(headers: IncomingHttpHeaders): Locale | null {
  const asked = headers['accept-language']?.slice(0, 2)
  return asked === 'tr' || asked === 'en' ? asked : null
}
