import type { BlueprintDeclaration, Work } from '../../../schema/index.ts'
import { TenantBlueprint } from '../../tenancy/index.ts'

/** The sector in use, with the definition that everything else here is provisioned from. */
export function useBlueprint(
  work: Work,
  blueprint: BlueprintDeclaration,
  isPrimary: boolean,
): TenantBlueprint {
  const used = work.create<TenantBlueprint>(TenantBlueprint, {
    blueprint: blueprint.key,
    definitionVersion: blueprint.version,
    state: 'ACTIVE',
    isPrimary,
    definition: definitionOf(blueprint),
    undecided: [],
  })
  work.tell('blueprint.updated', used, {
    blueprint: blueprint.key,
    version: blueprint.version,
    state: 'ACTIVE',
  })
  return used
}

/** What of a declaration a tenant may differ from, or must be told about when it changes; data without code. */
export function definitionOf(blueprint: BlueprintDeclaration): object {
  const { key, version, engine, title, description, mainRecord, requiredFields, resourceTypes } = blueprint
  const { kpiCards, words, compliance, automations, services, finance, panel, kpis, visitCycleDays } =
    blueprint
  return {
    key,
    version,
    engine,
    title,
    description,
    mainRecord,
    requiredFields,
    resourceTypes,
    kpis: (kpis ?? []).map((kpi) => ({ id: kpi.id, version: kpi.version })),
    kpiCards,
    visitCycleDays: visitCycleDays ?? null,
    words,
    compliance,
    automations,
    services,
    finance,
    panel,
  }
}
