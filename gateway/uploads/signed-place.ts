import { decodeId, encodeId } from '../../schema/index.ts'
import { isSigned, type SignedLines, signatureOf } from '../files/signature.ts'

/** One file of one tenant that may be sent here, until when. Ids are UUIDs. */
export interface SignedPlace {
  readonly tenantId: string
  readonly id: string
  readonly sizeBytes: number
  readonly expiresAt: Date
}

/** Path and query that carry a place and its signature. */
export function signedUrl(place: SignedPlace, secret: Buffer): string {
  const query = new URLSearchParams({
    tenant: encodeId('ten', place.tenantId),
    size: String(place.sizeBytes),
    expires: String(place.expiresAt.getTime()),
    signature: signatureOf(linesOf(place), secret),
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
  return isSigned(linesOf(place), query.signature, secret) ? place : null
}

function linesOf({ tenantId, id, sizeBytes, expiresAt }: SignedPlace): SignedLines {
  return ['PUT', tenantId, id, sizeBytes, expiresAt.getTime()]
}
