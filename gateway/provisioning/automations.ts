import { AutomationRule } from '../../modules/automation/index.ts'
import type { BlueprintDeclaration, Work } from '../../schema/index.ts'

/** The sector's default automations, each on or off as the sector wants it to begin. */
export function provisionAutomations(work: Work, { automations }: BlueprintDeclaration): void {
  for (const automation of automations) {
    const rule = work.create<AutomationRule>(AutomationRule, { ...automation, origin: 'BLUEPRINT' })
    work.tell('automation.rule.created', rule, { ruleType: rule.ruleType, enabled: rule.enabled })
  }
}
