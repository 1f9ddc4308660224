import { TenantBlueprint } from '../../modules/tenancy/index.ts'
import type { BlueprintDeclaration, Work } from '../../schema/index.ts'

/** The sector in use, with the definition that everything else here is provisioned from. */
export function provisionBlueprint(work: Work, blueprint: BlueprintDeclaration): void {
  const used = work.create<TenantBlueprint>(TenantBlueprint, {
    blueprint: blueprint.key,
    definitionVersion: blueprint.version,
    state: 'ACTIVE',
    isPrimary: true,
    definition: definitionOf(blueprint),
  })
  work.tell('blueprint.updated', used, { blueprint: blueprint.key, version: blueprint.version })
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
