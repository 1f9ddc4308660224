import { switchedOffSql } from '../modules/identity/index.ts'
import { type BlueprintOverride, type Locale, type Principal, retiredKey } from '../schema/index.ts'

/** What a principal takes from its tenant, whoever acts there. */
export interface TenantFacts {
  readonly locale: Locale
  readonly timeZone: string
  readonly currency: string
  readonly status: string
  readonly switchedOff: readonly string[]
  readonly blueprints: readonly { readonly key: string; readonly state: 'ACTIVE' | 'RETIRED' }[]
  readonly overrides: readonly BlueprintOverride[]
}

/** The facts as arguments of json_build_object, for the row `t` of tenants; `now` is a placeholder. */
export function tenantFactsSql(now: string): string {
  return `
    'locale', t.locale, 'timeZone', t.time_zone, 'currency', t.currency, 'status', t.status,
    'blueprints', coalesce((select json_agg(json_build_object('key', b.blueprint, 'state', b.state) order by b.is_primary desc, b.blueprint)
      from tenant_blueprints b where b.tenant_id = t.tenant_id), '[]'::json),
    'switchedOff', ${switchedOffSql('t.tenant_id', now)},
    'overrides', coalesce((select json_agg(json_build_object('blueprint', b.blueprint, 'kind', o.kind, 'target', o.target,
        'value', o.value) order by o.id)
      from tenant_blueprint_overrides o
      join tenant_blueprints b on b.tenant_id = o.tenant_id and b.id = o.tenant_blueprint_id and b.state = 'ACTIVE'
      where o.tenant_id = t.tenant_id and o.archived_at is null), '[]'::json)`
}

export function factsOfTenant(facts: TenantFacts) {
  const { locale, timeZone, currency, switchedOff, blueprints, overrides } = facts
  return {
    locale,
    timeZone,
    currency,
    switchedOff: new Set(switchedOff),
    blueprintKeys: blueprints.map(({ key, state }) => (state === 'RETIRED' ? retiredKey(key) : key)),
    overrides,
  } satisfies Partial<Principal>
}
