import type { OnboardingDeclaration } from '../../schema/index.ts'

/** One room, five days. The figures are those of a usual week. */
export const onboarding: OnboardingDeclaration = {
  icon: 'building',
  hint: { en: 'You decide on the fields', tr: 'Alanları siz belirlersiniz' },
  resources: { ROOM: 1 },
  hours: 'WEEKDAYS',
  highlights: [{ icon: 'shield-check', label: { en: 'KVKK texts', tr: 'KVKK metinleri' } }],
  figures: { revenue_today: '820000', fill_rate_pct: '58', no_show_rate_pct: '7.5', at_risk_customers: '12' },
}
