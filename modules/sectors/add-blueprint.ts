import { type Payload, type RequestContext, recordPayload, refuse, viewerOf } from '../../schema/index.ts'
import { Tenant, TenantBlueprint } from '../tenancy/index.ts'
import { blueprintOf, installedKey } from './installed.ts'
import { provisionSector } from './provision-sector.ts'
import { provisionAutomations } from './provisioning/automations.ts'
import { definitionOf } from './provisioning/blueprint.ts'
import { adoptCompliance } from './provisioning/compliance.ts'
import { provisionResources } from './provisioning/resources.ts'
import type { AddBlueprintInput } from './sectors.types.ts'
import { makePrimary, usedBlueprints } from './used-blueprints.ts'

/**
 * A sector joins those that the business uses, or comes back from retirement with the records it left. All that it
 * brings is provisioned in the same transaction.
 */
export async function addBlueprint(context: RequestContext, input: AddBlueprintInput): Promise<Payload> {
  const installed = context.service(installedKey)
  const payload = await recordPayload(context, TenantBlueprint, async (work) => {
    const blueprint = blueprintOf(installed, input.blueprint)
    const used = await usedBlueprints(work)
    const known = used.find((one) => one.blueprint === blueprint.key)
    if (known?.state === 'ACTIVE') refuse('BLUEPRINT_IN_USE', ['blueprint'])
    const tenant = await work.em.findOneOrFail(Tenant, { tenantId: viewerOf(context).tenantId })
    const others = installed.blueprints.filter((one) => used.some(({ blueprint: key }) => key === one.key))
    const resources = input.resources ?? []
    if (known) {
      known.state = 'ACTIVE'
      known.isPrimary = false
      known.updatedAt = work.now
      known.definitionVersion = blueprint.version
      known.definition = definitionOf(blueprint)
      await adoptCompliance(work, others)
      await provisionAutomations(work, blueprint)
      if (resources.length > 0) await provisionResources(work, blueprint, resources, tenant.locale)
      work.tell('blueprint.updated', known, {
        blueprint: blueprint.key,
        version: blueprint.version,
        state: 'ACTIVE',
      })
    }
    const row =
      known ??
      (await provisionSector(work, blueprint, {
        primary: false,
        locale: tenant.locale,
        services: input.withServices,
        resources,
        others,
      }))
    if (input.primary || used.every(({ state }) => state === 'RETIRED')) await makePrimary(work, used, row)
    return row
  })
  installed.changed()
  return payload
}
