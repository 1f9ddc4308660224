import type { BlueprintDeclaration, Locale, Work } from '../../schema/index.ts'
import type { TenantBlueprint } from '../tenancy/index.ts'
import { provisionAutomations } from './provisioning/automations.ts'
import { useBlueprint } from './provisioning/blueprint.ts'
import { adoptCompliance } from './provisioning/compliance.ts'
import { provisionResources, type ResourceCount } from './provisioning/resources.ts'
import { provisionServices } from './provisioning/services.ts'

export interface SectorWishes {
  readonly primary: boolean
  /** Language of names that are written into the business's own records. */
  readonly locale: Locale
  /** The sector's catalogue; false for a business that brings its own. */
  readonly services: boolean
  readonly resources?: readonly ResourceCount[]
  /** Other sectors of the business, active and retired: the law asks the strictest of all. */
  readonly others?: readonly BlueprintDeclaration[]
}

/** Gives a business what a sector brings: its place among the blueprints, the law, automations, services, resources. */
export async function provisionSector(
  work: Work,
  blueprint: BlueprintDeclaration,
  { primary, locale, services, resources = [], others = [] }: SectorWishes,
): Promise<TenantBlueprint> {
  const used = useBlueprint(work, blueprint, primary)
  await adoptCompliance(work, [blueprint, ...others])
  await provisionAutomations(work, blueprint)
  if (services) await provisionServices(work, blueprint, locale)
  if (resources.length > 0) await provisionResources(work, blueprint, resources, locale)
  return used
}
