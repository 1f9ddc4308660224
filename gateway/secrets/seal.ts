import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM under a fresh nonce, as `nonce.ciphertext-and-tag` in base64url. `place` is authenticated with it: the
 * same text opens nowhere else.
 */
export function sealed(key: Buffer, place: string, plain: Buffer): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return `${nonce.toString('base64url')}.${body.toString('base64url')}`
}

/** What was sealed, or null when key, place or text is not the one. */
export function opened(key: Buffer, place: string, text: string): Buffer | null {
  const [nonce, body] = text.split('.').map((part) => Buffer.from(part, 'base64url'))
  if (!nonce || !body || nonce.length !== nonceBytes || body.length < tagBytes) return null
  try {
    const decipher = createDecipheriv(algorithm, key, nonce).setAAD(Buffer.from(place))
    decipher.setAuthTag(body.subarray(-tagBytes))
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}
