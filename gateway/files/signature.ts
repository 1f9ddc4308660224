import { createHmac, timingSafeEqual } from 'node:crypto'

/** What an address promises, line by line; the method first, so that an address to read is never one to write. */
export type SignedLines = readonly [method: 'PUT' | 'GET', ...lines: (string | number)[]]

/** HMAC-SHA-256 over the lines, for a query. */
export function signatureOf(lines: SignedLines, secret: Buffer): string {
  return createHmac('sha256', secret).update(lines.join('\n')).digest('base64url')
}

/** Whether someone who knows the secret signed exactly these lines. */
export function isSigned(lines: SignedLines, signature: unknown, secret: Buffer): boolean {
  const given = Buffer.from(String(signature), 'base64url')
  const right = Buffer.from(signatureOf(lines, secret), 'base64url')
  return given.length === right.length && timingSafeEqual(given, right)
}
