import type { Pool } from 'pg'
import { accessChanged, type Clock, newId, type Reader, Statement, serviceKey } from '../../schema/index.ts'
import type { Place } from './accounts.ts'
import { asUser, asUserSql } from './own-rows.ts'
import { digest, newToken } from './secret-token.ts'

const absoluteMs = 14 * 24 * 3600_000
const idleMs = 12 * 3600_000
/** A bearer token is for scripts and GraphiQL: short, and asked for again. */
const bearerMs = 8 * 3600_000
const touchEveryMs = 5 * 60_000

export type SessionKind = 'cookie' | 'bearer'

/** What a person recognises a session by; both parts are coarse. */
export interface SessionPlace {
  /** Browser and system, e.g. `Firefox · Windows`. */
  readonly device: string | null
  /** The network that it was started from, e.g. `85.105.*.*`. */
  readonly address: string | null
}

export interface StartedSession {
  /** 256 random bits; only its SHA-256 is stored. */
  readonly token: string
  readonly expiresAt: Date
}

export interface KnownSession {
  readonly sessionId: string
  readonly userId: string
  readonly tenantId: string
  readonly membershipId: string
}

export interface ListedSession extends SessionPlace {
  readonly id: string
  readonly kind: SessionKind
  readonly createdAt: Date
  readonly lastUsedAt: Date
}

type SessionOwner = Pick<KnownSession, 'sessionId' | 'userId'>

/** Starts, finds, lists and ends sessions. What ends is told to every process: NOTIFY wakes, the database answers. */
export class Sessions {
  readonly #ended = new Set<(sessionIds: readonly string[]) => void>()

  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  async start(
    userId: string,
    place: Pick<Place, 'tenantId' | 'membershipId'>,
    kind: SessionKind,
    from: SessionPlace,
  ): Promise<StartedSession> {
    const token = newToken('lon')
    const now = this.clock.now()
    const expiresAt = new Date(now.getTime() + (kind === 'cookie' ? absoluteMs : bearerMs))
    await asUser(this.pool, userId, (client) =>
      client.query(
        `insert into sessions (id, user_id, tenant_id, membership_id, kind, token_hash, created_at, last_used_at,
           expires_at, device, address)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10)`,
        [
          newId(),
          userId,
          place.tenantId,
          place.membershipId,
          kind,
          digest(token),
          now.toISOString(),
          expiresAt.toISOString(),
          from.device,
          from.address,
        ],
      ),
    )
    return { token, expiresAt }
  }

  /** The session behind a token; null when it is unknown, over or revoked. `isUsed` counts as activity of the person. */
  async find(token: string, isUsed = true): Promise<KnownSession | null> {
    const now = this.clock.now()
    const { rows } = await this.pool.query(
      'select session_id, user_id, tenant_id, membership_id, last_used_at from auth_session($1, $2, $3)',
      [digest(token), now.toISOString(), this.#idleSince(now)],
    )
    const [row] = rows
    if (!row) return null
    const isStale = now.getTime() - new Date(row.last_used_at).getTime() > touchEveryMs
    if (isUsed && isStale) await this.#touch(row.user_id, row.session_id, now)
    return {
      sessionId: row.session_id,
      userId: row.user_id,
      tenantId: row.tenant_id,
      membershipId: row.membership_id,
    }
  }

  /** Sessions of the person that stand now, the latest used first. */
  async list({ principal, ask }: Reader): Promise<ListedSession[]> {
    const { tenantId, userId } = principal
    const now = this.clock.now()
    const statement = new Statement(tenantId)
    const listed = `
      select id, kind, created_at as "createdAt", last_used_at as "lastUsedAt", device, address from sessions
      where user_id = ${statement.value(userId, 'uuid')} and revoked_at is null
        and expires_at > ${statement.value(now.toISOString(), 'timestamptz')}
        and last_used_at > ${statement.value(this.#idleSince(now), 'timestamptz')}
      order by last_used_at desc, id desc limit 200`
    const plan = `select coalesce(json_agg(one), '[]'::json) from (${listed}) one`
    const rows = (await ask(statement, asUserSql(statement, userId, plan))) as ListedSession[]
    return rows.map((row) => ({
      ...row,
      createdAt: new Date(row.createdAt),
      lastUsedAt: new Date(row.lastUsedAt),
    }))
  }

  async kindOf({ sessionId, userId }: SessionOwner): Promise<SessionKind> {
    return asUser(this.pool, userId, async (client) => {
      const { rows } = await client.query('select kind from sessions where id = $1', [sessionId])
      return rows[0]?.kind ?? 'bearer'
    })
  }

  /** False when the person has no such session. */
  async end({ sessionId, userId }: SessionOwner): Promise<boolean> {
    return (await this.#end(userId, 'id = $3', [sessionId])) > 0
  }

  /** Ends the person's sessions in every tenant but the one given, if any; how many there were. */
  async endAll(userId: string, except: string | null = null): Promise<number> {
    return this.#end(userId, 'id is distinct from $3', [except])
  }

  /** Which of these sessions and API keys (UUIDs) no longer stand. */
  async ended(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return []
    const { rows } = await this.pool.query('select auth_ended($1, $2) as id', [
      ids,
      this.clock.now().toISOString(),
    ])
    return rows.map(({ id }) => id)
  }

  /** Tells of sessions that end in this process, so that what is cached or open for them goes before anything else. */
  onEnd(listener: (sessionIds: readonly string[]) => void): void {
    this.#ended.add(listener)
  }

  async #end(userId: string, which: string, values: readonly unknown[]): Promise<number> {
    const ids = await asUser(this.pool, userId, async (client) => {
      const { rows } = await client.query(
        `update sessions set revoked_at = $2 where user_id = $1 and revoked_at is null and ${which} returning id`,
        [userId, this.clock.now().toISOString(), ...values],
      )
      if (rows.length > 0) await client.query(accessChanged)
      return rows.map(({ id }) => id as string)
    })
    for (const told of this.#ended) told(ids)
    return ids.length
  }

  #idleSince(now: Date): string {
    return new Date(now.getTime() - idleMs).toISOString()
  }

  async #touch(userId: string, sessionId: string, now: Date): Promise<void> {
    await asUser(this.pool, userId, (client) =>
      client.query('update sessions set last_used_at = $2 where id = $1', [sessionId, now.toISOString()]),
    )
  }
}

export { accessChanged }

export const sessionsKey = serviceKey<Sessions>('sessions')

/** What the transport offers a sign-in: where the caller is, and a cookie to keep the token in. */
export interface SessionTransport {
  /** The caller's network address, for counting attempts. */
  readonly address: string
  readonly place: SessionPlace
  /** The secret of a device that signed in before; null on one that is new. */
  readonly deviceToken: string | null
  /** Throws BAD_USER_INPUT where no cookie can be set, which is over WebSocket. */
  refuseWithoutCookies(): void
  keep(token: string, expiresAt: Date): void
  keepDevice(token: string): void
  forget(): void
}

export const sessionTransportKey = serviceKey<SessionTransport>('session transport')
