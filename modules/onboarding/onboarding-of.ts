import {
  type BlueprintDeclaration,
  LoncaError,
  type RequestContext,
  Statement,
  viewerOf,
} from '../../schema/index.ts'
import { blueprintOf, installedKey } from '../sectors/index.ts'
import { hoursPresets } from './hours-presets.ts'
import {
  type ChecklistItemKey,
  checklistKeys,
  type Onboarding,
  type OnboardingPreview,
  type OnboardingSector,
} from './onboarding.types.ts'
import type { OnboardingAnswers } from './onboarding-draft.ts'

interface Facts {
  status: string
  draft: { step: number; answers: OnboardingAnswers; completed: boolean; dismissed: string[] } | null
  members: number
  customers: number
  sampleRows: number
  sampleCustomers: number
  ownBooking: boolean
}

/** How far the set-up is, what can be chosen, and what is left to do in the first days. */
export async function onboardingOf(context: RequestContext): Promise<Onboarding> {
  const statement = new Statement(viewerOf(context).tenantId)
  const { tenant } = statement
  const plan = `select json_build_object(
      'status', t.status,
      'draft', (select json_build_object('step', d.step, 'answers', d.answers, 'completed', d.completed_at is not null,
          'dismissed', d.dismissed) from onboarding_drafts d where d.tenant_id = ${tenant}),
      'members', (select count(*) from memberships m where m.tenant_id = ${tenant} and m.status = 'ACTIVE'),
      'customers', (select count(*) from (select 1 from customers c where c.tenant_id = ${tenant}
          and c.archived_at is null limit 200) few),
      'sampleRows', (select count(*) from sample_rows s where s.tenant_id = ${tenant}),
      'sampleCustomers', (select count(*) from sample_rows s where s.tenant_id = ${tenant} and s.record = 'Customer'),
      'ownBooking', exists (select from appointments a where a.tenant_id = ${tenant} and a.archived_at is null
          and not exists (select from sample_rows s where s.tenant_id = a.tenant_id and s.record = 'Appointment' and s.row_id = a.id)))
    from tenants t where t.tenant_id = ${tenant} and t.id = ${tenant}`
  const facts = (await context.read.ask(statement, plan)) as Facts | null
  if (!facts) throw new LoncaError('NOT_FOUND', 'There is no such business.')
  const { status, draft } = facts
  const answers = draft?.answers ?? {}
  const hasOwnCustomers = facts.customers > facts.sampleCustomers
  const done: Readonly<Record<ChecklistItemKey, boolean | null>> = {
    FIRST_BOOKING: facts.ownBooking,
    INVITE_STAFF: facts.members > 1,
    IMPORT_CUSTOMERS: hasOwnCustomers,
    SAMPLE_DATA: facts.sampleRows === 0 && hasOwnCustomers,
    INSTALL_APP: null,
  }
  // Whoever has sample data can always reach the line that removes it.
  const isAside = (key: ChecklistItemKey) =>
    draft?.dismissed.includes(key) && !(key === 'SAMPLE_DATA' && facts.sampleRows > 0)
  return {
    completed: status !== 'ONBOARDING',
    step: draft?.step ?? 1,
    answers: {
      sector: answers.sector ?? null,
      name: answers.name ?? null,
      phone: answers.phone ?? null,
      hours: answers.hours ?? null,
      resources: answers.resources ? [...answers.resources] : null,
      services: answers.services ? [...answers.services] : null,
    },
    sectors: context.service(installedKey).blueprints.map(sectorOf),
    hours: hoursPresets.map(({ key, title, opensAt, closesAt }) => ({ key, title, opensAt, closesAt })),
    checklist: draft?.completed
      ? checklistKeys
          .filter((key) => !isAside(key) && done[key] !== true)
          .map((key) => ({ key, done: done[key] }))
      : [],
    sampleRows: facts.sampleRows,
  }
}

function sectorOf(blueprint: BlueprintDeclaration): OnboardingSector {
  const { key, title, onboarding, resourceTypes, services, automations } = blueprint
  return {
    key,
    title,
    hint: onboarding.hint,
    icon: onboarding.icon,
    hours: onboarding.hours,
    resourceTypes: resourceTypes.map((type) => ({ ...type, usual: onboarding.resources[type.key] ?? 0 })),
    services: services.map(({ name, category, durationMinutes, priceMinor }) => ({
      key: name.en,
      name,
      category,
      durationMinutes,
      priceMinor,
    })),
    automations: automations.length,
    highlights: [...onboarding.highlights],
  }
}

/** Invented; as common as names come. */
const people = ['Mehmet Özdemir', 'Merve Aksoy', 'Irmak Kaya']
const times = ['14:30', '15:25', '16:15']
const states = ['ARRIVED', 'CONFIRMED', 'BOOKED']

/** The panel as a sector would make it. Nothing is read or written: it answers as fast as it is asked. */
export function onboardingPreview(context: RequestContext, sector: string): OnboardingPreview {
  const installed = context.service(installedKey)
  const blueprint = blueprintOf(installed, sector, 'sector')
  const { kpis } = installed.setFor([blueprint.key])
  const { panel, words, kpiCards, onboarding, services } = blueprint
  const bookable = services.filter(({ priceMinor }) => priceMinor !== '0')
  const shown = bookable.length >= people.length ? bookable : services
  return {
    sector: blueprint.key,
    accent: panel.accent,
    title: panel.screens.find(({ key }) => key === 'today')?.title ?? blueprint.title,
    words: Object.entries(words).map(([key, { one, many }]) => ({ key, one, many })),
    navigation: panel.navigation.map(({ key, label, icon, path }) => ({ key, label, icon, path })),
    cards: kpiCards.flatMap((id) => {
      const kpi = kpis.find((one) => one.id === id)
      if (!kpi) return []
      const { title, unit, action } = kpi
      return [{ id, title, unit, value: onboarding.figures[id] ?? '0', action: action?.label ?? null }]
    }),
    rows: people.flatMap((customer, place) => {
      const service = shown[place % Math.max(shown.length, 1)]
      if (!service) return []
      return [{ time: times[place] ?? '', customer, service: service.name, status: states[place] ?? '' }]
    }),
  }
}
