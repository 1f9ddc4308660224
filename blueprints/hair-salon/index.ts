/** Hair and beauty salons: visits with the colour formula that makes a result repeatable, patch tests, recall. */
import { defineBlueprint } from '../../schema/index.ts'
import { automations } from './automations.ts'
import { compliance } from './compliance.ts'
import { kpis } from './kpis.ts'
import { onboarding } from './onboarding.ts'
import { panel } from './panel.ts'
import { RecallResolver } from './queries/recall.resolver.ts'
import { ColorFormulaLine } from './records/color-formula-line.ts'
import { CustomerVisit } from './records/customer-visit.ts'
import { PatchTest } from './records/patch-test.ts'
import { resourceTypes } from './resources.ts'
import { seed } from './seed.ts'
import { services } from './services.ts'
import { FormulaResolver } from './verbs/formula.resolver.ts'
import { events, refusals, words } from './words.ts'

export { ColorFormulaLine, CustomerVisit, PatchTest }

export const hairSalon = defineBlueprint({
  key: 'hair-salon',
  version: 1,
  engine: '^1',
  title: { en: 'Hair and beauty', tr: 'Kuaför ve güzellik' },
  description: {
    en: 'Visits with colour formulas, patch tests, and clients called back in their own rhythm.',
    tr: 'Renk formüllü ziyaretler, alerji testleri, her müşteriye kendi aralığında geri çağırma.',
  },
  mainRecord: 'CustomerVisit',
  records: [CustomerVisit, ColorFormulaLine, PatchTest],
  resolvers: [FormulaResolver, RecallResolver],
  events,
  refusals,
  requiredFields: ['Customer.name', 'Customer.phone'],
  resourceTypes,
  kpis,
  kpiCards: ['revenue_today', 'fill_rate_pct', 'no_show_rate_pct', 'recall_due'],
  visitCycleDays: 35,
  words,
  compliance,
  automations,
  services,
  finance: {
    whenUnavailable: 'RECORD_MANUALLY',
    documents: { company: 'E_ARSIV', selfEmployed: 'E_ARSIV' },
  },
  panel,
  onboarding,
  seed,
})
