import type { Pool } from 'pg'
import { switchedOffSql } from '../../modules/identity/index.ts'
import { type Locale, nobodyId, type Principal, Statement } from '../../schema/index.ts'
import { askThrough } from '../operation-context.ts'

interface Facts {
  locale: Locale
  timeZone: string
  currency: string
  status: string
  blueprints: string[]
  switchedOff: string[]
}

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
    select json_build_object(
      'locale', t.locale, 'timeZone', t.time_zone, 'currency', t.currency, 'status', t.status,
      'switchedOff', ${switchedOffSql('t.tenant_id', moment)},
      'blueprints', coalesce((select json_agg(b.blueprint order by b.is_primary desc, b.blueprint)
        from tenant_blueprints b where b.tenant_id = t.tenant_id), '[]'::json))
    from tenants t where t.tenant_id = ${statement.tenant}`
  const facts = (await askThrough(pool)(statement.text(plan), statement.values)) as Facts | null
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
    switchedOff: new Set(facts.switchedOff),
    assigneeId: null,
    teamIds: [],
    locale: facts.locale,
    timeZone: facts.timeZone,
    currency: facts.currency,
    blueprintKeys: facts.blueprints,
  }
}
