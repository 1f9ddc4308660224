import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits with a prefix that tells people and scanners what they found. Only its `digest` is ever stored. */
export function newToken(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`
}

/** SHA-256: a secret of so many bits cannot be guessed from it, however fast the hash. */
export function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
