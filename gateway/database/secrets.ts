import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** The passwords of the embedded cluster's roles. */
export interface DatabaseSecrets {
  superuser: string
  owner: string
  app: string
  backup: string
}

/** Reads the passwords kept in `<dataDir>/database-secrets.json` (mode 0600); makes them at random once. */
export function databaseSecrets(dataDir: string): DatabaseSecrets {
  const file = path.join(dataDir, 'database-secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'))
  const password = () => randomBytes(24).toString('base64url')
  const secrets = { superuser: password(), owner: password(), app: password(), backup: password() }
  // Written beside and renamed: a process killed half-way must not leave a file that cannot be read.
  writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return secrets
}
