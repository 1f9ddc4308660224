import type { Pool } from 'pg'
import { type Clock, newId, serviceKey } from '../../schema/index.ts'
import { asUser } from './own-rows.ts'
import { maxPasswordLength, Passwords } from './passwords.ts'
import { digest, newToken } from './secret-token.ts'

export interface NewUser {
  readonly name: string
  readonly email: string
  readonly password: string
  /** False for somebody who has yet to show that the address is theirs. Default: true. */
  readonly isConfirmed?: boolean
}

export interface Account {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly isConfirmed: boolean
}

/** A place where somebody may work. */
export interface Place {
  readonly membershipId: string
  readonly tenantId: string
  readonly role: string
}

export type LinkPurpose = 'RESET' | 'CONFIRM'

/** The people of all tenants, their passwords, and the links that stand for a password. Knows no tenant's data. */
export class Accounts {
  readonly #passwords = new Passwords()

  constructor(
    private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /** Makes a global user; their UUID. Throws a unique violation when the address is taken. */
  async addUser({ name, email, password, isConfirmed = true }: NewUser): Promise<string> {
    const id = newId()
    const hash = await this.#passwords.hash(password)
    const now = this.#now()
    await asUser(this.pool, id, async (client) => {
      await client.query(
        'insert into users (id, name, email, created_at, confirmed_at) values ($1, $2, $3, $4, $5)',
        [id, name, normalised(email), now, isConfirmed ? now : null],
      )
      await client.query(
        'insert into user_credentials (user_id, password_hash, changed_at) values ($1, $2, $3)',
        [id, hash, now],
      )
    })
    return id
  }

  /** UUID of the person with this address; null when there is none. */
  async idOf(email: string): Promise<string | null> {
    const { rows } = await this.pool.query('select auth_user_id_by_email($1) as id', [normalised(email)])
    return rows[0]?.id ?? null
  }

  async of(userId: string): Promise<Account | null> {
    return asUser(this.pool, userId, async (client) => {
      const { rows } = await client.query(
        'select id as "userId", name, email, confirmed_at is not null as "isConfirmed" from users where id = $1',
        [userId],
      )
      return rows[0] ?? null
    })
  }

  /**
   * Whether this is the person's password. Takes as long for nobody as for somebody: the same statements are asked and
   * as much is hashed.
   */
  async matches(userId: string | null, password: string): Promise<boolean> {
    const asked = userId ?? newId()
    const hash = await asUser(this.pool, asked, async (client) => {
      const { rows } = await client.query(
        'select password_hash as hash from user_credentials where user_id = $1',
        [asked],
      )
      return (rows[0]?.hash as string | undefined) ?? null
    })
    return this.#passwords.matches(hash, password.slice(0, maxPasswordLength))
  }

  /** Sets a new password; whoever still has a link to set one loses it. */
  async setPassword(userId: string, password: string): Promise<void> {
    const hash = await this.#passwords.hash(password)
    await asUser(this.pool, userId, async (client) => {
      await client.query(
        'update user_credentials set password_hash = $2, changed_at = $3 where user_id = $1',
        [userId, hash, this.#now()],
      )
      await client.query("delete from user_links where user_id = $1 and purpose = 'RESET'", [userId])
    })
  }

  /** Whoever holds what was sent to the address has shown that it is theirs. */
  async confirm(userId: string): Promise<void> {
    await asUser(this.pool, userId, (client) =>
      client.query('update users set confirmed_at = coalesce(confirmed_at, $2) where id = $1', [
        userId,
        this.#now(),
      ]),
    )
  }

  /** Where the person may work, the place where they worked last first. */
  async places(userId: string): Promise<Place[]> {
    return asUser(this.pool, userId, async (client) => {
      const { rows } = await client.query(
        `select m.id as "membershipId", m.tenant_id as "tenantId", m.role
         from memberships m join users u on u.id = m.user_id
         where m.user_id = $1 and m.status = 'ACTIVE' and m.archived_at is null
         order by m.tenant_id is not distinct from u.last_tenant_id desc, m.created_at, m.id`,
        [userId],
      )
      return rows
    })
  }

  async rememberPlace(userId: string, tenantId: string): Promise<void> {
    await asUser(this.pool, userId, (client) =>
      client.query('update users set last_tenant_id = $2 where id = $1', [userId, tenantId]),
    )
  }

  /** The secret of a new link for the person; only its digest is kept. */
  async newLink(userId: string, purpose: LinkPurpose, minutes: number): Promise<string> {
    const token = newToken('lonl')
    const now = this.clock.now()
    await asUser(this.pool, userId, (client) =>
      client.query(
        'insert into user_links (user_id, token_hash, purpose, created_at, expires_at) values ($1, $2, $3, $4, $5)',
        [
          userId,
          digest(token),
          purpose,
          now.toISOString(),
          new Date(now.getTime() + minutes * 60_000).toISOString(),
        ],
      ),
    )
    return token
  }

  /** Whose link it is; null when it is unknown, over or was used. */
  async ofLink(token: string, purpose: LinkPurpose): Promise<string | null> {
    const { rows } = await this.pool.query('select auth_user_link($1, $2, $3) as id', [
      digest(token),
      purpose,
      this.#now(),
    ])
    return rows[0]?.id ?? null
  }

  /** Uses a link up; null when somebody else was faster, or it does not stand. */
  async takeLink(token: string, purpose: LinkPurpose): Promise<string | null> {
    const userId = await this.ofLink(token, purpose)
    if (!userId) return null
    return asUser(this.pool, userId, async (client) => {
      const { rowCount } = await client.query(
        'update user_links set used_at = $3 where user_id = $1 and token_hash = $2 and used_at is null',
        [userId, digest(token), this.#now()],
      )
      return rowCount === 1 ? userId : null
    })
  }

  #now(): string {
    return this.clock.now().toISOString()
  }
}

function normalised(email: string): string {
  return email.trim().toLowerCase()
}

export const accountsKey = serviceKey<Accounts>('accounts')
