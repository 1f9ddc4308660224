import type { BlueprintDeclaration, Work } from '../../../schema/index.ts'
import { AutomationRule } from '../../automation/index.ts'

/** The sector's default automations, each on or off as the sector wants it to begin; a rule that is there stays. */
export async function provisionAutomations(work: Work, { automations }: BlueprintDeclaration): Promise<void> {
  const known = await rulesByType(work)
  for (const automation of automations) {
    const there = known.get(automation.ruleType)
    if (there) continue
    const rule = work.create<AutomationRule>(AutomationRule, { ...automation, origin: 'BLUEPRINT' })
    work.tell('automation.rule.created', rule, { ruleType: rule.ruleType, enabled: rule.enabled })
  }
}

/** Turns off what only this sector brought; the rules stay as they are for the day it is used again. */
export async function quietAutomations(
  work: Work,
  { automations }: BlueprintDeclaration,
  others: readonly BlueprintDeclaration[],
): Promise<void> {
  const shared = new Set(others.flatMap((other) => other.automations.map((rule) => rule.ruleType)))
  const known = await rulesByType(work)
  for (const { ruleType } of automations) {
    const rule = known.get(ruleType)
    if (!rule?.enabled || rule.origin !== 'BLUEPRINT' || shared.has(ruleType)) continue
    rule.enabled = false
    rule.updatedAt = work.now
    work.tell('automation.rule.updated', rule, { changed: ['enabled'] })
  }
}

/** The tenant's rules by their type, tracked for changes. */
export async function rulesByType(work: Work): Promise<Map<string, AutomationRule>> {
  const rules = await work.em.find(AutomationRule, { tenantId: work.principal.tenantId })
  return new Map(rules.map((rule) => [rule.ruleType, rule]))
}
