import { type RequestContext, recordMeta, Statement, viewerOf } from '../../schema/index.ts'
import { ModuleSwitch } from './module-switch.ts'
import type { BusinessModule } from './module-switch.types.ts'

interface Facts {
  /** By module: UUID of the switch that keeps it off. */
  readonly off: Readonly<Partial<Record<string, string>>>
  readonly forbidden: readonly string[]
  readonly waiting: Readonly<Partial<Record<string, number>>>
}

/** The modules of the viewer's business with their state now. */
export async function businessModules(context: RequestContext): Promise<BusinessModule[]> {
  const { off, forbidden, waiting } = await factsOf(context)
  return Promise.all(
    context.set.modules.map(async ({ key, title, switchable = true }) => {
      const id = switchable ? off[key] : undefined
      const isForbidden = switchable && forbidden.includes(key)
      return {
        key,
        title,
        capability: `can_use_${key.replaceAll('-', '_')}`,
        state: !switchable ? 'ALWAYS_ON' : isForbidden ? 'NOT_IN_PLAN' : id ? 'OFF' : 'ON',
        switchedOff: id ? await context.read.byId(recordMeta(ModuleSwitch), id) : null,
        waitingJobs: waiting[key] ?? 0,
      }
    }),
  )
}

async function factsOf(context: RequestContext): Promise<Facts> {
  const statement = new Statement(viewerOf(context).tenantId)
  const now = statement.value(context.clock.now().toISOString(), 'timestamptz')
  const plan = `select json_build_object(
    'off', coalesce((select json_object_agg(w.module, w.id) from module_switches w
      where w.tenant_id = ${statement.tenant} and w.ended_at is null and (w.ends_at is null or w.ends_at > ${now})), '{}'::json),
    'forbidden', coalesce((select json_agg(c.module) from module_capabilities c
      where c.tenant_id = ${statement.tenant} and not c.allowed), '[]'::json),
    'waiting', coalesce((select json_object_agg(j.module, j.count) from (
      select split_part(b.job, '.', 1) as module, count(*)::int as count from background_jobs b
      where b.tenant_id = ${statement.tenant} and b.state = 'QUEUED' and b.due_at <= ${now} group by 1) j), '{}'::json))`
  return (await context.read.ask(statement, plan)) as Facts
}
