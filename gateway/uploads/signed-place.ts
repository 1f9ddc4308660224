import { createHmac, timingSafeEqual } from 'node:crypto'
import { decodeId, encodeId } from '../../schema/index.ts'

/** One file of one tenant that may be sent here, until when. Ids are UUIDs. */
export interface SignedPlace {
  readonly tenantId: string
  readonly id: string
  readonly sizeBytes: number
  readonly expiresAt: Date
}

/** Path and query that carry a place and its signature (HMAC-SHA-256). */
export function signedUrl(place: SignedPlace, secret: Buffer): string {
  const query = new URLSearchParams({
    tenant: encodeId('ten', place.tenantId),
    size: String(place.sizeBytes),
    expires: String(place.expiresAt.getTime()),
    signature: signatureOf(place, secret).toString('base64url'),
  })
  return `/uploads/${encodeId('upl', place.id)}?${query}`
}

/** The place that an address stands for; null when anything in it is not what was signed. */
export function placeOf(
  uploadId: string,
  query: Readonly<Record<string, unknown>>,
  secret: Buffer,
): SignedPlace | null {
  const [upload, tenant] = [decodeId(uploadId), decodeId(String(query.tenant))]
  const [sizeBytes, expires] = [Number(query.size), Number(query.expires)]
  if (upload?.prefix !== 'upl' || tenant?.prefix !== 'ten') return null
  if (!Number.isSafeInteger(sizeBytes) || !Number.isSafeInteger(expires)) return null
  const place = { tenantId: tenant.uuid, id: upload.uuid, sizeBytes, expiresAt: new Date(expires) }
  const given = Buffer.from(String(query.signature), 'base64url')
  const right = signatureOf(place, secret)
  return given.length === right.length && timingSafeEqual(given, right) ? place : null
}

function signatureOf({ tenantId, id, sizeBytes, expiresAt }: SignedPlace, secret: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update(['PUT', tenantId, id, sizeBytes, expiresAt.getTime()].join('\n'))
    .digest()
}
