import {
  LoncaError,
  type Payload,
  type RequestContext,
  recordMeta,
  recordPayload,
  viewerOf,
  type Work,
} from '../../schema/index.ts'
import { type TenantBlueprint, TenantBlueprintOverride } from '../tenancy/index.ts'
import { blueprintOf, installedKey } from './installed.ts'
import { overrideValue } from './override-value.ts'
import type { ClearBlueprintOverrideInput, SetBlueprintOverrideInput } from './overrides.types.ts'
import { activeOf, usedBlueprints } from './used-blueprints.ts'

/** What the business wants otherwise than its sector; a second word on the same thing takes the place of the first. */
export async function setBlueprintOverride(
  context: RequestContext,
  input: SetBlueprintOverrideInput,
): Promise<Payload> {
  const installed = context.service(installedKey)
  const payload = await recordPayload(context, TenantBlueprintOverride, async (work) => {
    const blueprint = blueprintOf(installed, input.blueprint ?? mainOf(context))
    const used = activeOf(await usedBlueprints(work), blueprint.key)
    const value = overrideValue(context.set, blueprint, input)
    const known = await overrideOn(work, used, input)
    if (known) {
      known.value = value
      known.updatedAt = work.now
      work.tell('tenantBlueprintOverride.updated', known, { kind: input.kind, target: input.target })
    }
    const row = known ?? created(work, used, input, value)
    tellPanel(work, used)
    return row
  })
  installed.changed()
  return payload
}

/** The sector's own way again. */
export async function clearBlueprintOverride(
  context: RequestContext,
  input: ClearBlueprintOverrideInput,
): Promise<Payload> {
  const payload = await recordPayload(context, TenantBlueprintOverride, async (work) => {
    const row = await work.change<TenantBlueprintOverride>(TenantBlueprintOverride, input.id, input.version)
    row.archivedAt = work.now
    work.tell('tenantBlueprintOverride.deleted', row, { kind: row.kind, target: row.target })
    tellPanel(work, row.tenantBlueprint)
    return row
  })
  context.service(installedKey).changed()
  return payload
}

/** Panels of everybody in the business look different now; they listen to the blueprint. */
export function tellPanel(work: Work, used: TenantBlueprint): void {
  work.tell('blueprint.updated', used, { overrides: true })
}

function mainOf(context: RequestContext): string {
  const [main] = viewerOf(context).blueprintKeys
  if (!main) throw new LoncaError('NOT_FOUND', 'This business uses no sector yet.')
  return main
}

async function overrideOn(
  work: Work,
  used: TenantBlueprint,
  { kind, target }: SetBlueprintOverrideInput,
): Promise<TenantBlueprintOverride | null> {
  const { tenantId } = work.principal
  const found = await work.em.findOne(TenantBlueprintOverride, {
    tenantId,
    tenantBlueprint: used,
    kind,
    target,
    archivedAt: null,
  })
  if (found) await work.changing(recordMeta(TenantBlueprintOverride), [found.id])
  return found
}

function created(
  work: Work,
  tenantBlueprint: TenantBlueprint,
  { kind, target }: SetBlueprintOverrideInput,
  value: object,
): TenantBlueprintOverride {
  const row = work.create<TenantBlueprintOverride>(TenantBlueprintOverride, {
    tenantBlueprint,
    kind,
    target,
    value,
  })
  work.tell('tenantBlueprintOverride.created', row, { kind, target })
  return row
}
