import type { DoorCaller, TenantDoor } from '../modules/identity/index.ts'
import {
  type Composition,
  type Locale,
  newId,
  type Principal,
  Statement,
  type Work,
} from '../schema/index.ts'
import { askThrough, OperationContext, type OperationSetting } from './operation-context.ts'

interface TenantFacts {
  readonly name: string
  readonly locale: Locale
  readonly timeZone: string
  readonly currency: string
  readonly blueprints: readonly string[]
}

/** Opens tenants for those whose password or link was checked; see TenantDoor. */
export function createTenantDoor(setting: OperationSetting, composition: Composition): TenantDoor {
  const ask = <T>(tenantId: string, planOf: (tenant: string) => string) => {
    const statement = new Statement(tenantId)
    const plan = planOf(statement.tenant)
    return askThrough(setting.pool)(statement, plan) as Promise<T | null>
  }
  const factsOf = (tenantId: string) =>
    ask<TenantFacts>(
      tenantId,
      (tenant) => `select json_build_object('name', t.name, 'locale', t.locale, 'timeZone', t.time_zone,
        'currency', t.currency, 'blueprints', coalesce((select json_agg(b.blueprint) from tenant_blueprints b
          where b.tenant_id = t.tenant_id and b.state = 'ACTIVE'), '[]'::json))
      from tenants t where t.tenant_id = ${tenant}`,
    )
  return {
    ask,
    about: factsOf,
    async write<T>(caller: DoorCaller, verb: (work: Work) => Promise<T>): Promise<T> {
      const facts = (await factsOf(caller.tenantId)) ?? newcomer
      const context = new OperationContext(setting, {
        requestId: caller.requestId,
        principal: principalOf(caller, facts),
        set: composition.setFor(facts.blueprints),
        locale: facts.locale,
      })
      return context.write(verb)
    },
  }
}

/** A business that is only just being made. */
const newcomer: TenantFacts = {
  name: '',
  locale: 'tr',
  timeZone: 'Europe/Istanbul',
  currency: 'TRY',
  blueprints: [],
}

function principalOf({ tenantId, userId, membershipId }: DoorCaller, facts: TenantFacts): Principal {
  return {
    userId,
    membershipId,
    sessionId: newId(),
    tenantId,
    actor: 'user',
    apiKeyId: null,
    role: 'owner',
    grants: null,
    switchedOff: new Set(),
    assigneeId: null,
    teamIds: [],
    locale: facts.locale,
    timeZone: facts.timeZone,
    currency: facts.currency,
    blueprintKeys: facts.blueprints,
  }
}
