import type { Pool } from 'pg'
import { nobodyId, type Principal, Statement } from '../../schema/index.ts'
import { askThrough } from '../operation-context.ts'
import { factsOfTenant, type TenantFacts, tenantFactsSql } from '../tenant-facts.ts'

const cachedMs = 1_000
const maxCached = 5_000

/** The platform in each tenant; what it finds out it keeps for a second. */
export class SystemPrincipals {
  readonly #known = new Map<
    string,
    { readonly principal: Promise<Principal | null>; readonly until: number }
  >()

  constructor(private readonly pool: Pool) {}

  of(tenantId: string, at: Date): Promise<Principal | null> {
    const known = this.#known.get(tenantId)
    // Wall-clock time: this is how long a process may be behind the database, not business time.
    const now = performance.now()
    if (known && known.until > now) return known.principal
    if (this.#known.size >= maxCached) this.forget()
    const principal = systemPrincipal(this.pool, tenantId, at)
    this.#known.set(tenantId, { principal, until: now + cachedMs })
    principal.catch(() => this.#known.delete(tenantId))
    return principal
  }

  forget(): void {
    this.#known.clear()
  }
}

/** The platform itself at work in a tenant, reaching what an owner reaches; null for a tenant that is suspended. */
async function systemPrincipal(pool: Pool, tenantId: string, now: Date): Promise<Principal | null> {
  const statement = new Statement(tenantId)
  const moment = statement.value(now.toISOString(), 'timestamptz')
  const plan = `
    select json_build_object(${tenantFactsSql(moment)})
    from tenants t where t.tenant_id = ${statement.tenant}`
  const facts = (await askThrough(pool)(statement, plan)) as TenantFacts | null
  if (!facts || facts.status === 'SUSPENDED') return null
  return {
    userId: nobodyId,
    membershipId: nobodyId,
    sessionId: nobodyId,
    tenantId,
    actor: 'system',
    apiKeyId: null,
    role: 'owner',
    grants: null,
    assigneeId: null,
    teamIds: [],
    ...factsOfTenant(facts),
  }
}
