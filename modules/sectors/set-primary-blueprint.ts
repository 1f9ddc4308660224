import { type Payload, type RequestContext, recordPayload } from '../../schema/index.ts'
import { TenantBlueprint } from '../tenancy/index.ts'
import { installedKey } from './installed.ts'
import type { BlueprintInput } from './sectors.types.ts'
import { activeOf, makePrimary, usedBlueprints } from './used-blueprints.ts'

/** Another of the active sectors gives words, navigation and the first screen. */
export async function setPrimaryBlueprint(context: RequestContext, input: BlueprintInput): Promise<Payload> {
  const payload = await recordPayload(context, TenantBlueprint, async (work) => {
    const used = await usedBlueprints(work)
    const row = activeOf(used, input.blueprint)
    if (row.isPrimary) return row
    await makePrimary(work, used, row)
    work.tell('blueprint.updated', row, {
      blueprint: row.blueprint,
      version: row.definitionVersion,
      primary: true,
    })
    return row
  })
  context.service(installedKey).changed()
  return payload
}
