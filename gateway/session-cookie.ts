const name = 'lonca_session'
const deviceName = 'lonca_device'

/** Behind TLS the name itself forbids other hosts and paths; plain HTTP on a local network cannot have it. */
export function sessionCookieName(secure: boolean): string {
  return secure ? `__Host-${name}` : name
}

/** Keeps which device somebody signed in on; worth nothing without a password. */
export function deviceCookieName(secure: boolean): string {
  return secure ? `__Host-${deviceName}` : deviceName
}

/** The token of an `Authorization: Bearer …` header; null when there is none. */
export function bearerToken(authorization: unknown): string | null {
  return typeof authorization === 'string' ? (/^Bearer (\S+)$/i.exec(authorization)?.[1] ?? null) : null
}

/** The token in a `Cookie` header; null when our cookie is not there. A token needs no decoding. */
export function cookieToken(header: string | undefined, secure: boolean): string | null {
  const start = `${sessionCookieName(secure)}=`
  const found = header?.split(/; */).find((pair) => pair.startsWith(start))
  return found ? found.slice(start.length) : null
}
