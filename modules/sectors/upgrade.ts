import {
  answered,
  LoncaError,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
} from '../../schema/index.ts'
import { Tenant, TenantBlueprint } from '../tenancy/index.ts'
import { type DefinitionChange, definitionChanges } from './definition-changes.ts'
import { blueprintOf, installedKey } from './installed.ts'
import { definitionOf } from './provisioning/blueprint.ts'
import { adoptCompliance } from './provisioning/compliance.ts'
import type { BlueprintInput } from './sectors.types.ts'
import { tellPanel } from './set-override.ts'
import type { BlueprintUpgrade, DecideBlueprintChangeInput } from './upgrade.types.ts'
import { type Outcome, takeChange, takeNew } from './upgrade-tenant.ts'
import { activeOf, usedBlueprints } from './used-blueprints.ts'

/** What the installed version changes of the one that the business uses. */
export async function blueprintChanges(
  context: RequestContext,
  key: string,
  from: number | null,
  to: number | null,
): Promise<DefinitionChange[]> {
  const { rows } = await context.read.page(recordMeta(TenantBlueprint), {
    first: 1,
    filter: { blueprint: { eq: key } },
  })
  const installed = context.service(installedKey).blueprints.find((blueprint) => blueprint.key === key)
  const [used] = rows
  if (!used || !installed) throw LoncaError.badInput(`Your business does not use the blueprint "${key}".`)
  const known = new Map<number, object>([
    [installed.version, definitionOf(installed)],
    [used.definitionVersion as number, used.definition as object],
  ])
  const versionOf = (version: number) => {
    const definition = known.get(version)
    if (definition) return definition
    throw LoncaError.badInput(
      `Version ${version} is not known; there are ${[...known.keys()].join(' and ')}.`,
    )
  }
  return definitionChanges(
    versionOf(from ?? (used.definitionVersion as number)),
    versionOf(to ?? installed.version),
  )
}

/**
 * Takes the installed version of a sector into the business. Base of the merge is the definition that it was
 * provisioned from; what the business changed since is never overwritten: where both changed the same thing it stays
 * as it was and is listed to be decided.
 */
export function upgradeBlueprint(
  context: RequestContext,
  { blueprint: key }: BlueprintInput,
): Promise<Payload> {
  const installed = context.service(installedKey)
  return answered(context, 'upgrade', async () => {
    const report = await context.write(async (work): Promise<BlueprintUpgrade> => {
      const blueprint = blueprintOf(installed, key)
      const all = await usedBlueprints(work)
      const used = activeOf(all, key)
      const from = used.definitionVersion
      const definition = definitionOf(blueprint)
      const changes = from === blueprint.version ? [] : definitionChanges(used.definition, definition)
      const tenant = await work.em.findOneOrFail(Tenant, { tenantId: work.principal.tenantId })
      const outcomes: { change: DefinitionChange; outcome: Outcome }[] = []
      for (const change of changes) {
        const outcome = await takeChange({ work, used, locale: tenant.locale, blueprint }, change)
        outcomes.push({ change, outcome })
      }
      const of = (outcome: Outcome) =>
        outcomes.filter((one) => one.outcome === outcome).map(({ change }) => change)
      if (changes.length > 0) {
        const uses = new Set(all.map((one) => one.blueprint))
        await adoptCompliance(
          work,
          installed.blueprints.filter((one) => uses.has(one.key)),
        )
      }
      const undecided = of('UNDECIDED')
      const earlier = (used.undecided as readonly DefinitionChange[]).filter(
        (one) => !changes.some(({ area, key: changed }) => area === one.area && changed === one.key),
      )
      if (from !== blueprint.version) {
        used.definition = definition
        used.definitionVersion = blueprint.version
        used.undecided = [...earlier, ...undecided]
        used.updatedAt = work.now
        work.tell('blueprint.updated', used, { blueprint: key, from, version: blueprint.version })
      }
      return { blueprint: key, from, to: blueprint.version, kept: of('KEPT'), taken: of('TAKEN'), undecided }
    })
    installed.changed()
    return report
  })
}

/** Settles one thing that an upgrade left: the business's own stays for good, or the sector's comes. */
export function decideBlueprintChange(
  context: RequestContext,
  { blueprint: key, area, key: changed, take }: DecideBlueprintChangeInput,
): Promise<Payload> {
  const installed = context.service(installedKey)
  return answered(context, 'undecided', async () => {
    const left = await context.write(async (work) => {
      const used = activeOf(await usedBlueprints(work), key)
      const open = used.undecided as readonly DefinitionChange[]
      const change = open.find((one) => one.area === area && one.key === changed)
      if (!change) refuse('NOT_FOUND', ['key'])
      const tenant = await work.em.findOneOrFail(Tenant, { tenantId: work.principal.tenantId })
      const place = { work, used, locale: tenant.locale, blueprint: blueprintOf(installed, key) }
      if (take === 'NEW') await takeNew(place, change)
      used.undecided = open.filter((one) => one !== change)
      used.updatedAt = work.now
      tellPanel(work, used)
      return used.undecided
    })
    installed.changed()
    return left
  })
}
