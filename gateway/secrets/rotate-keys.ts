import type { ClientBase } from 'pg'
import type { KeyRing } from './key-ring.ts'
import { RotationError } from './rotation-error.ts'
import { opened, sealed } from './seal.ts'
import { keyPlace, rotationLock } from './tenant-secrets.ts'

/**
 * Wraps every tenant's key anew with the newest key of the ring, in one transaction: whoever reads sees the old wrapping
 * or the new one, and waits for nothing. Call it as the owner of the database. Returns how many were wrapped anew.
 *
 * @throws RotationError when a key cannot be unwrapped; nothing is changed then.
 */
export async function rewrapKeys(client: ClientBase, ring: KeyRing): Promise<number> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1)', [rotationLock])
    const keys = ring.keys()
    const newest = keys.at(-1)
    if (!newest) throw new RotationError('The key ring is empty.')
    const { rows } = await client.query<{ tenant_id: string; id: string; ring_key: string; wrapped: string }>(
      'select tenant_id, id, ring_key, wrapped from secret_keys where ring_key <> $1',
      [newest.id],
    )
    for (const row of rows) {
      const old = keys.find(({ id }) => id === row.ring_key)
      const place = keyPlace(row.tenant_id, row.id)
      const plain = old && opened(old.key, place, row.wrapped)
      if (!plain)
        throw new RotationError(
          `The key ring cannot unwrap what ${row.ring_key} wrapped: nothing was changed. Give the keys that belong to this database.`,
        )
      await client.query(
        'update secret_keys set ring_key = $3, wrapped = $4 where tenant_id = $1 and id = $2',
        [row.tenant_id, row.id, newest.id, sealed(newest.key, place, plain)],
      )
    }
    await client.query('commit')
    return rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** @throws RotationError for a database without tables: a new key in the ring would stay there for nothing. */
export async function assertRotatable(client: ClientBase): Promise<void> {
  const { rows } = await client.query("select to_regclass('secret_keys') is not null as migrated")
  if (rows[0].migrated) return
  throw new RotationError(
    'This database has no keys to rotate, because it was never migrated: is DATA_DIR or DATABASE_OWNER_URL the one of your Lonca?',
  )
}
