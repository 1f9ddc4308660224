import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

interface Signed {
  /** `key/date/region/service/aws4_request` */
  readonly credential: string
  readonly headers: string
  readonly signature: string
  readonly time: string
  readonly seconds: number | null
}

/**
 * Whether a request is signed with this secret, as Amazon documents Signature Version 4. Written from the description
 * and not with the library that the product signs with, so that both cannot be wrong in the same way.
 */
export function isSignedRequest(request: IncomingMessage, secret: string, now: Date): boolean {
  const url = new URL(request.url ?? '/', 'http://bucket')
  const signed = signedPart(request, url)
  if (!signed) return false
  const began = Date.parse(signed.time.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  const age = (now.getTime() - began) / 1000
  if (age < -900 || age > (signed.seconds ?? 900)) return false
  const scope = signed.credential.split('/').slice(1)
  const toSign = ['AWS4-HMAC-SHA256', signed.time, scope.join('/'), sha256(canonical(request, url, signed))]
  const key = scope.reduce<Buffer | string>((parent, part) => hmac(parent, part), `AWS4${secret}`)
  return hmac(key, toSign.join('\n')).toString('hex') === signed.signature
}

function signedPart(request: IncomingMessage, url: URL): Signed | null {
  const header = /Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
    request.headers.authorization ?? '',
  )
  const [, credential = '', headers = '', signature = ''] = header ?? []
  if (header)
    return { credential, headers, signature, time: String(request.headers['x-amz-date']), seconds: null }
  const query = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? ''
  if (!query('Signature')) return null
  return {
    credential: query('Credential'),
    headers: query('SignedHeaders'),
    signature: query('Signature'),
    time: query('Date'),
    seconds: Number(query('Expires')),
  }
}

function canonical(request: IncomingMessage, url: URL, signed: Signed): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')
  const headers = signed.headers.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const payload = signed.seconds === null ? request.headers['x-amz-content-sha256'] : 'UNSIGNED-PAYLOAD'
  return [request.method, url.pathname, query, headers.join(''), signed.headers, payload].join('\n')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
