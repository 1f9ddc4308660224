import { recordMeta, refuse, type Work } from '../../schema/index.ts'
import { TenantBlueprint } from '../tenancy/index.ts'

/**
 * The blueprints of the tenant, the primary one first, for changing them. Whoever changes them waits for whoever does
 * already, so that two owners cannot make two primaries.
 */
export async function usedBlueprints(work: Work): Promise<TenantBlueprint[]> {
  const { tenantId } = work.principal
  await work.sql('select 1 from tenants where tenant_id = $1 and id = $1 for update', [tenantId])
  const used = await work.em.find(
    TenantBlueprint,
    { tenantId },
    { orderBy: { isPrimary: 'desc', blueprint: 'asc' }, refresh: true },
  )
  await work.changing(
    recordMeta(TenantBlueprint),
    used.map(({ id }) => id),
  )
  return used
}

/** The row of an active blueprint; refuses BLUEPRINT_NOT_IN_USE. */
export function activeOf(used: readonly TenantBlueprint[], key: string): TenantBlueprint {
  const found = used.find(({ blueprint, state }) => blueprint === key && state === 'ACTIVE')
  return found ?? refuse('BLUEPRINT_NOT_IN_USE', ['blueprint'])
}

/** Makes one row the only primary one; the database allows no two, not even for a moment. */
export async function makePrimary(
  work: Work,
  used: readonly TenantBlueprint[],
  wanted: TenantBlueprint,
): Promise<void> {
  for (const one of used) {
    if (!one.isPrimary || one === wanted) continue
    one.isPrimary = false
    one.updatedAt = work.now
  }
  await work.flush()
  wanted.isPrimary = true
  wanted.updatedAt = work.now
}
