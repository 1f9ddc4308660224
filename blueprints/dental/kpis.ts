import type { Kpi } from '../../schema/index.ts'
import { PatientEpisode } from './records/patient-episode.ts'

const aheadStatuses = `('HELD', 'BOOKED', 'CONFIRMED')`
const shared = {
  version: 1,
  windowDays: 1,
  compare: 'previous-window',
} as const

const unfinished = `e.status = 'OPEN' and e.plan = 'ACCEPTED' and exists (
  select from dental_treatment_items i where i.tenant_id = e.tenant_id and i.episode_id = e.id
    and i.archived_at is null and i.status in ('PLANNED', 'IN_PROGRESS'))`

const bookedAhead = (now: string) => `exists (
  select from appointments a where a.tenant_id = e.tenant_id and a.customer_id = e.customer_id
    and a.starts_at > ${now} and a.status in ${aheadStatuses})`

/** Figures of a clinic beside the core's; a member of staff sees those of their team. */
export const kpis: readonly Kpi[] = [
  {
    ...shared,
    id: 'pending_treatment_minor',
    title: { en: 'Treatment ahead', tr: 'Bekleyen tedavi' },
    explanation: {
      en: 'Fees of the items that are planned or under way in open episodes whose plan is accepted.',
      tr: 'Planı kabul edilmiş açık tedavilerde planlı ya da süren işlemlerin ücretleri.',
    },
    unit: 'minor',
    good: 'down',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'fees of unfinished items of accepted plans',
      counts: () => PatientEpisode,
      history: 'kept',
      sql: ({ tenant, counted }) => `
        select coalesce(sum(i.price_minor), 0) as numerator, count(distinct e.id) as denominator
        from dental_patient_episodes e
        join dental_treatment_items i on i.tenant_id = e.tenant_id and i.episode_id = e.id
          and i.archived_at is null and i.status in ('PLANNED', 'IN_PROGRESS')
        where e.tenant_id = ${tenant} and e.archived_at is null and e.status = 'OPEN' and e.plan = 'ACCEPTED'
          and ${counted('e')}`,
    },
    action: { label: { en: 'Go on with treatment', tr: 'Tedaviye devam' }, path: '/episodes' },
  },
  {
    ...shared,
    id: 'plan_acceptance_rate_pct',
    title: { en: 'Plan acceptance', tr: 'Plan kabul oranı' },
    explanation: {
      en: 'Plans accepted in the last 90 days, of all plans accepted or rejected in those days.',
      tr: 'Son 90 günde kabul edilen planların, aynı günlerde kabul ya da reddedilen planlara oranı.',
    },
    unit: 'percent',
    good: 'up',
    windowDays: 90,
    decimals: 1,
    formula: {
      kind: 'asOf',
      text: 'plans accepted / plans accepted or rejected',
      counts: () => PatientEpisode,
      history: 'kept',
      sql: ({ tenant, from, to, timeZone, counted }) => `
        select count(*) filter (where e.plan = 'ACCEPTED') as numerator, count(*) as denominator
        from dental_patient_episodes e
        where e.tenant_id = ${tenant} and e.archived_at is null and e.plan in ('ACCEPTED', 'REJECTED')
          and (e.plan_decided_at at time zone ${timeZone})::date between ${from} and ${to} and ${counted('e')}`,
    },
    action: { label: { en: 'Plans to present', tr: 'Sunulacak planlar' }, path: '/episodes' },
  },
  {
    ...shared,
    id: 'interrupted_plans',
    title: { en: 'Left half-way', tr: 'Yarım kalan' },
    explanation: {
      en: 'Open episodes with an accepted plan and unfinished items, whose patient has no appointment ahead. Base: all such episodes.',
      tr: 'Planı kabul edilmiş, işlemi bitmemiş ve hastasının ileri randevusu olmayan açık tedaviler. Taban: bu durumdaki bütün tedaviler.',
    },
    unit: 'count',
    good: 'down',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'accepted unfinished plans without an appointment ahead',
      counts: () => PatientEpisode,
      history: 'kept',
      sql: ({ tenant, now, counted }) => `
        select count(*) filter (where not ${bookedAhead(now)}) as numerator, count(*) as denominator
        from dental_patient_episodes e
        where e.tenant_id = ${tenant} and e.archived_at is null and ${unfinished} and ${counted('e')}`,
    },
    action: { label: { en: 'Give a date', tr: 'Gün ver' }, path: '/episodes' },
  },
  {
    ...shared,
    id: 'plan_continuity_pct',
    title: { en: 'Plan continuity', tr: 'Plan sürekliliği' },
    explanation: {
      en: 'Open episodes with an accepted plan and unfinished items whose patient has an appointment ahead, of all such episodes.',
      tr: 'Planı kabul edilmiş, işlemi bitmemiş açık tedavilerden hastasının ileri randevusu olanların payı.',
    },
    unit: 'percent',
    good: 'up',
    decimals: 1,
    formula: {
      kind: 'asOf',
      text: 'accepted unfinished plans with an appointment ahead / accepted unfinished plans',
      counts: () => PatientEpisode,
      history: 'kept',
      sql: ({ tenant, now, counted }) => `
        select count(*) filter (where ${bookedAhead(now)}) as numerator, count(*) as denominator
        from dental_patient_episodes e
        where e.tenant_id = ${tenant} and e.archived_at is null and ${unfinished} and ${counted('e')}`,
    },
    action: { label: { en: 'Give a date', tr: 'Gün ver' }, path: '/episodes' },
  },
  {
    ...shared,
    id: 'open_episodes',
    title: { en: 'Open treatments', tr: 'Açık tedavi' },
    explanation: { en: 'Episodes that are open.', tr: 'Açık olan tedaviler.' },
    unit: 'count',
    good: 'up',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'open episodes',
      counts: () => PatientEpisode,
      history: 'kept',
      sql: ({ tenant, counted }) => `
        select count(*) as numerator, null::bigint as denominator from dental_patient_episodes e
        where e.tenant_id = ${tenant} and e.archived_at is null and e.status = 'OPEN' and ${counted('e')}`,
    },
    action: { label: { en: 'Treatments', tr: 'Tedaviler' }, path: '/episodes' },
  },
]
