import { type RequestContext, type Row, reachSql, recordMeta, Statement } from '../../schema/index.ts'
import { Membership } from './membership.ts'
import { ModuleSwitch } from './module-switch.ts'
import type { BusinessModule } from './module-switch.types.ts'

interface Facts {
  /** By module: the switch that keeps it off, and the name of who did it. */
  readonly off: Readonly<Partial<Record<string, { readonly id: string; readonly by: string | null }>>>
  readonly forbidden: readonly string[]
  readonly waiting: Readonly<Partial<Record<string, number>>>
}

/** A module, and the name of who switched it off, as far as the viewer may know. */
export type SwitchedModule = Omit<BusinessModule, 'switchedOff'> & {
  readonly switchedOff: Row | null
  readonly switchedOffBy: string | null
}

/** The modules of the viewer's business with their state now. */
export async function businessModules(context: RequestContext): Promise<SwitchedModule[]> {
  const [{ off, forbidden, waiting }, switches] = await Promise.all([factsOf(context), openSwitches(context)])
  return context.set.modules.map(({ key, title, switchable = true }) => {
    const switched = switchable ? off[key] : undefined
    const isForbidden = switchable && forbidden.includes(key)
    return {
      key,
      title,
      capability: `can_use_${key.replaceAll('-', '_')}`,
      state: !switchable ? 'ALWAYS_ON' : isForbidden ? 'NOT_IN_PLAN' : switched ? 'OFF' : 'ON',
      switchedOff: (switched && switches.get(switched.id)) ?? null,
      switchedOffBy: switched?.by ?? null,
      waitingJobs: waiting[key] ?? 0,
    }
  })
}

/** Of each module there is one at most. */
async function openSwitches({ read }: RequestContext): Promise<Map<string, Row>> {
  const { rows } = await read.page(recordMeta(ModuleSwitch), {
    first: 100,
    filter: { endedAt: { isNull: true } },
  })
  return new Map(rows.map((row) => [row.id, row]))
}

async function factsOf(context: RequestContext): Promise<Facts> {
  const { principal, relations } = context.read
  const statement = new Statement(principal.tenantId)
  const seen = reachSql(recordMeta(Membership), 'see', 'm', principal, relations, statement)
  const now = statement.value(context.clock.now().toISOString(), 'timestamptz')
  const plan = `select json_build_object(
    'off', coalesce((select json_object_agg(w.module, json_build_object('id', w.id, 'by', (
        select m.name from memberships m where m.tenant_id = w.tenant_id and m.id = w.off_by_id and ${seen})))
      from module_switches w
      where w.tenant_id = ${statement.tenant} and w.ended_at is null and (w.ends_at is null or w.ends_at > ${now})), '{}'::json),
    'forbidden', coalesce((select json_agg(c.module) from module_capabilities c
      where c.tenant_id = ${statement.tenant} and not c.allowed), '[]'::json),
    'waiting', coalesce((select json_object_agg(j.module, j.count) from (
      select split_part(b.job, '.', 1) as module, count(*)::int as count from background_jobs b
      where b.tenant_id = ${statement.tenant} and b.state = 'QUEUED' and b.due_at <= ${now} group by 1) j), '{}'::json))`
  return (await context.read.ask(statement, plan)) as Facts
}

/** Switches that have no end yet, as SQL that selects their ids. */
export function openSwitchesSql({ tenant }: Statement): string {
  return `select w.id from module_switches w where w.tenant_id = ${tenant} and w.ended_at is null`
}
