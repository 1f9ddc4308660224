/**
 * Owns the rules by which the business acts on its own: what starts them, under which conditions, what they do, and
 * whether they are on. A sector brings its defaults; each can be turned off.
 */
import { defineModule } from '../../schema/index.ts'
import { AutomationRule } from './automation-rule.ts'

export { AutomationRule }

export const automation = defineModule({
  key: 'automation',
  title: { en: 'Automations', tr: 'Otomasyonlar' },
  records: [AutomationRule],
  events: {
    'automation.rule.created': { en: 'Automation added', tr: 'Otomasyon eklendi' },
    'automation.rule.updated': { en: 'Automation changed', tr: 'Otomasyon değişti' },
  },
})
