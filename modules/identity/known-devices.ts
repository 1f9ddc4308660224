import type { Pool } from 'pg'
import { type Clock, newId, serviceKey } from '../../schema/index.ts'
import { asUser } from './own-rows.ts'
import { digest, newToken } from './secret-token.ts'

/** Devices that somebody signed in on before: guessing from elsewhere does not lock them out. */
export class KnownDevices {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** A name for counting attempts when the person has signed in on this device before, else null. Takes as long for nobody. */
  async recognised(userId: string | null, token: string | null): Promise<string | null> {
    const asked = userId ?? newId()
    const hash = digest(token ?? '')
    return asUser(this.pool, asked, async (client) => {
      const { rowCount } = await client.query(
        'select from known_devices where user_id = $1 and token_hash = $2',
        [asked, hash],
      )
      return rowCount === 1 ? hash.toString('base64') : null
    })
  }

  /** Remembers the device for the person; the secret to keep on it. */
  async remember(userId: string, token: string | null): Promise<string> {
    const kept = token ?? newToken('lond')
    await asUser(this.pool, userId, (client) =>
      client.query(
        `insert into known_devices (user_id, token_hash, created_at, last_used_at) values ($1, $2, $3, $3)
         on conflict (user_id, token_hash) do update set last_used_at = excluded.last_used_at`,
        [userId, digest(kept), this.clock.now().toISOString()],
      ),
    )
    return kept
  }

  /** After a new password, every device has to show it first. */
  async forgetAll(userId: string): Promise<void> {
    await asUser(this.pool, userId, (client) =>
      client.query('delete from known_devices where user_id = $1', [userId]),
    )
  }
}

export const knownDevicesKey = serviceKey<KnownDevices>('known devices')
