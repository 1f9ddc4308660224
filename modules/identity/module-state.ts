import { type Ask, Statement, type Work } from '../../schema/index.ts'
import { ModuleCapability } from './module-capability.ts'

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
  return new Set((await ask(statement, plan)) as string[])
}

/** Says whether a tenant may use a module at all; for plans, which decide it. Nobody in the business can. */
export async function decideCapability(work: Work, module: string, allowed: boolean): Promise<void> {
  const { tenantId, userId } = work.principal
  const known = await work.em.findOne(ModuleCapability, { tenantId, module })
  if (known?.allowed === allowed) return
  const row = known ?? work.create<ModuleCapability>(ModuleCapability, { module, allowed, decidedBy: userId })
  Object.assign(row, { allowed, decidedBy: userId, updatedAt: work.now })
  work.tell('module.capability.updated', row, { module, allowed })
  await work.accessChanges()
}
