/**
 * Owns what the business does about its key figures: the rules by which it acts on its own, and the actions that
 * somebody starts with one tap. A sector brings its defaults; each rule can be turned off, and no action writes to
 * anyone: it opens tasks for people.
 */
import { defineModule } from '../../schema/index.ts'
import { ActionRun } from './action-run.ts'
import { ActionsResolver } from './actions.resolver.ts'
import { AutomationRule } from './automation-rule.ts'
import { coreActions } from './core-actions.ts'

export { AutomationRule }

export const automation = defineModule({
  key: 'automation',
  title: { en: 'Automations', tr: 'Otomasyonlar' },
  records: [AutomationRule, ActionRun],
  resolvers: [ActionsResolver],
  actions: coreActions,
  events: {
    'automation.rule.created': { en: 'Automation added', tr: 'Otomasyon eklendi' },
    'automation.rule.updated': { en: 'Automation changed', tr: 'Otomasyon değişti' },
    'automation.action.started': { en: 'Action started', tr: 'Eylem başlatıldı' },
    'automation.action.undone': { en: 'Action taken back', tr: 'Eylem geri alındı' },
  },
  refusals: {
    NOBODY_TO_REACH: {
      en: 'There is nobody left whom this concerns.',
      tr: 'Bunun için aranacak kimse kalmadı.',
    },
    ALREADY_UNDONE: { en: 'This was taken back already.', tr: 'Bu zaten geri alındı.' },
  },
})
