import { createHash, randomBytes } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { type Clock, LoncaError, newId, serviceKey } from '../../schema/index.ts'
import { Attempts } from './attempts.ts'
import { maxPasswordLength, Passwords } from './passwords.ts'

const absoluteMs = 14 * 24 * 3600_000
const idleMs = 12 * 3600_000
/** A bearer token is for scripts and GraphiQL: short, and asked for again. */
const bearerMs = 8 * 3600_000
const touchEveryMs = 5 * 60_000

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

/** Starts, finds and ends sessions. The only code that reads what lies outside any tenant. */
export class Sessions {
  readonly #passwords = new Passwords()
  readonly #attempts: Attempts
  readonly #ended = new Set<(sessionId: string) => void>()

  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {
    this.#attempts = new Attempts(clock)
  }

  /** Makes a global user. Throws a unique violation when the address is taken. */
  async addUser(user: {
    readonly name: string
    readonly email: string
    readonly password: string
  }): Promise<string> {
    const id = newId()
    const hash = await this.#passwords.hash(user.password)
    const now = this.clock.now().toISOString()
    await this.#asUser(id, async (client) => {
      await client.query('insert into users (id, name, email, created_at) values ($1, $2, $3, $4)', [
        id,
        user.name,
        user.email.trim().toLowerCase(),
        now,
      ])
      await client.query(
        'insert into user_credentials (user_id, password_hash, changed_at) values ($1, $2, $3)',
        [id, hash, now],
      )
    })
    return id
  }

  /**
   * Checks a password and starts a session in the person's tenant; null when address or password is wrong, or when
   * they belong to no active tenant. Throws THROTTLED after ten failures in a quarter of an hour.
   */
  async start(
    email: string,
    password: string,
    address: string,
    kind: 'cookie' | 'bearer',
  ): Promise<StartedSession | null> {
    const key = `${email.trim().toLowerCase()} ${address}`
    const wait = this.#attempts.waitSeconds(key)
    if (wait > 0) {
      throw new LoncaError(
        'THROTTLED',
        `Too many failed sign-ins. Try again in ${Math.ceil(wait / 60)} minutes.`,
        {
          retryAfterSeconds: wait,
        },
      )
    }
    const found = await this.#credentials(email)
    const matches = await this.#passwords.matches(found?.hash ?? null, password.slice(0, maxPasswordLength))
    if (!found || !matches) {
      this.#attempts.failed(key)
      return null
    }
    this.#attempts.succeeded(key)
    return this.#store(found, kind)
  }

  /** The session behind a token; null when it is unknown, over or revoked. `isUsed` counts as activity of the person. */
  async find(token: string, isUsed = true): Promise<KnownSession | null> {
    const now = this.clock.now()
    const idleSince = new Date(now.getTime() - idleMs)
    const { rows } = await this.pool.query(
      'select session_id, user_id, tenant_id, membership_id, last_used_at from auth_session($1, $2, $3)',
      [digest(token), now.toISOString(), idleSince.toISOString()],
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

  async end(session: Pick<KnownSession, 'sessionId' | 'userId'>): Promise<void> {
    await this.#asUser(session.userId, (client) =>
      client.query('update sessions set revoked_at = $2 where id = $1', [
        session.sessionId,
        this.clock.now().toISOString(),
      ]),
    )
    for (const told of this.#ended) told(session.sessionId)
  }

  /** Tells when a session of this process ends, so that what is cached or open for it goes too. */
  onEnd(listener: (sessionId: string) => void): void {
    this.#ended.add(listener)
  }

  async #credentials(email: string) {
    const { rows } = await this.pool.query('select auth_user_id_by_email($1) as id', [
      email.trim().toLowerCase(),
    ])
    const userId: string | null = rows[0]?.id ?? null
    if (!userId) return null
    return this.#asUser(userId, async (client) => {
      const found = await client.query(
        `select c.password_hash as hash, m.id as "membershipId", m.tenant_id as "tenantId"
         from user_credentials c
         join memberships m on m.user_id = c.user_id and m.status = 'ACTIVE'
         where c.user_id = $1 order by m.created_at, m.id limit 1`,
        [userId],
      )
      const [row] = found.rows as { hash: string; membershipId: string; tenantId: string }[]
      return row ? { userId, ...row } : null
    })
  }

  async #store(
    found: { userId: string; membershipId: string; tenantId: string },
    kind: 'cookie' | 'bearer',
  ): Promise<StartedSession> {
    const token = `lon_${randomBytes(32).toString('base64url')}`
    const now = this.clock.now()
    const expiresAt = new Date(now.getTime() + (kind === 'cookie' ? absoluteMs : bearerMs))
    await this.#asUser(found.userId, (client) =>
      client.query(
        `insert into sessions (id, user_id, tenant_id, membership_id, kind, token_hash, created_at, last_used_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
        [
          newId(),
          found.userId,
          found.tenantId,
          found.membershipId,
          kind,
          digest(token),
          now.toISOString(),
          expiresAt.toISOString(),
        ],
      ),
    )
    return { token, expiresAt }
  }

  async #touch(userId: string, sessionId: string, now: Date): Promise<void> {
    await this.#asUser(userId, (client) =>
      client.query('update sessions set last_used_at = $2 where id = $1', [sessionId, now.toISOString()]),
    )
  }

  async #asUser<T>(userId: string, task: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect()
    try {
      await client.query('begin')
      await client.query("select set_config('app.user_id', $1, true)", [userId])
      const result = await task(client)
      await client.query('commit')
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      throw error
    } finally {
      client.release()
    }
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export const sessionsKey = serviceKey<Sessions>('sessions')

/** What the transport offers a sign-in: the caller's address, and a cookie to keep the token in. */
export interface SessionTransport {
  readonly address: string
  keep(token: string, expiresAt: Date): void
  forget(): void
}

export const sessionTransportKey = serviceKey<SessionTransport>('session transport')
