import type { Pool } from 'pg'
import {
  type Clock,
  decodeId,
  encodeId,
  LoncaError,
  messageOf,
  Statement,
  serviceKey,
} from '../../schema/index.ts'
import { digest } from './secret-token.ts'

const start = 'lonca_live_'
const touchEveryMs = 5 * 60_000

export interface KnownApiKey {
  readonly id: string
  readonly tenantId: string
  readonly userId: string
  readonly membershipId: string
}

/** Finds the key behind what a program sends. */
export class ApiKeyLookup {
  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Throws UNAUTHENTICATED and says what is wrong: to whoever holds the secret also that it is over. */
  async find(token: string): Promise<KnownApiKey> {
    const id = idIn(token)
    if (!id)
      throw refused(
        'This does not look like an API key of Lonca: it is lonca_live_, an id, a dot and a secret.',
      )
    const { rows } = await this.pool.query(
      'select tenant_id, membership_id, user_id, expires_at, revoked_at, last_used_at from auth_api_key($1, $2)',
      [id, digest(token)],
    )
    const [row] = rows
    if (!row) throw refused('There is no such API key. Look whether it was copied in full.')
    const now = this.clock.now()
    if (row.revoked_at) throw refused('This API key was revoked. Ask the owner of the business for another.')
    if (row.expires_at && new Date(row.expires_at) <= now) {
      throw refused(
        `This API key expired on ${new Date(row.expires_at).toISOString().slice(0, 10)}. Rotate it or make another.`,
      )
    }
    const isStale = !row.last_used_at || now.getTime() - new Date(row.last_used_at).getTime() > touchEveryMs
    if (isStale) await this.#touch(row.tenant_id, id, now)
    return { id, tenantId: row.tenant_id, userId: row.user_id, membershipId: row.membership_id }
  }

  async scopesOf({ id, tenantId }: KnownApiKey): Promise<string[]> {
    const statement = new Statement(tenantId)
    const key = statement.value(id, 'uuid')
    const plan = `select to_json(k.scopes) from api_keys k where k.tenant_id = ${statement.tenant} and k.id = ${key}`
    const { rows } = await this.pool.query(messageOf([plan]), [...statement.values])
    return rows[0]?.answer0 ?? []
  }

  /** Coarse on purpose: a busy key must not write a row with every call. */
  async #touch(tenantId: string, id: string, now: Date): Promise<void> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      await client.query("select set_config('app.tenant_id', $1, true)", [tenantId])
      await client.query('update api_keys set last_used_at = $3 where tenant_id = $1 and id = $2', [
        tenantId,
        id,
        now.toISOString(),
      ])
      await client.query('commit')
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }
}

/** Whether a bearer token is meant as an API key. */
export function isApiKey(token: string): boolean {
  return token.startsWith(start)
}

/** What of a key may be shown later. */
export function shownPrefix(id: string): string {
  return `${start}${encodeId('key', id).slice('key_'.length)}`
}

function idIn(token: string): string | null {
  const [, id] = /^lonca_live_([0-9a-z]{26})\.[\w-]{43}$/.exec(token) ?? []
  return id ? (decodeId(`key_${id}`)?.uuid ?? null) : null
}

function refused(message: string): LoncaError {
  return new LoncaError('UNAUTHENTICATED', message)
}

export const apiKeyLookupKey = serviceKey<ApiKeyLookup>('api key lookup')
