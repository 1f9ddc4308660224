/** Any business that takes appointments: what core offers, with neutral words. Sectors start as a copy of it. */
import { defineBlueprint } from '../../schema/index.ts'
import { automations } from './automations.ts'
import { compliance } from './compliance.ts'
import { onboarding } from './onboarding.ts'
import { panel } from './panel.ts'
import { resourceTypes } from './resources.ts'
import { services } from './services.ts'
import { words } from './words.ts'

export const generic = defineBlueprint({
  key: 'generic',
  version: 1,
  engine: '^1',
  title: { en: 'Any business', tr: 'Genel işletme' },
  description: {
    en: 'Appointments, customers and revenue, without a sector.',
    tr: 'Randevu, müşteri ve ciro; sektöre özel ek yok.',
  },
  mainRecord: 'Appointment',
  requiredFields: ['Customer.name'],
  resourceTypes,
  kpiCards: ['revenue_today', 'fill_rate_pct', 'no_show_rate_pct', 'at_risk_customers'],
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
})
