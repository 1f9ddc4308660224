import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The key that addresses of uploads are signed with, kept in `<dataDir>/upload-secret` (mode 0600); made at random once. */
export function uploadSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'upload-secret')
  if (existsSync(file)) return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url')
  const secret = randomBytes(32)
  mkdirSync(dataDir, { recursive: true })
  // Written beside and renamed: a process killed half-way must not leave half a key.
  writeFileSync(`${file}.new`, secret.toString('base64url'), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secret
}
