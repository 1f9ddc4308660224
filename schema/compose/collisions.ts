import type { ModuleDeclaration } from '../module.ts'
import { recordMeta } from '../record/record.ts'

/** Stops the boot when two declarations claim the same name, in a sentence that names both sides. */
export function refuseCollisions(declarations: readonly ModuleDeclaration[]): void {
  const claims = new Map<string, string>()
  const claim = (kind: string, name: string, by: string) => {
    const key = `${kind} ${name}`
    const known = claims.get(key)
    if (known)
      throw new Error(
        `"${by}" declares the ${kind} "${name}", which "${known}" already has: rename one of them.`,
      )
    claims.set(key, by)
  }
  for (const declaration of declarations) {
    const by = declaration.key
    claim('module or blueprint', by, by)
    for (const recordClass of declaration.records ?? []) {
      const meta = recordMeta(recordClass)
      claim('type', meta.name, by)
      claim('table', meta.table, by)
      claim('id prefix', meta.prefix, by)
      if (!meta.internal) {
        claim('root field', meta.singular, by)
        claim('root field', meta.plural, by)
      }
      for (const attribute of meta.attributes.values()) {
        if (attribute.choice) claim('type', attribute.choice.name, by)
        const inverse = attribute.reference?.inverse
        if (inverse) claim('field', `${recordMeta(attribute.reference.target()).name}.${inverse}`, by)
      }
    }
    for (const provider of declaration.providers ?? []) claim('provider', provider.key, by)
    for (const measure of declaration.measures ?? []) claim('measure', measure.id, by)
    for (const kpi of declaration.kpis ?? []) claim('KPI', kpi.id, by)
    for (const kind of declaration.notifications ?? []) claim('notification', kind.key, by)
    for (const event of Object.keys(declaration.events ?? {})) claim('event', event, by)
    for (const code of Object.keys(declaration.refusals ?? {})) claim('refusal', code, by)
  }
}
