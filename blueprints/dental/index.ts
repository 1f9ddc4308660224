/** Dental and aesthetic clinics: episodes with a treatment plan by tooth, medical alerts, informed consents. */
import { defineBlueprint } from '../../schema/index.ts'
import { automations } from './automations.ts'
import { compliance } from './compliance.ts'
import { kpis } from './kpis.ts'
import { onboarding } from './onboarding.ts'
import { panel } from './panel.ts'
import { MedicalAlert } from './records/medical-alert.ts'
import { PatientEpisode } from './records/patient-episode.ts'
import { TreatmentConsent } from './records/treatment-consent.ts'
import { TreatmentItem } from './records/treatment-item.ts'
import { resourceTypes } from './resources.ts'
import { seed } from './seed.ts'
import { services } from './services.ts'
import { PlanResolver } from './verbs/plan.resolver.ts'
import { events, refusals, words } from './words.ts'

export { MedicalAlert, PatientEpisode, TreatmentConsent, TreatmentItem }

export const dental = defineBlueprint({
  key: 'dental',
  version: 1,
  engine: '^1',
  title: { en: 'Dental and aesthetic clinic', tr: 'Diş ve estetik kliniği' },
  description: {
    en: 'Treatment plans by tooth that are signed and kept to, with allergies and consents in sight.',
    tr: 'Diş diş tedavi planı, imzadan sonra değişmeyen ücret; alerji ve onamlar göz önünde.',
  },
  mainRecord: 'PatientEpisode',
  records: [PatientEpisode, TreatmentItem, MedicalAlert, TreatmentConsent],
  resolvers: [PlanResolver],
  events,
  refusals,
  requiredFields: ['Customer.name', 'Customer.phone'],
  resourceTypes,
  kpis,
  kpiCards: ['pending_treatment_minor', 'plan_acceptance_rate_pct', 'interrupted_plans', 'no_show_rate_pct'],
  visitCycleDays: 180,
  words,
  compliance,
  automations,
  services,
  finance: {
    whenUnavailable: 'RECORD_MANUALLY',
    documents: { company: 'E_ARSIV', selfEmployed: 'E_SMM' },
  },
  panel,
  onboarding,
  seed,
})
