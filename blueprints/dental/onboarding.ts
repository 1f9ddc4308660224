import type { OnboardingDeclaration } from '../../schema/index.ts'

/** A clinic with three rooms. The figures are those of a usual week. */
export const onboarding: OnboardingDeclaration = {
  icon: 'tooth',
  hint: { en: 'Room, dentist, tooth chart, plan', tr: 'Oda, hekim, diş şeması, plan' },
  resources: { ROOM: 3, DEVICE: 1 },
  hours: 'SIX_DAYS',
  highlights: [
    { icon: 'tooth', label: { en: 'Tooth chart', tr: 'Diş şeması' } },
    { icon: 'shield-check', label: { en: 'Health-data KVKK texts', tr: 'Sağlık verisi KVKK metinleri' } },
  ],
  figures: {
    pending_treatment_minor: '18450000',
    plan_acceptance_rate_pct: '64',
    interrupted_plans: '7',
    no_show_rate_pct: '6.2',
  },
}
