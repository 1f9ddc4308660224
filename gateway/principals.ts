import { hash } from 'node:crypto'
import {
  type ApiKeyLookup,
  grantsOf as grantsOfScopes,
  isApiKey,
  type KnownApiKey,
  type KnownSession,
  narrowed,
  permissionsOf,
  type RoleGrants,
  type Sessions,
} from '../modules/identity/index.ts'
import {
  type Ask,
  type Clock,
  LoncaError,
  type Principal,
  type RoleName,
  Statement,
} from '../schema/index.ts'
import { factsOfTenant, type TenantFacts, tenantFactsSql } from './tenant-facts.ts'

const cachedMs = 1_000
const maxCached = 10_000
/** Of many tokens, so many are looked up at a time: the connections are there for others, too. */
const askedTogether = 8

interface Facts extends TenantFacts {
  role: string
  grants: RoleGrants
  assigneeId: string | null
  teamIds: string[]
}

interface KeyParts {
  readonly lookup: ApiKeyLookup
  /** Keys of the modules that a tenant with these blueprints has. */
  readonly modulesOf: (blueprintKeys: readonly string[]) => readonly string[]
}

/** Who stands behind each of several tokens; null behind one that no longer stands. */
export interface Standing {
  readonly principals: ReadonlyMap<string, Principal | null>
  /** When the oldest of it is to be asked again, as performance.now() tells. */
  readonly until: number
}

/** Turns a session token or an API key into who is asking. What it finds out it keeps for a second, or until the session ends. */
export class Principals {
  readonly #known = new Map<string, { principal: Promise<Principal | null>; until: number }>()
  #generation = 0

  constructor(
    private readonly sessions: Sessions,
    private readonly ask: Ask,
    private readonly clock: Clock,
    private readonly keys: KeyParts | null = null,
  ) {
    sessions.onEnd(() => this.forget())
  }

  /** To be called when what people may see has changed: the next question finds out anew. */
  forget(): void {
    this.#generation += 1
    this.#known.clear()
  }

  /** Another one whenever what people may see has changed. */
  get generation(): number {
    return this.#generation
  }

  /** Looks whether these tokens still stand, and for whom; it keeps no session from running out idle. */
  async standing(tokens: readonly string[]): Promise<Standing> {
    const until = performance.now() + cachedMs
    const principals = new Map<string, Principal | null>()
    const waiting = [...tokens]
    const lookUp = async () => {
      for (let token = waiting.pop(); token !== undefined; token = waiting.pop()) {
        principals.set(token, await this.#orNull(token))
      }
    }
    await Promise.all(Array.from({ length: askedTogether }, lookUp))
    const ages = tokens.map((token) => this.#known.get(keyOf(token))?.until ?? until)
    return { principals, until: Math.min(until, ...ages) }
  }

  async #orNull(token: string): Promise<Principal | null> {
    try {
      return await this.of(token, false)
    } catch (error) {
      if (error instanceof LoncaError && error.code === 'UNAUTHENTICATED') return null
      throw error
    }
  }

  /**
   * Null for a token that is unknown, expired or revoked, and for a member who was disabled.
   *
   * @param isUsed false for looking whether a session still stands, which does not keep it from running out idle.
   */
  of(token: string, isUsed = true): Promise<Principal | null> {
    const key = keyOf(token)
    const known = this.#known.get(key)
    // Wall-clock time: this is how long a process may be behind the database, not business time.
    const now = performance.now()
    if (known && known.until > now) return known.principal
    if (this.#known.size >= maxCached) this.#known.clear()
    const principal = this.#find(token, isUsed)
    this.#known.set(key, { principal, until: now + cachedMs })
    principal.catch(() => this.#known.delete(key))
    return principal
  }

  async #find(token: string, isUsed: boolean): Promise<Principal | null> {
    if (this.keys && isApiKey(token)) return this.#ofKey(this.keys, token)
    const session = await this.sessions.find(token, isUsed)
    return session && this.ofSession(session)
  }

  /** Throws UNAUTHENTICATED, and says why, for a key that does not stand. */
  async #ofKey({ lookup, modulesOf }: KeyParts, token: string): Promise<Principal> {
    const key = await lookup.find(token)
    const [scopes, maker] = await Promise.all([lookup.scopesOf(key), this.#makerOf(key)])
    return {
      ...maker,
      actor: 'api-key',
      apiKeyId: key.id,
      role: 'manager',
      grants: narrowed(grantsOfScopes(scopes, modulesOf(maker.blueprintKeys)), maker.grants),
      assigneeId: null,
      teamIds: [],
    }
  }

  /** A key is never more than who made it: it ends with their place, and with their rights over the whole business. */
  async #makerOf({ id, tenantId, userId, membershipId }: KnownApiKey): Promise<Principal> {
    const maker = await this.ofSession({ sessionId: id, tenantId, userId, membershipId })
    if (maker && maker.role !== 'staff') return maker
    throw new LoncaError(
      'UNAUTHENTICATED',
      'This API key no longer works, because who made it is no longer an owner or a manager of the business.',
    )
  }

  /** Who a known session stands for now. */
  async ofSession(session: KnownSession): Promise<Principal | null> {
    const statement = new Statement(session.tenantId)
    const member = statement.value(session.membershipId, 'uuid')
    const now = statement.value(this.clock.now().toISOString(), 'timestamptz')
    const plan = `
      select json_build_object(
        'role', lower(m.role), ${tenantFactsSql(now)},
        'grants', coalesce((select r.grants from roles r where r.tenant_id = m.tenant_id
          and case when m.own_role_id is null then r.built_in and r.base = m.role else r.id = m.own_role_id end), '{}'::jsonb),
        'assigneeId', s.id,
        'teamIds', coalesce((select json_agg(p.id) from staff_members p
          where p.tenant_id = s.tenant_id and (p.id = s.id or p.department_id = s.department_id)), '[]'::json))
      from memberships m
      join tenants t on t.tenant_id = m.tenant_id
      left join staff_members s on s.tenant_id = m.tenant_id and s.membership_id = m.id and s.archived_at is null
      where m.tenant_id = ${statement.tenant} and m.id = ${member} and m.status = 'ACTIVE'
      limit 1`
    const facts = (await this.ask(statement, plan)) as Facts | null
    if (!facts || facts.status === 'SUSPENDED') return null
    return {
      ...session,
      actor: 'user',
      apiKeyId: null,
      role: facts.role as RoleName,
      grants: permissionsOf(facts.grants),
      assigneeId: facts.assigneeId,
      teamIds: facts.teamIds,
      ...factsOfTenant(facts),
    }
  }
}

/** Tokens are kept as hashes only. */
function keyOf(token: string): string {
  return hash('sha256', token, 'base64')
}
