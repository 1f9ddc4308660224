import { type Payload, type RequestContext, recordPayload, refuse } from '../../schema/index.ts'
import { TenantBlueprint } from '../tenancy/index.ts'
import { installedKey } from './installed.ts'
import { quietAutomations } from './provisioning/automations.ts'
import type { BlueprintInput } from './sectors.types.ts'
import { activeOf, usedBlueprints } from './used-blueprints.ts'

/**
 * A sector that the business no longer works in: its records stay readable and can be exported, nothing writes them,
 * and its automations are quiet. The primary one cannot go before another takes its place.
 */
export async function retireBlueprint(context: RequestContext, input: BlueprintInput): Promise<Payload> {
  const installed = context.service(installedKey)
  const payload = await recordPayload(context, TenantBlueprint, async (work) => {
    const used = await usedBlueprints(work)
    const row = activeOf(used, input.blueprint)
    if (row.isPrimary) refuse('BLUEPRINT_IS_PRIMARY', ['blueprint'])
    row.state = 'RETIRED'
    row.updatedAt = work.now
    const active = new Set(used.filter(({ state }) => state === 'ACTIVE').map(({ blueprint }) => blueprint))
    const declared = installed.blueprints.find(({ key }) => key === row.blueprint)
    if (declared)
      await quietAutomations(
        work,
        declared,
        installed.blueprints.filter(({ key }) => active.has(key)),
      )
    work.tell('blueprint.updated', row, {
      blueprint: row.blueprint,
      version: row.definitionVersion,
      state: 'RETIRED',
    })
    return row
  })
  installed.changed()
  return payload
}
