import { type ModuleDeclaration, type RequestContext, refuse, type Work } from '../../schema/index.ts'
import { ModuleSwitch } from './module-switch.ts'

/** The module behind a key, for switching it; refuses what does not exist and what nothing works without. */
export function switchableModule(context: RequestContext, key: string): ModuleDeclaration {
  const module = context.set.modules.find((one) => one.key === key)
  if (!module) refuse('NOT_FOUND', ['module'])
  if (module.switchable === false)
    refuse('MODULE_ALWAYS_ON', ['module'], { module: module.title[context.locale] })
  return module
}

/** The switch of a module that has no end noted yet, nobody else's turn in between; null when there is none. */
export async function openSwitch(work: Work, module: string): Promise<ModuleSwitch | null> {
  const { tenantId } = work.principal
  await work.sql("select pg_advisory_xact_lock(hashtextextended('module ' || $1::text || $2::text, 0))", [
    tenantId,
    module,
  ])
  return work.em.findOne(ModuleSwitch, { tenantId, module, endedAt: null })
}

/** Whether the tenant's plan has the module. */
export async function isInPlan(work: Work, module: string): Promise<boolean> {
  const rows = await work.sql(
    'select 1 from module_capabilities where tenant_id = $1 and module = $2 and not allowed',
    [work.principal.tenantId, module],
  )
  return rows.length === 0
}

/** Notes that a switch is over: by somebody's hand, or because its time came. */
export function endSwitch(work: Work, open: ModuleSwitch, at: Date, because: 'PERSON' | 'TIME'): void {
  open.endedAt = at
  open.updatedAt = work.now
  work.tell('module.switched.on', open, { module: open.module, because })
}
