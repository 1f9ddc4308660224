/** Garages and car services: vehicles by plate, job cards through the workshop, approval line by line. */
import { defineBlueprint } from '../../schema/index.ts'
import { automations } from './automations.ts'
import { compliance } from './compliance.ts'
import { importKinds } from './imports.ts'
import { kpis } from './kpis.ts'
import { onboarding } from './onboarding.ts'
import { panel } from './panel.ts'
import { JobLine } from './records/job-line.ts'
import { Vehicle } from './records/vehicle.ts'
import { VehicleJobCard } from './records/vehicle-job-card.ts'
import { resourceTypes } from './resources.ts'
import { searches } from './searches.ts'
import { seed } from './seed.ts'
import { services } from './services.ts'
import { WorkshopResolver } from './verbs/workshop.resolver.ts'
import { events, refusals, words } from './words.ts'

export { JobLine, Vehicle, VehicleJobCard }

export const autoService = defineBlueprint({
  key: 'auto-service',
  version: 1,
  engine: '^1',
  title: { en: 'Car service', tr: 'Oto servis' },
  description: {
    en: 'Cars found by plate, each step in the workshop, and the customer’s word on every line.',
    tr: 'Plakayla bulunan araçlar, atölyedeki her adım ve her kalem için müşteri onayı.',
  },
  mainRecord: 'VehicleJobCard',
  records: [Vehicle, VehicleJobCard, JobLine],
  searches,
  resolvers: [WorkshopResolver],
  events,
  refusals,
  importKinds,
  requiredFields: ['Customer.name', 'Customer.phone', 'Vehicle.plate', 'Vehicle.model'],
  resourceTypes,
  kpis,
  kpiCards: ['cars_inside', 'pending_approvals_minor', 'fill_rate_pct', 'maintenance_due'],
  visitCycleDays: 365,
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
