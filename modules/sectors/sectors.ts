import { type RequestContext, recordMeta } from '../../schema/index.ts'
import { TenantBlueprint } from '../tenancy/index.ts'
import { installedKey } from './installed.ts'
import type { Sector } from './sectors.types.ts'

/** Every installed sector as the business stands to it, those in use first. */
export async function sectorsOf(context: RequestContext): Promise<Sector[]> {
  const { rows } = await context.read.page(recordMeta(TenantBlueprint), { first: 100 })
  const used = new Map(rows.map((row) => [row.blueprint as string, row]))
  const sectors = context.service(installedKey).blueprints.map((blueprint): Sector => {
    const row = used.get(blueprint.key)
    const { key, title, description, version, onboarding, resourceTypes } = blueprint
    return {
      key,
      title,
      description,
      hint: onboarding.hint,
      icon: onboarding.icon,
      version,
      state: row ? (row.state as 'ACTIVE' | 'RETIRED') : 'AVAILABLE',
      primary: row?.isPrimary === true,
      usedVersion: row ? (row.definitionVersion as number) : null,
      resourceTypes: resourceTypes.map((type) => ({ ...type, usual: onboarding.resources[type.key] ?? 0 })),
    }
  })
  const rank = ({ primary, state }: Sector) =>
    primary ? 0 : ['ACTIVE', 'RETIRED', 'AVAILABLE'].indexOf(state) + 1
  return sectors.sort((left, right) => rank(left) - rank(right))
}
