import { type Ask, Statement } from '../../schema/index.ts'

/**
 * The modules that a tenant does without at a moment, as a JSON array: switched off and not yet due to end, or not
 * in its plan. `tenant` and `now` are SQL for the tenant's id and for the moment.
 */
export function switchedOffSql(tenant: string, now: string): string {
  return `(select coalesce(json_agg(distinct off.module), '[]'::json) from (
    select w.module from module_switches w
    where w.tenant_id = ${tenant} and w.ended_at is null and (w.ends_at is null or w.ends_at > ${now})
    union all
    select c.module from module_capabilities c where c.tenant_id = ${tenant} and not c.allowed) off)`
}

/** Keys of the modules that the tenant does without now; for whoever acts for a tenant without a person, as jobs do. */
export async function switchedOffModules(ask: Ask, tenantId: string, now: Date): Promise<Set<string>> {
  const statement = new Statement(tenantId)
  const plan = `select ${switchedOffSql(statement.tenant, statement.value(now.toISOString(), 'timestamptz'))}`
  return new Set((await ask(statement.text(plan), statement.values)) as string[])
}
