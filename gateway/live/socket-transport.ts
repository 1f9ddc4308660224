import type { SessionTransport } from '../../modules/identity/index.ts'
import { LoncaError } from '../../schema/index.ts'
import { sessionPlace } from '../session-place.ts'

/** What sessions know of a client that asks through a socket, which cannot be given cookies. */
export function socketTransport(address: string, userAgent: string | undefined): SessionTransport {
  return {
    address,
    place: sessionPlace(userAgent, address),
    deviceToken: null,
    refuseWithoutCookies: noCookies,
    keep: noCookies,
    keepDevice: noCookies,
    forget: () => undefined,
  }
}

function noCookies(): never {
  throw LoncaError.badInput('A cookie can only be set over HTTP: call this there.')
}
